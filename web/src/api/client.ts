/** The client of the API, whose types come from the routes of the server. */
import { hc, type ClientResponse } from 'hono/client';
import type { Api } from '../../../shared/api/api-type.ts';
import { ApiProblem, problemOf } from './problems.ts';

/** Gives the token for a request, and is told when the API no longer takes it. */
export interface Tokens {
  token(): string | undefined;
  refused(): void;
}

let tokens: Tokens | undefined;

/** The session calls this once, before the first request. */
export function takeTokensFrom(source: Tokens): void {
  tokens = source;
}

const call: typeof fetch = async (address, options) => {
  const headers = new Headers(options?.headers);
  const token = tokens?.token();
  // Browsers would take these names for steps in the path, and ask for something else.
  if (/\/\.{1,2}(?:[/?#]|$)/.test(addressOf(address)))
    throw new ApiProblem(404, { detail: 'The address of this page names it "." or "..", which nothing is called.' });
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  let response: Response;
  try {
    response = await fetch(address, { ...options, headers, credentials: 'omit' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem(0, { detail: 'The API cannot be reached: check the connection, and whether the platform is running.' });
  }
  if (response.status === 401) tokens?.refused();
  return response;
};

const addressOf = (asked: Parameters<typeof fetch>[0]): string => (asked instanceof Request ? asked.url : String(asked));

export const api = hc<Api>('/api', { fetch: call });

/** The bodies of the answers that succeed. */
type Body<R> = R extends ClientResponse<infer T, infer Status> ? (Status extends 200 | 201 | 202 ? T : never) : never;

/**
 * Resolves with the body of a request that succeeds, `await read(api.jobs.$get({query: {}}))`.
 * @throws ApiProblem
 */
export async function read<R extends ClientResponse<unknown>>(asked: Promise<R>): Promise<Body<R>> {
  const response = await asked;
  if (!response.ok) throw await problemOf(response);
  // The client types each body by its status, and the status is one of those that `Body` takes.
  return (await response.json()) as Body<R>;
}

/** Like `read`, for requests whose answer has no body. @throws ApiProblem */
export async function done(asked: Promise<ClientResponse<unknown>>): Promise<void> {
  const response = await asked;
  if (!response.ok) throw await problemOf(response);
}
