/** The interface of what runs the API's queries, in the terms of Athena. `athena-sql.ts` implements it. */

export const QUERY_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type QueryState = (typeof QUERY_STATES)[number];

export interface Execution {
  readonly state: QueryState;
  /** Why the query failed, as a sentence; absent in every other state. */
  readonly error?: string;
  readonly scanned_bytes?: number;
  /** When the query ended, in ISO 8601; absent while it goes on. */
  readonly ended_at?: string;
}

export interface QueryColumn {
  readonly name: string;
  /** The type in SQL, such as `varchar` or `bigint`. */
  readonly type: string;
}

/** A value is its text, or null. */
export type ResultRow = readonly (string | null)[];

export interface ResultPage {
  readonly columns: readonly QueryColumn[];
  readonly rows: readonly ResultRow[];
  /** The token of the next page; absent on the last one. */
  readonly next?: string;
}

export interface SqlEngine {
  /** Starts a query and returns its id. @throws InvalidRequest naming `sql` if it is refused at once */
  start(sql: string): Promise<string>;
  /** Undefined if the engine no longer knows the query. */
  execution(id: string): Promise<Execution | undefined>;
  /** Rows of a query that has succeeded, from the token of an earlier page on. @throws NotFound if the result is no longer kept */
  page(id: string, token: string | undefined, most: number): Promise<ResultPage>;
  /** Does nothing if the query has ended. */
  stop(id: string): Promise<void>;
}
