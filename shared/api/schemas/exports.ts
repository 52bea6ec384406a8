/** The API's view of the platform's exports: the nights, their accounts, and links to the files. */
import { z } from '@hono/zod-openapi';
import { DATASET_NAMES } from '../../exports/datasets.ts';
import { NIGHT_FORMATS } from '../../exports/night-layout.ts';
import type { JobId } from '../../ids.ts';
import { SLICE_OUTCOMES } from '../../inventory/model.ts';
import { noSuchDay } from '../../validation/calendar.ts';
import { accountId, count, jobId, time } from './jobs.ts';

const DATE = { pattern: '^\\d{4}-\\d{2}-\\d{2}$', example: '2026-11-21' } as const;

/** A date in a request. */
export const dateText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Write a day like 2026-11-21.')
  .refine((text) => noSuchDay(text) === undefined, { error: ({ input }) => noSuchDay(String(input)) ?? 'Write a day like 2026-11-21.' })
  .openapi(DATE);

/** An export that a caller has begun to read. */
export const exportJobText = z
  .string()
  .regex(/^exp-[a-z0-9-]{1,100}$/, 'Write the job_id that GET /exports/{date} answers with.')
  .transform((text) => text as JobId)
  .openapi({
    type: 'string',
    pattern: '^exp-[a-z0-9-]{1,100}$',
    description: 'The export of that date to read, also if a newer one was published since. Without it, the one that is published.',
  });

export const dateOfNight = z.string().openapi(DATE);
const date = dateOfNight;
const sha256 = z.string().openapi({ pattern: '^[0-9a-f]{64}$' });
const rows = z.partialRecord(z.enum(DATASET_NAMES), count).readonly().openapi({ description: 'Rows by dataset.' });
const slices = z.partialRecord(z.enum(SLICE_OUTCOMES), count).readonly();

export const nightSchema = z
  .object({
    date,
    collected_at: time.openapi({ description: 'When the export was requested.' }),
    job_id: jobId,
    accounts: count,
    exported: count,
    failed: count.openapi({ description: 'Accounts whose export failed, so that it has no files of them.' }),
    rows,
    files: count,
    bytes: count,
    slices,
    schema_version: count,
  })
  .openapi('Night');

export const nightAccountSchema = z
  .object({
    account_id: accountId,
    status: z.enum(['exported', 'failed']),
    manifest_sha256: sha256.optional(),
    rows,
    files: count,
    bytes: count,
    slices,
    error: z.string().optional().openapi({ description: 'Why the export of the account failed.' }),
  })
  .openapi('NightAccount');

const nightFileSchema = z
  .object({
    name: z.string().openapi({ example: 'inventory.jsonl' }),
    dataset: z.enum(DATASET_NAMES),
    format: z.enum(NIGHT_FORMATS),
    rows: count,
    bytes: count,
    sha256,
    url: z.string().openapi({ description: 'A link that reads the file for 15 minutes without any other credential.' }),
  })
  .readonly()
  .openapi('NightFile');

export const accountExportSchema = z
  .object({
    account_id: accountId,
    date,
    job_id: jobId,
    collected_at: time,
    manifest_sha256: sha256.openapi({ description: 'As the list of accounts tells it.' }),
    files: z.array(nightFileSchema).readonly().openapi({ description: 'The files that have rows.' }),
    slices,
  })
  .openapi('AccountExport');
