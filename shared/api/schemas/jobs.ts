/** What the API shows of jobs and tasks. Field by field the rows' own; what is not named here is housekeeping. */
import { z } from '@hono/zod-openapi';
import { CLOUD_ERROR_CLASSES } from '../../clouds/cloud-error.ts';
import { DATASET_NAMES } from '../../exports/datasets.ts';
import { ACCOUNT_ID_PATTERN, type AccountId, type JobId } from '../../ids.ts';
import { SLICE_OUTCOMES } from '../../inventory/model.ts';
import { jobRequestSchema } from '../../jobs/job-request.ts';
import { JOB_STATUSES, OPERATIONS, TASK_STATUSES } from '../../jobs/model.ts';
import { SEVERITIES } from '../../severity.ts';

export const time = z.string().openapi({ format: 'date-time', example: '2026-11-21T14:30:22.000Z' });
export const count = z.number().int().nonnegative();
export const accountId = z.custom<AccountId>((value) => typeof value === 'string').openapi({ type: 'string', example: 'aws:123456789012' });
/** As callers write it. The pattern is for the document: `parseAccountId` says better what is wrong. */
export const accountIdText = z.string().max(200).openapi({ pattern: ACCOUNT_ID_PATTERN });
export const jobId = z
  .custom<JobId>((value) => typeof value === 'string')
  .openapi({ type: 'string', example: 'inv-s3-20261121-143022-7f3a' });
export const countsByName = z.record(z.string(), count).readonly();

const runCountsSchema = z
  .object({ resources: count, added: count, updated: count, deleted: count, restored: count, unchanged: count, unread: count })
  .readonly()
  .openapi('RunCounts');

const slicesByOutcome = z.partialRecord(z.enum(SLICE_OUTCOMES), count).readonly();

export const sliceErrorSchema = z
  .object({
    class: z.enum([...CLOUD_ERROR_CLASSES, 'out_of_time', 'too_large', 'suspect']),
    error_code: z.string(),
    message: z.string(),
    permission: z.string().optional(),
  })
  .readonly()
  .openapi('SliceError');

const taskErrorSchema = z
  .object({
    class: z.enum([...CLOUD_ERROR_CLASSES, 'out_of_time', 'too_large', 'suspect', 'cancelled', 'deadline', 'lost', 'dead_lettered']),
    error_code: z.string(),
    message: z.string(),
    permission: z.string().optional(),
  })
  .readonly()
  .openapi('TaskError');

const scanSummarySchema = z
  .object({
    counts: z
      .object({
        evaluated: count.openapi({ description: 'Verdicts: each policy over each resource of its type.' }),
        pass: count,
        fail: count,
        unknown: count,
        not_applicable: count,
        opened: count,
        reopened: count,
        resolved: count,
        suppressed: count,
      })
      .readonly(),
    findings_by_severity: z
      .partialRecord(z.enum(SEVERITIES), count)
      .readonly()
      .openapi({ description: 'Open ones, whichever scan opened them.' }),
    failed_by_policy: countsByName.openapi({ description: 'Resources that fail, without suppressed ones.' }),
    bad_policies: z.array(z.string()).readonly().openapi({ description: "Users' policy files that could not be used, and why." }),
  })
  .readonly()
  .openapi('ScanSummary');

const exportSummarySchema = z
  .object({
    rows: z.partialRecord(z.enum(DATASET_NAMES), count).readonly().openapi({ description: 'By dataset.' }),
    files: count,
    bytes: count,
  })
  .readonly()
  .openapi('ExportSummary');

const totalsSchema = z
  .object({
    counts: runCountsSchema,
    slices: slicesByOutcome,
    resources_by_type: countsByName,
    api_calls: count,
    scan: scanSummarySchema.optional().openapi({ description: 'Of a scan.' }),
    export: exportSummarySchema.optional().openapi({ description: 'Of an export.' }),
    missing_permissions: z.array(z.string()).readonly(),
  })
  .readonly()
  .openapi('JobTotals', { description: 'What all accounts together did; exact once the job has ended.' });

export const startedJobSchema = z.object({ job_id: jobId, status: z.enum(JOB_STATUSES), total_accounts: count }).openapi('StartedJob');

export const jobSchema = z
  .object({
    job_id: jobId,
    operation: z.enum(OPERATIONS),
    service: z.string(),
    policy: z.string().optional().openapi({ description: 'Of a scan: which policies.', example: 'cis-aws-7.0' }),
    scope: z
      .object({
        accounts: z.union([z.literal(['*', 'listed']), z.array(accountId).readonly()]),
        regions: z.union([z.literal('*'), z.array(z.string()).readonly()]),
      })
      .readonly(),
    status: z.enum(JOB_STATUSES),
    total_accounts: count,
    completed: count.openapi({
      description: 'Accounts so far: a hint while the job runs, exact once it has ended. So are `partial` and `failed`.',
    }),
    partial: count,
    failed: count,
    created_at: time,
    started_at: time.optional(),
    completed_at: time.optional(),
    deadline: time,
    totals: totalsSchema.optional(),
    cancel_requested_at: time.optional(),
    then: jobRequestSchema.optional().openapi({ description: 'The job to start when this one has ended.' }),
    then_job_id: jobId.optional(),
    then_error: z.string().optional().openapi({ description: 'Why the follow-up could not be started.' }),
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
    counts: runCountsSchema,
    resources_by_type: countsByName,
    slices: slicesByOutcome,
    incomplete_slices: z
      .array(
        z.object({ type: z.string(), segment: z.string(), outcome: z.enum(SLICE_OUTCOMES), error: sliceErrorSchema.optional() }).readonly(),
      )
      .readonly(),
    missing_permissions: z.array(z.string()).readonly(),
    api_calls: count,
    scan: scanSummarySchema.optional().openapi({ description: 'Of a scan.' }),
    export: exportSummarySchema.optional().openapi({ description: 'Of an export.' }),
    error: taskErrorSchema.optional(),
  })
  .openapi('Task');
