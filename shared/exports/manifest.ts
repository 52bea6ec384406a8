/** What an export says of itself: its files with their hashes, and what was seen whole. */
import { z } from 'zod';
import { SLICE_OUTCOMES } from '../inventory/model.ts';
import { DATASET_NAMES, FORMATS } from './datasets.ts';

/** Of the files' columns and of the manifest; another one is not read. */
export const SCHEMA_VERSION = 1;
export const MANIFEST_FILE = 'manifest.json';

const count = z.number().int().nonnegative();
const listed = z.union([z.literal('*'), z.array(z.string())]);

export const fileSchema = z.strictObject({
  name: z.string(),
  dataset: z.enum(DATASET_NAMES),
  format: z.enum(FORMATS),
  rows: count,
  bytes: count,
  /** Of the file's bytes, hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export const manifestSchema = z.strictObject({
  schema_version: z.literal(SCHEMA_VERSION),
  /** When its collection began: the one thing that two exports of the same state differ in. */
  collected_at: z.string(),
  source: z.enum(['run', 'platform']),
  /** What was asked for. */
  scope: z.strictObject({ accounts: listed, services: listed, types: listed, regions: listed }),
  files: z.array(fileSchema),
  /** How many slices ended how. Each is a line of the coverage file. */
  slices: z.partialRecord(z.enum(SLICE_OUTCOMES), count),
  /** The slices that were not seen whole: what is missing there means nothing. */
  not_whole: z.array(
    z.strictObject({ account_id: z.string(), segment: z.string(), type: z.string(), outcome: z.enum(SLICE_OUTCOMES).nullable() }),
  ),
});

export type Manifest = Readonly<z.infer<typeof manifestSchema>>;
export type ManifestFile = Manifest['files'][number];
