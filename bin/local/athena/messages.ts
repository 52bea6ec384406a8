/** The messages between the platform and the process that runs SQL. One statement runs at a time. */
import type { QueryColumn } from '../../../shared/queries/sql-engine.ts';

/** The process's only argument, as JSON. */
export interface ProcessArgument {
  /** URL of the local S3. */
  readonly s3: string;
  /** The bucket of the exports. */
  readonly bucket: string;
}

export type ToProcess =
  | {
      readonly kind: 'run';
      readonly sql: string;
      /** Where the process writes the rows: a line of JSON for each, a list of texts and nulls. */
      readonly file: string;
    }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'end' };

export type FromProcess =
  | { readonly kind: 'done'; readonly columns: readonly QueryColumn[] }
  /** `message`: a sentence for whoever has written the statement. */
  | { readonly kind: 'failed'; readonly message: string };
