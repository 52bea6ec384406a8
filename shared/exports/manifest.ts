/** The manifest of an export: its files with their hashes, and which slices were not seen whole. */
import { z } from 'zod';
import { SLICE_OUTCOMES } from '../inventory/model.ts';
import { DATASET_NAMES, FORMATS } from './datasets.ts';

/** The version of the files' columns and of the manifest. Muster refuses an export of another version. */
export const SCHEMA_VERSION = 1;
export const MANIFEST_FILE = 'manifest.json';

const count = z.number().int().nonnegative();
const listed = z.union([z.literal('*'), z.array(z.string())]);

const hashed = {
  bytes: count,
  /** The hash of the file's bytes, in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
};

export const fileSchema = z.strictObject({
  name: z.string(),
  dataset: z.enum(DATASET_NAMES),
  format: z.enum(FORMATS),
  rows: count,
  ...hashed,
});

const reportSchema = z.strictObject({ name: z.string(), format: z.string(), ...hashed });

export const manifestSchema = z.strictObject({
  schema_version: z.literal(SCHEMA_VERSION),
  /** The time at which its collection began, in ISO 8601. Two exports of the same state differ in nothing else. */
  collected_at: z.string(),
  source: z.enum(['run', 'platform']),
  /** The accounts, services, types and regions that were requested; `*` stands for all. */
  scope: z.strictObject({ accounts: listed, services: listed, types: listed, regions: listed }),
  files: z.array(fileSchema),
  /** Files for people and for other programs, which Muster does not read. Absent if there are none. */
  reports: z.array(reportSchema).optional(),
  /** The number of slices by outcome. Each slice is a line of the coverage file. */
  slices: z.partialRecord(z.enum(SLICE_OUTCOMES), count),
  /** The slices that were not seen whole: a resource that is missing from them may still exist. `outcome` is null during a first run. */
  not_whole: z.array(
    z.strictObject({ account_id: z.string(), segment: z.string(), type: z.string(), outcome: z.enum(SLICE_OUTCOMES).nullable() }),
  ),
});

export type Manifest = Readonly<z.infer<typeof manifestSchema>>;
export type ManifestFile = Manifest['files'][number];
