/** Verdicts: what a policy says of each resource of an account. Findings tell of those that fail only; these are judged when they are asked for. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { InvalidRequest } from '../../errors.ts';
import type { AccountId } from '../../ids.ts';
import { counted, numberText } from '../../number-text.ts';
import { policiesForAccount } from '../../policies/policies-for-account.ts';
import { VERDICTS } from '../../policies/policy.ts';
import { readableFindingId, readableUid } from '../../readable-ids.ts';
import { evidenceOf } from '../../scan/finding-view.ts';
import { type JudgedSubject, judgePage } from '../../scan/judge-page.ts';
import type { FindingRow } from '../../scan/model.ts';
import { StoredResources } from '../../scan/stored-resources.ts';
import { readRows } from '../../storage/read-rows.ts';
import type { Store } from '../../storage/store.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { pageOf, pageQuery, servePage } from '../listing.ts';
import { policyNamed } from '../policy-access.ts';
import { json, problems } from '../problems.ts';
import { accountIdText } from '../schemas/jobs.ts';
import { oneOf, severalOf } from '../schemas/texts.ts';
import { verdictSchema } from '../schemas/verdicts.ts';
import { knownAccount } from './resources.ts';

export const listVerdicts = createRoute({
  method: 'get',
  path: '/policies/{policy_id}/verdicts',
  operationId: 'listPolicyVerdicts',
  summary: "List a policy's verdicts on the resources of an account",
  description:
    'The stored resources are judged when this is asked, each at the time at which it was observed, so the verdicts are those of a scan of the same state. The work of a page is bounded: a page of a rare verdict may be short or empty and still have a `next_cursor`.',
  tags: ['policies'],
  request: {
    params: z.object({ policy_id: z.string().min(1).max(200) }),
    query: z.strictObject({
      ...pageQuery,
      account_id: accountIdText.openapi({ example: 'aws:123456789012' }),
      verdict: severalOf(oneOf(VERDICTS), { description: 'Resources with one of these verdicts.', example: 'unknown' }),
    }),
  },
  responses: {
    200: {
      description: 'A page of verdicts, by segment and id of the resource.',
      content: json(
        pageOf(verdictSchema).extend({
          not_whole: z.string().optional().openapi({
            description:
              'Why the inventory has not seen every resource of the type in this account, as a sentence; absent if it has. What it has not seen is not listed.',
          }),
        }),
      ),
    },
    ...problems(400, 404),
  },
});

/** The most resources of other types that one request reads because the policy looks them up. */
const MOST_LOOKED_UP = 20_000;

const position = z.strictObject({ segment: z.string().min(1).max(100), after: z.string().min(1).max(2048).optional() });

export function registerVerdicts(app: OpenAPIHono<ApiEnv>, { policies, clock }: RouteContext): void {
  app.openapi(listVerdicts, async (c) => {
    const { limit, cursor, account_id: written, verdict } = c.req.valid('query');
    const { accounts, store } = c.get('view');
    const policy = await policyNamed(c.req.valid('param').policy_id, policies);
    const { id, resource_type } = policy.policy;
    const account_id = await knownAccount(written, accounts);
    if (policiesForAccount([policy], account_id).length === 0)
      throw new InvalidRequest(
        'account_id',
        `account_id: ${id} judges ${resource_type}, which ${account_id} cannot have; name an account that can.`,
      );
    const resources = await StoredResources.open(store, account_id);
    const count = resources.countOf(policy.related_types);
    if (count > MOST_LOOKED_UP)
      throw new InvalidRequest(
        'policy_id',
        `policy_id: ${id} looks up ${counted(count, 'other resource')}, and at most ${numberText(MOST_LOOKED_UP)} are read for one request; "muster frameworks show --evidence" judges more.`,
      );
    await resources.load(policy.related_types);
    const page = await servePage(
      { limit, cursor },
      {
        query: ['verdicts', id, account_id, verdict],
        position,
        read: async (options) => {
          const judged = await judgePage(policy, resources, {
            verdicts: verdict && new Set(verdict),
            limit: options.limit,
            from: options.cursor,
            now: clock.now(),
          });
          const statuses = await statusesOf(judged.items, account_id, store);
          return { ...judged, items: judged.items.map((item) => ({ item, status: statuses.get(item.finding_id) })) };
        },
        view: ({ item, status }) => shown(item, status),
        after: ({ item: { subject } }) => ({ segment: subject.segment, after: subject.resource_id }),
      },
    );
    const not_whole = resources.notWhole(resource_type);
    return c.json({ ...page, ...(not_whole !== undefined && { not_whole }) }, 200);
  });
}

type Status = FindingRow['status'];

/** The statuses of the findings of those that fail, as far as scans have stored them. */
async function statusesOf(judged: readonly JudgedSubject[], account_id: AccountId, store: Store): Promise<ReadonlyMap<string, Status>> {
  const failed = judged.filter(({ verdict }) => verdict.verdict === 'fail');
  const statuses = new Map<string, Status>();
  for (let rest = failed; rest.length > 0;) {
    const { rows, read } = await readRows(
      store,
      'findings',
      rest.map(({ finding_id }) => ({ account_id, finding_id })),
    );
    // The store's items have no type of their own; the table holds such rows.
    for (const { finding_id, status } of rows as readonly unknown[] as readonly FindingRow[]) statuses.set(finding_id, status);
    rest = rest.slice(read);
  }
  return statuses;
}

function shown(judged: JudgedSubject, status: Status | undefined): z.output<typeof verdictSchema> {
  const { subject, resource_uid, finding_id, verdict, observed_at } = judged;
  const evidence = evidenceOf(verdict);
  return {
    id: readableUid(resource_uid),
    resource_uid,
    resource_id: subject.resource_id,
    resource_name: subject.name,
    native_id: subject.native_id,
    type: subject.type,
    region: subject.region,
    verdict: verdict.verdict,
    ...(verdict.reason !== undefined && { reason: verdict.reason }),
    ...(verdict.permission !== undefined && { permission: verdict.permission }),
    ...(evidence !== undefined && { evidence }),
    ...(observed_at !== undefined && { observed_at: new Date(observed_at).toISOString() }),
    ...(status !== undefined && { finding: { id: readableFindingId(finding_id), finding_id, status } }),
  };
}
