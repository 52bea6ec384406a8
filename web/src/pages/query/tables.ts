/** The tables and columns that the editor completes, as the exports have them. */
import { DATASET_NAMES } from '../../../../shared/exports/datasets.ts';
import { viewColumnsOf } from '../../../../shared/exports/view-columns.ts';

export const TABLES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  DATASET_NAMES.map((dataset) => [dataset, viewColumnsOf(dataset).map(({ name }) => name)]),
);
