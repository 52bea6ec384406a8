/** Suppresses several findings by one request, which answers for each of them. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import pLimit from 'p-limit';
import type { Change } from '../../audit/audit-log.ts';
import { Conflict, Forbidden, InvalidRequest, NotFound } from '../../errors.ts';
import { type FindingKey, parseFindingId } from '../../scan/finding-id.ts';
import { FINDING_STATUSES } from '../../scan/model.ts';
import { suppressFinding } from '../../scan/suppress-finding.ts';
import { checkedInput } from '../../scan/suppression-rules.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { personOf } from '../caller.ts';
import { fullFindingId } from '../policy-access.ts';
import { json, problems, shown } from '../problems.ts';
import { suppressSchema } from '../schemas/findings.ts';
import { count } from '../schemas/jobs.ts';
import { standing, standingOf } from './findings.ts';

const MOST_FINDINGS = 100;
/** Accounts at once. Findings of one account follow each other, because each changes the account's count of open findings. */
const ACCOUNTS_AT_ONCE = 8;

const suppressManySchema = z
  .strictObject({
    ...suppressSchema.shape,
    finding_ids: z
      .array(z.string().min(1).max(2048))
      .min(1)
      .max(MOST_FINDINGS, `Give at most ${MOST_FINDINGS} findings; send the others by another request.`)
      .readonly()
      .openapi({ description: 'The `id` or the `finding_id` of each.' }),
  })
  .openapi('SuppressMany');

const suppressedSchema = z
  .object({
    suppressed: count.openapi({ description: 'How many findings are suppressed; one that is given twice counts once.' }),
    items: z
      .array(
        z
          .object({
            id: z.string().openapi({ description: 'As the request has it.' }),
            status: z.enum(FINDING_STATUSES).optional().openapi({ description: "The finding's status now; absent if it was refused." }),
            refused: z.string().optional().openapi({ description: 'Why the finding was not suppressed.' }),
          })
          .readonly(),
      )
      .readonly()
      .openapi({ description: 'One item for each id, in the order of the request.' }),
  })
  .openapi('SuppressedMany');

export const suppressMany = createRoute({
  method: 'post',
  path: '/findings/suppress',
  operationId: 'suppressFindings',
  'x-muster-role': 'operator',
  summary: 'Suppress several findings',
  description:
    'Each finding is suppressed as by `POST /findings/{finding_id}/suppress`. One that cannot be suppressed does not keep the others from it: the answer says for each what became of it. Repeating the request is safe.',
  tags: ['findings'],
  request: { body: { required: true, content: json(suppressManySchema) } },
  responses: { 200: { description: 'What became of each finding.', content: json(suppressedSchema) }, ...problems(400, 413, 415) },
});

type Outcome = Omit<z.output<typeof suppressedSchema>['items'][number], 'id'>;

/** Why one finding is not suppressed, while the others may be; undefined for errors of Muster's own. */
const refusalOf = (error: unknown): string | undefined =>
  error instanceof NotFound || error instanceof Conflict || error instanceof Forbidden || error instanceof InvalidRequest
    ? shown(error.message)
    : undefined;

export function registerSuppressMany(app: OpenAPIHono<ApiEnv>, { clock, outbox, policies }: RouteContext): void {
  app.openapi(suppressMany, async (c) => {
    const { finding_ids, reason, until, ...given } = c.req.valid('json');
    const { store, suppressionOver } = c.get('view');
    const input = { reason, until, ...personOf(c.get('principal'), given) };
    // If reason or end is wrong, it is so for each finding: the request is refused, and nothing is written.
    checkedInput(input, clock);
    const changes: Change[] = [];
    /** By the `finding_id`, or by the id as it was given if that is not a finding's. */
    const outcomes = new Map<string, Outcome>();

    /** Catches the errors of one finding, so that none ends the request: the work done before it is still answered for and audited. */
    async function settle(id: string, work: () => Promise<void>): Promise<void> {
      try {
        await work();
      } catch (error) {
        const refused = refusalOf(error);
        if (refused === undefined) c.get('log').error('A finding could not be suppressed.', { finding_id: id, error });
        outcomes.set(id, { refused: refused ?? 'Muster could not do it now; try again.' });
      }
    }

    const findings = new Map<string, FindingKey>();
    /** By the id as it was given. */
    const findingIds = new Map<string, string>();
    for (const id of new Set(finding_ids))
      await settle(id, async () => {
        const key = parseFindingId(await fullFindingId(id, policies));
        findings.set(key.finding_id, key);
        findingIds.set(id, key.finding_id);
      });
    const byAccount = [...Map.groupBy(findings.values(), ({ account_id }) => account_id).values()];
    await pLimit(ACCOUNTS_AT_ONCE).map(byAccount, async (ofAccount) => {
      for (const { finding_id } of ofAccount)
        await settle(finding_id, async () => {
          const before = await standing(store, finding_id);
          const row = await suppressFinding({ store, suppressionOver, outbox, clock }, finding_id, input);
          changes.push({ subject: finding_id, ...before, after: standingOf(row) });
          outcomes.set(finding_id, { status: row.status });
        });
    });
    c.set('changes', changes);
    const items = finding_ids.flatMap((id) => {
      const outcome = outcomes.get(findingIds.get(id) ?? id);
      return outcome ? [{ id, ...outcome }] : [];
    });
    return c.json({ suppressed: changes.length, items }, 200);
  });
}
