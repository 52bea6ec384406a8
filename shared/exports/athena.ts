/** What Athena calls the exports: names shared by the stack that makes them and the command that asks. */
import { DATASET_NAMES } from './datasets.ts';
import type { DatasetName } from './records.ts';

/** Of the Glue data catalog; one deployment of Muster per account and region. */
export const ATHENA_DATABASE = 'muster';
export const ATHENA_WORKGROUP = 'muster';

/** Every night's records, with the partition columns `date` (2026-11-21), `provider` and `account` beside the dataset's own. */
export const nightsTable = (dataset: DatasetName): string => `${dataset}_nights`;

/** The newest night's records, without partition columns: the table of `muster query`, under its own name. */
export const newestView = (dataset: DatasetName): string => dataset;

/** One row per night that was exported, from its manifest. */
export const NIGHTS_TABLE = 'nights';

/** The views: what `SELECT … FROM` names in either place. */
export const ATHENA_VIEWS: readonly string[] = DATASET_NAMES.map(newestView);
