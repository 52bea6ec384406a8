/** What an export of the platform says of itself, for all accounts together: the manifest of a night, and its line for each account. */
import { z } from 'zod';
import type { AccountId, JobId } from '../ids.ts';
import { SLICE_OUTCOMES } from '../inventory/model.ts';
import { DATASET_NAMES } from './datasets.ts';
import { SCHEMA_VERSION } from './manifest.ts';

const count = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const rows = z.partialRecord(z.enum(DATASET_NAMES), count);
const slices = z.partialRecord(z.enum(SLICE_OUTCOMES), count);

export const nightAccountSchema = z.strictObject({
  account_id: z.custom<AccountId>((value) => typeof value === 'string'),
  status: z.enum(['exported', 'failed']),
  /** Of what was exported. */
  manifest_sha256: sha256.optional(),
  rows,
  files: count,
  bytes: count,
  slices,
  /** Why it failed: one sentence. */
  error: z.string().optional(),
});

export const nightSchema = z.strictObject({
  schema_version: z.literal(SCHEMA_VERSION),
  date: z.string(),
  /** When the export was asked for. */
  collected_at: z.string(),
  job_id: z.custom<JobId>((value) => typeof value === 'string'),
  accounts: count,
  exported: count,
  failed: count,
  rows,
  files: count,
  bytes: count,
  slices,
  /** Of the file with a line per account, sorted by account. */
  accounts_file: z.strictObject({ rows: count, bytes: count, sha256 }),
});

export type NightAccount = Readonly<z.infer<typeof nightAccountSchema>>;
export type Night = Readonly<z.infer<typeof nightSchema>>;
