/** The manifest of an export that the platform wrote, and the manifest of each of the export's accounts. */
import { z } from 'zod';
import type { AccountId, JobId } from '../ids.ts';
import { SLICE_OUTCOMES } from '../inventory/model.ts';
import { DATASET_NAMES } from './datasets.ts';
import { fileSchema, manifestSchema, SCHEMA_VERSION } from './manifest.ts';
import { NIGHT_FORMATS } from './night-layout.ts';

const count = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const rows = z.partialRecord(z.enum(DATASET_NAMES), count);
const slices = z.partialRecord(z.enum(SLICE_OUTCOMES), count);
const jobId = z.custom<JobId>((value) => typeof value === 'string');

export const accountManifestSchema = manifestSchema.extend({
  job_id: jobId,
  /** Files without rows are left out. */
  files: z.array(fileSchema.extend({ format: z.enum(NIGHT_FORMATS) })),
});
export type AccountManifest = Readonly<z.infer<typeof accountManifestSchema>>;

export const nightAccountSchema = z.strictObject({
  account_id: z.custom<AccountId>((value) => typeof value === 'string'),
  status: z.enum(['exported', 'failed']),
  /** The attempt that wrote the files. Absent if the account failed. */
  attempt: count.optional(),
  /** The SHA-256 of the account's manifest, in hexadecimal. Absent if the account failed. */
  manifest_sha256: sha256.optional(),
  rows,
  files: count,
  bytes: count,
  slices,
  /** Why the account failed; one sentence. */
  error: z.string().optional(),
});
export type NightAccount = Readonly<z.infer<typeof nightAccountSchema>>;

export const nightSchema = z.strictObject({
  /** Muster reads only exports whose version is `SCHEMA_VERSION`. */
  schema_version: count,
  date: z.string(),
  job_id: jobId,
  /** When the export was requested, in ISO 8601. */
  collected_at: z.string(),
  accounts: count,
  exported: count,
  failed: count,
  rows,
  files: count,
  bytes: count,
  slices,
});
export type Night = Readonly<z.infer<typeof nightSchema>>;

/** `accounts` is sorted by account id. */
export const nightManifestSchema = z.strictObject({
  night: nightSchema.extend({ schema_version: z.literal(SCHEMA_VERSION) }),
  accounts: z.array(nightAccountSchema),
});
export type NightManifest = Readonly<z.infer<typeof nightManifestSchema>>;
