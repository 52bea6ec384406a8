/** Jobs: start one, show its progress, cancel it, retry its failed accounts. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { GLOBAL_SEGMENT } from '../../clouds/cloud.ts';
import { InvalidRequest, NotFound } from '../../errors.ts';
import type { AccountId } from '../../ids.ts';
import { jobRequestSchema } from '../../jobs/job-request.ts';
import type { JobRow } from '../../jobs/model.ts';
import { TASK_STATUSES } from '../../jobs/model.ts';
import { validateJobRequest } from '../../jobs/validate-request.ts';
import { OPERATIONS } from '../../operations.ts';
import { serviceNames } from '../../service-names.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { pageOf, pageQuery, servePage } from '../listing.ts';
import { json, problems } from '../problems.ts';
import { jobSchema, jobView, startedJobSchema, taskSchema, taskView } from '../schemas/jobs.ts';
import { checkCovered, requestInScope } from '../scoped-request.ts';
import type { View } from '../view.ts';
import { oneOf } from '../schemas/texts.ts';

const jobIdText = z.string().min(1).max(200);
const params = z.object({ job_id: jobIdText });
const tags = ['jobs'];

const EXAMPLES = {
  inventory: {
    summary: 'An inventory of everything, then a scan, then an export',
    value: { operation: 'inventory', then: { operation: 'scan', then: { operation: 'export' } } },
  },
  service: {
    summary: 'An inventory of one service of one account',
    value: { operation: 'inventory', service: 's3', accounts: ['123456789012'] },
  },
  scan: { summary: 'A scan with one policy', value: { operation: 'scan', policy: 'aws.s3.bucket-versioning-enabled' } },
  export: { summary: 'An export of all stored resources and findings', value: { operation: 'export' } },
  framework: {
    summary: 'A scan with the policies of a framework',
    value: { operation: 'scan', policy: 'cis-aws-7.0', accounts: ['123456789012'] },
  },
} as const;

export const startJob = createRoute({
  method: 'post',
  path: '/jobs',
  operationId: 'startJob',
  'x-muster-role': 'operator',
  summary: 'Start a job',
  description:
    'Starts an inventory, a scan or an export of the named accounts, or of every enabled one. `service` of an inventory is a service such as `aws.s3`. A scan evaluates policies on the stored resources; its `policy` is an id, a pattern of ids, a framework, or `*`, the default. A service or policy may be written without the provider (`s3`, `s3.*`) if only one provider has such a name. `then` is the job to start when this one has ended; it may have a `then` too.',
  tags,
  request: { body: { required: true, content: { 'application/json': { schema: jobRequestSchema, examples: EXAMPLES } } } },
  responses: { 202: { description: 'The job was started.', content: json(startedJobSchema) }, ...problems(400, 409, 413, 415) },
});

export const listJobs = createRoute({
  method: 'get',
  path: '/jobs',
  operationId: 'listJobs',
  summary: 'List jobs, newest first',
  tags,
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: { description: 'A page of jobs.', content: json(pageOf(jobSchema)) }, ...problems(400) },
});

export const getJob = createRoute({
  method: 'get',
  path: '/jobs/{job_id}',
  operationId: 'getJob',
  summary: 'Show a job',
  tags,
  request: { params },
  responses: { 200: { description: 'The job.', content: json(jobSchema) }, ...problems(400, 404) },
});

export const listJobAccounts = createRoute({
  method: 'get',
  path: '/jobs/{job_id}/accounts',
  operationId: 'listJobAccounts',
  summary: "List a job's tasks, one for each account",
  tags,
  request: { params, query: z.strictObject({ ...pageQuery, status: oneOf(TASK_STATUSES).optional() }) },
  responses: { 200: { description: 'A page of tasks, by account id.', content: json(pageOf(taskSchema)) }, ...problems(400, 404) },
});

export const cancelJob = createRoute({
  method: 'post',
  path: '/jobs/{job_id}/cancel',
  operationId: 'cancelJob',
  'x-muster-role': 'operator',
  summary: 'Cancel a job',
  description: 'Accounts that have not started are skipped; those that are being processed stop at their next step.',
  tags,
  request: { params },
  responses: { 202: { description: 'The job, which was asked to end.', content: json(jobSchema) }, ...problems(400, 404, 409, 413) },
});

export const retryJob = createRoute({
  method: 'post',
  path: '/jobs/{job_id}/retry',
  operationId: 'retryJob',
  'x-muster-role': 'operator',
  summary: 'Retry the failed accounts of a job',
  description: 'Starts a new job over the accounts of an ended job that failed or were partial.',
  tags,
  request: { params },
  responses: { 202: { description: 'The new job.', content: json(startedJobSchema) }, ...problems(400, 404, 409, 413) },
});

export function registerJobs(app: OpenAPIHono<ApiEnv>, { jobs, types, regions, fullSelector }: RouteContext): void {
  const services = serviceNames(types);

  const known = async (jobId: string, { jobRows }: View): Promise<JobRow> => {
    const row = await jobRows.get(jobId);
    if (!row) throw new NotFound(`There is no job ${jobId}; GET /jobs lists them.`);
    return row;
  };

  app.openapi(startJob, async (c) => {
    const request = c.req.valid('json');
    const { accounts, jobRows } = c.get('view');
    // The job handler checks again. This check tells the caller the field and what is allowed, without invoking the handler.
    const deps = { operations: OPERATIONS, accounts, services, regions: [...regions, GLOBAL_SEGMENT], fullSelector };
    const valid = await validateJobRequest(request, deps);
    if (request.retry_of !== undefined && !(await jobRows.get(request.retry_of, { consistent: true }))) {
      throw new InvalidRequest('retry_of', `retry_of: there is no job ${JSON.stringify(request.retry_of)}; GET /jobs lists them.`);
    }
    const asked = await requestInScope(request, valid, c.get('principal'), c.get('view'));
    const started = await jobs.start(asked);
    c.set('changes', [{ subject: started.job_id, after: asked }]);
    return c.json(started, 202);
  });

  app.openapi(listJobs, async (c) =>
    c.json(
      await servePage(c.req.valid('query'), {
        query: ['jobs'],
        position: z.strictObject({ job_id: z.string().min(1).max(200), created_at: z.string().min(1).max(40) }),
        read: async ({ limit, cursor }) => {
          const page = await c.get('view').jobRows.list({ limit, cursor: cursor && { ...cursor, listed: 'job' } });
          const last = page.items.at(-1);
          return { items: page.items, ...(page.cursor && last && { cursor: { job_id: last.job_id, created_at: last.created_at } }) };
        },
        view: (row) => jobView(row),
        after: ({ job_id, created_at }) => ({ job_id, created_at }),
      }),
      200,
    ),
  );

  app.openapi(getJob, async (c) => c.json(jobView(await known(c.req.valid('param').job_id, c.get('view'))), 200));

  app.openapi(listJobAccounts, async (c) => {
    const { status, ...page } = c.req.valid('query');
    const { job_id } = await known(c.req.valid('param').job_id, c.get('view'));
    return c.json(
      await servePage(page, {
        query: ['job-accounts', job_id, status],
        position: z.string().min(1).max(200),
        read: async ({ limit, cursor }) => {
          const after = cursor === undefined ? undefined : { job_id, account_id: cursor as AccountId };
          const read = await c.get('view').jobRows.tasks(job_id, { limit, cursor: after, ...(status && { status }) });
          return { items: read.items, ...(read.cursor && { cursor: String(read.cursor['account_id']) }) };
        },
        view: (row) => taskView(row),
        after: ({ account_id }) => account_id,
      }),
      200,
    );
  });

  app.openapi(cancelJob, async (c) => {
    const row = await known(c.req.valid('param').job_id, c.get('view'));
    const { job_id } = row;
    await checkCovered(job_id, c.get('view'));
    const cancelled = await jobs.cancel(job_id);
    // The row as it is for the caller: a view keeps what it has read for as long as the request.
    return c.json(jobView(c.get('view').only === undefined ? cancelled : { ...row, status: cancelled.status }), 202);
  });

  app.openapi(retryJob, async (c) => {
    const { job_id } = await known(c.req.valid('param').job_id, c.get('view'));
    await checkCovered(job_id, c.get('view'));
    const started = await jobs.retry(job_id, c.get('view').customer_id);
    c.set('changes', [{ subject: started.job_id, after: { retry_of: job_id } }]);
    return c.json(started, 202);
  });
}
