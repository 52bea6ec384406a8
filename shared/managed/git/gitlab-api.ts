/** GitLab's client, whose requests go through the guarded fetch. */
import type {
  Branches,
  GroupMembers,
  Groups,
  MergeRequestApprovals,
  Namespaces,
  Projects,
  ProtectedBranches,
  Users,
} from '@gitbeaker/rest';
import { z } from 'zod';
import { guardedFetch, type Forge, hostOf } from './guarded-fetch.ts';

export interface GitLabApi {
  readonly host: string;
  readonly projects: InstanceType<typeof Projects>;
  readonly branches: InstanceType<typeof Branches>;
  readonly protectedBranches: InstanceType<typeof ProtectedBranches>;
  readonly approvals: InstanceType<typeof MergeRequestApprovals>;
  readonly groups: InstanceType<typeof Groups>;
  readonly members: InstanceType<typeof GroupMembers>;
  readonly namespaces: InstanceType<typeof Namespaces>;
  readonly users: InstanceType<typeof Users>;
}

/** The request that the client hands to its requester. */
const requestSchema = z.object({
  prefixUrl: z.string(),
  method: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.string().optional(),
  searchParams: z.string().optional(),
});

export async function gitLabApi(forge: Forge, token: string): Promise<GitLabApi> {
  const [rest, { createRequesterFn }] = await Promise.all([import('@gitbeaker/rest'), import('@gitbeaker/requester-utils')]);
  const send = guardedFetch(forge);
  const requesterFn = createRequesterFn(
    async (_resource, request) => request,
    async (endpoint, request = {}) => {
      const { prefixUrl, method, headers, body, searchParams } = requestSchema.parse(request);
      const query = searchParams === undefined ? '' : `?${searchParams}`;
      const answer = await send(`${prefixUrl.replace(/\/$/, '')}/${endpoint}${query}`, {
        ...(method !== undefined && { method }),
        ...(headers !== undefined && { headers }),
        ...(body !== undefined && { body }),
      });
      const text = await answer.text();
      return { body: bodyOf(text), headers: Object.fromEntries(answer.headers), status: answer.status };
    },
  );
  // The client's own limits and deadlines would start timers for each of its classes; the forge tells its limits, and the guarded fetch has a deadline.
  const options = { host: forge.root.replace(/\/api\/v4$/, ''), token, requesterFn, rateLimits: {}, queryTimeout: null };
  return {
    host: hostOf(forge),
    projects: new rest.Projects(options),
    branches: new rest.Branches(options),
    protectedBranches: new rest.ProtectedBranches(options),
    approvals: new rest.MergeRequestApprovals(options),
    groups: new rest.Groups(options),
    members: new rest.GroupMembers(options),
    namespaces: new rest.Namespaces(options),
    users: new rest.Users(options),
  };
}

/** A text that is no JSON stays a text, which the schema of the answer refuses. */
function bodyOf(text: string): Record<string, unknown> | string | null {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
