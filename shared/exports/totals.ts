/** The totals of exports, as the rows of tasks and jobs hold them. */
import { z } from 'zod';
import { slicesByOutcome } from '../inventory/totals.ts';
import { addNumbers } from '../numbers.ts';
import { DATASET_NAMES } from './datasets.ts';

const count = z.number().int().nonnegative();

export const exportTotalsSchema = z
  .object({
    rows: z.partialRecord(z.enum(DATASET_NAMES), count).readonly().describe('By dataset.'),
    files: count,
    bytes: count,
    slices: slicesByOutcome.describe('As the coverage of the exported accounts tells them.'),
    manifest_sha256: z
      .string()
      .optional()
      .describe("The SHA-256 of the account's manifest, in the totals of its task; of the export's, in those of a job that published one."),
    superseded_by: z
      .string()
      .optional()
      .describe('In the totals of a job: the newer export of the same date, which readers see instead of this one.'),
  })
  .readonly();

export type ExportTotals = z.infer<typeof exportTotalsSchema>;

export const NO_EXPORT_TOTALS: ExportTotals = { rows: {}, files: 0, bytes: 0, slices: {} };

/** Adds the totals of one account to those of the accounts before it. */
export function addExports(a: ExportTotals | undefined, b: Pick<ExportTotals, 'rows' | 'files' | 'bytes' | 'slices'>): ExportTotals {
  const rows = { ...a?.rows };
  addNumbers(rows, b.rows);
  const slices = { ...a?.slices };
  addNumbers(slices, b.slices);
  return { rows, files: (a?.files ?? 0) + b.files, bytes: (a?.bytes ?? 0) + b.bytes, slices };
}
