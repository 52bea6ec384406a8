/** The summary of everything: accounts, resources, findings and jobs. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { ACCOUNT_STATUSES } from '../../connections/model.ts';
import type { JobId } from '../../ids.ts';
import type { JobRow } from '../../jobs/model.ts';
import { SEVERITIES, type Severity } from '../../severity.ts';
import { KINDS } from '../../clouds/resource-type.ts';
import { queryAll } from '../../storage/store.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import type { View } from '../view.ts';
import { json, problems } from '../problems.ts';
import { findingsBySeverity } from '../schemas/accounts.ts';
import { count, countsByName, jobSchema, jobView } from '../schemas/jobs.ts';

export const summarySchema = z
  .object({
    accounts: z.object({
      total: count,
      enabled: count,
      by_status: z.partialRecord(z.enum(ACCOUNT_STATUSES), count),
    }),
    resources: z.object({ total: count, by_type: countsByName, by_kind: z.partialRecord(z.enum(KINDS), count) }),
    findings: z
      .object({
        open: count,
        by_severity: findingsBySeverity,
        accounts: count.openapi({ description: 'Of how many of the enabled accounts the findings are known, because they were scanned.' }),
      })
      .openapi({ description: 'Open findings after the newest scan of each account.' }),
    open_jobs: z.array(jobSchema).readonly().openapi({ description: 'Jobs that have not ended, oldest first; at most 100.' }),
    newest_job: jobSchema.optional(),
  })
  .openapi('Summary');

export const getSummary = createRoute({
  method: 'get',
  path: '/summary',
  operationId: 'getSummary',
  summary: 'Sum up accounts, resources, findings and jobs',
  tags: ['summary'],
  responses: {
    200: { description: 'The sums after the newest jobs of each account.', content: json(summarySchema) },
    ...problems(400),
  },
});

const MAX_OPEN_JOBS = 100;

export function registerSummary(app: OpenAPIHono<ApiEnv>, { types }: RouteContext): void {
  const kindOf = new Map(types.map(({ type, kind }) => [type, kind]));

  app.openapi(getSummary, async (c) => {
    const view = c.get('view');
    const [sums, open_jobs, newest] = await Promise.all([sumUp(view), openJobs(view), view.jobRows.list({ limit: 1 })]);
    const newestJob = newest.items[0];
    return c.json({ ...sums, open_jobs, ...(newestJob && { newest_job: jobView(newestJob) }) }, 200);
  });

  async function sumUp({ accounts }: View): Promise<Pick<z.infer<typeof summarySchema>, 'accounts' | 'resources' | 'findings'>> {
    const byStatus: Partial<Record<(typeof ACCOUNT_STATUSES)[number], number>> = {};
    const byType: Record<string, number> = {};
    const byKind: Partial<Record<(typeof KINDS)[number], number>> = {};
    let total = 0;
    let enabled = 0;
    const bySeverity: Partial<Record<Severity, number>> = {};
    let resources = 0;
    let open = 0;
    let scanned = 0;
    for await (const account of accounts.all()) {
      total += 1;
      enabled += account.enabled ? 1 : 0;
      byStatus[account.status] = (byStatus[account.status] ?? 0) + 1;
      for (const [type, counted] of Object.entries(account.resource_counts ?? {})) {
        const kind = kindOf.get(type) ?? 'other';
        resources += counted;
        byType[type] = (byType[type] ?? 0) + counted;
        byKind[kind] = (byKind[kind] ?? 0) + counted;
      }
      scanned += account.enabled && account.findings ? 1 : 0;
      for (const severity of SEVERITIES) {
        const counted = account.findings?.[severity];
        if (counted === undefined) continue;
        open += counted;
        bySeverity[severity] = (bySeverity[severity] ?? 0) + counted;
      }
    }
    return {
      accounts: { total, enabled, by_status: byStatus },
      resources: { total: resources, by_type: byType, by_kind: byKind },
      findings: { open, by_severity: bySeverity, accounts: scanned },
    };
  }

  /** The index may be out of date, so the rows are read, and jobs that have ended are left out. */
  async function openJobs({ store }: View): Promise<readonly z.infer<typeof jobSchema>[]> {
    const ids: JobId[] = [];
    for await (const item of queryAll(store, 'jobs', { index: 'open_jobs', partition: '1', limit: MAX_OPEN_JOBS })) {
      ids.push(item['job_id'] as JobId);
      if (ids.length === MAX_OPEN_JOBS) break;
    }
    const keys = ids.map((job_id) => ({ job_id }));
    const rows = (await store.getMany('jobs', keys)) as readonly unknown[] as readonly JobRow[];
    return rows
      .filter(({ open }) => open === '1')
      .toSorted((a, b) => (a.created_at < b.created_at ? -1 : 1))
      .map((row) => jobView(row));
  }
}
