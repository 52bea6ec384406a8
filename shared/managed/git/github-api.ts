/** Requests to GitHub's REST API, each answer of which is checked. */
import type { z } from 'zod';
import { CloudError } from '../../clouds/cloud-error.ts';
import { guardedFetch, type Forge, hostOf } from './guarded-fetch.ts';
import { parseAnswer } from './parse-answer.ts';

/** `GET /repos/{owner}/{repo}` and the values in braces, with what belongs into the query or the body. */
export type GitHubRequest = (route: string, parameters?: Readonly<Record<string, unknown>>) => Promise<GitHubAnswer>;

export interface GitHubAnswer {
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
}

export interface GitHubApi {
  readonly host: string;
  readonly request: GitHubRequest;
  ask<T>(schema: z.ZodType<T>, route: string, parameters?: Readonly<Record<string, unknown>>): Promise<T>;
}

export async function gitHubApi(forge: Forge, token: string): Promise<GitHubApi> {
  const { request } = await import('@octokit/request');
  const send = request.defaults({
    baseUrl: forge.root,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/vnd.github+json',
      'user-agent': 'muster',
      'x-github-api-version': '2022-11-28',
    },
    request: { fetch: guardedFetch(forge), log: { warn: () => undefined } },
  });
  const host = hostOf(forge);
  const asked: GitHubRequest = async (route, parameters = {}) => {
    try {
      return await send(route, parameters);
    } catch (error) {
      // The client wraps what its fetch throws.
      throw error instanceof Error && error.cause instanceof Error ? error.cause : error;
    }
  };
  return {
    host,
    request: asked,
    ask: async (schema, route, parameters) => parseAnswer(schema, (await asked(route, parameters)).data, host),
  };
}

const PAGE = 100;
/** A list that is longer is none of a repository's: a forge could go on for ever. */
const MOST_PAGES = 20;

/** Every entry of a list. @throws CloudError */
export async function allPages<T>(
  api: GitHubApi,
  schema: z.ZodType<readonly T[]>,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<readonly T[]> {
  const all: T[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const entries = await api.ask(schema, route, { ...parameters, per_page: PAGE, page });
    all.push(...entries);
    if (entries.length < PAGE) return all;
  }
  throw new CloudError(
    `${api.host} lists more than ${MOST_PAGES * PAGE} entries, which Muster does not read; correct base_url, or have fewer.`,
    {
      class: 'invalid',
      error_code: 'ListTooLong',
    },
  );
}
