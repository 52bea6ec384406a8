/** Schemas of jobs and tasks. The fields are those of the rows; internal fields of the rows are left out. */
import { z } from '@hono/zod-openapi';
import { MAX_SELECTOR, SELECTOR_FORMS } from '../../connections/account-selector.ts';
import { ACCOUNT_ID_PATTERN, type AccountId, type JobId } from '../../ids.ts';
import { sliceErrorSchema as sliceError } from '../../inventory/totals.ts';
import { jobRequestShape } from '../../jobs/job-request.ts';
import { JOB_STATUSES, type JobRow, TASK_STATUSES, type TaskRow } from '../../jobs/model.ts';
import { OPERATION_NAMES, type OperationName, OPERATIONS, type Totals } from '../../operations.ts';
import { viewOf } from '../listing.ts';

export const time = z.string().openapi({ format: 'date-time', example: '2026-11-21T14:30:22.000Z' });
export const count = z.number().int().nonnegative();
export const accountId = z.custom<AccountId>((value) => typeof value === 'string').openapi({ type: 'string', example: 'aws:123456789012' });
/** An account id in a request. The pattern is only documented; `parseAccountId` checks it, with better messages. */
export const accountIdText = z.string().max(200).openapi({ pattern: ACCOUNT_ID_PATTERN });
/** An account id or a selector of accounts in a request; `selectAccounts` checks it. */
export const accountSelectorText = z.string().max(MAX_SELECTOR);
/** Describes a list of account ids and selectors. */
export const SELECTED = `Account ids, or selectors of accounts, such as ${SELECTOR_FORMS.map((form) => `\`${form}\``).join(', ')}. All accounts that one of them names are selected.`;
export const jobId = z
  .custom<JobId>((value) => typeof value === 'string')
  .openapi({ type: 'string', example: 'inv-aws-s3-20261121-143022-7f3a' });
export const countsByName = z.record(z.string(), count).readonly();

/** A schema that was created before zod was extended has no `.openapi`; its copy has. */
const named = <S extends z.ZodType>(schema: S, name: string): S => schema.clone().openapi(name);

export const sliceErrorSchema = named(sliceError, 'SliceError');

export const taskErrorSchema = z
  .object({
    class: z.string().openapi({
      description:
        'The class of the cloud error, or what ended the task: `cancelled`, `deadline`, `lost`, `dead_lettered`, `out_of_time`, …',
      example: 'denied',
    }),
    error_code: z.string(),
    message: z.string(),
    permission: z.string().optional(),
  })
  .readonly()
  .openapi('TaskError');

/** The totals of each operation, under its name. */
type TotalsShape = { readonly [N in OperationName]: z.ZodOptional<(typeof OPERATIONS)[N]['totals']> };
const nameOfTotals = (operation: string): string => `${operation.charAt(0).toUpperCase()}${operation.slice(1)}Totals`;
const totalsSchema = z
  .object(
    Object.fromEntries(
      OPERATION_NAMES.map((name) => [name, named<z.ZodType>(OPERATIONS[name].totals, nameOfTotals(name)).optional()]),
    ) as unknown as TotalsShape,
  )
  .readonly()
  .openapi('Totals', {
    description: 'What was done, under the name of the operation. A job has the sum over its accounts once it has ended.',
  });

export const startedJobSchema = z.object({ job_id: jobId, status: z.enum(JOB_STATUSES), total_accounts: count }).openapi('StartedJob');

const followUpSchema = z.strictObject({
  ...jobRequestShape,
  accounts: z.union([z.literal(['*', 'listed']), z.array(z.string())]).optional(),
});

export const jobSchema = z
  .object({
    job_id: jobId,
    operation: z.string().openapi({ enum: [...OPERATION_NAMES] }),
    service: z.string(),
    policy: z.string().optional().openapi({ description: 'The policies that a scan evaluates.', example: 'cis-aws-7.0' }),
    scope: z
      .object({
        accounts: z.union([z.literal(['*', 'listed']), z.array(accountId).readonly()]),
        selectors: z
          .array(z.string())
          .readonly()
          .optional()
          .openapi({ description: 'The patterns by which accounts were selected when the job started.', example: ['unit:/Root/Prod/*'] }),
        regions: z.union([z.literal('*'), z.array(z.string()).readonly()]),
      })
      .readonly(),
    status: z.enum(JOB_STATUSES),
    total_accounts: count,
    completed: count.openapi({
      description:
        'Accounts that are completed. Like `partial` and `failed`, it is approximate while the job runs and exact once it has ended.',
    }),
    partial: count,
    failed: count,
    created_at: time,
    started_at: time.optional(),
    completed_at: time.optional(),
    deadline: time,
    totals: totalsSchema.optional(),
    api_calls: count.optional().openapi({ description: 'Requests to clouds for all accounts; absent until the job has ended.' }),
    cancel_requested_at: time.optional(),
    then: followUpSchema
      .extend({ then: followUpSchema.optional() })
      .optional()
      .openapi({ description: 'The job to start when this one has ended. Its `accounts` are `listed` if they are more than 100.' }),
    then_job_id: jobId.optional(),
    then_error: z.string().optional().openapi({ description: 'Why the job in `then` could not be started.' }),
    retry_of: jobId.optional(),
  })
  .openapi('Job');

export const taskSchema = z
  .object({
    job_id: jobId,
    account_id: accountId,
    status: z.enum(TASK_STATUSES),
    attempt: count,
    started_at: time.optional(),
    finished_at: time.optional(),
    totals: totalsSchema.optional(),
    api_calls: count,
    error: taskErrorSchema.optional(),
  })
  .openapi('Task');

/** The type of a row's `totals` depends on its operation, which the engine does not know. */
export const jobView = (row: JobRow): z.infer<typeof jobSchema> => viewOf(jobSchema, row as JobRow<Totals>);
export const taskView = (row: TaskRow): z.infer<typeof taskSchema> => viewOf(taskSchema, row as TaskRow<Totals>);
