/** The queries of the API's callers. Each is known to whoever started it, and to nobody else. */
import { Conflict, NotFound } from '../errors.ts';
import { epochSeconds, isoTime, type Clock } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import type { QueryColumn, QueryState, ResultRow, SqlEngine } from './sql-engine.ts';
import { checkedStatement } from './statement.ts';

/** How long a query may take. A query that nobody asks after is bounded by the bytes that it may scan. */
export const MAX_SECONDS = 60;
/** The rows of a result that can be read. */
export const MAX_ROWS = 10_000;
/** How long the row of a query is kept: as long as its result. */
const DAYS_KEPT = 7;
/** Bytes of a row as JSON. A Lambda function can answer with at most 6 MB. */
const MAX_ROW_BYTES = 2_000_000;
/** A character takes at most 6 bytes as JSON (`\u0000`). */
const MOST_BYTES_A_CHARACTER = 6;

/** A row of the table `queries`. */
interface QueryRow {
  readonly query_id: string;
  /** The caller's id, as in the audit log. */
  readonly caller: string;
  /** The newest nightly export when the query was started. */
  readonly date: string;
  readonly started_at: string;
  readonly expires_at: number;
}

export interface Query {
  readonly query_id: string;
  readonly state: QueryState;
  readonly date: string;
  readonly started_at: string;
  readonly ended_at?: string | undefined;
  readonly error?: string | undefined;
  readonly scanned_bytes?: number | undefined;
  /** Once the query has succeeded. */
  readonly columns?: readonly QueryColumn[] | undefined;
}

/** Where a result is read on. */
export interface ResultPosition {
  /** The engine's token of the page; absent for the first page. */
  readonly token?: string | undefined;
  /** The rows of the page that were read before. */
  readonly skip: number;
  /** All rows that were read before. */
  readonly read: number;
}

export interface PositionedRow {
  readonly cells: ResultRow;
  /** Where the rows after this one are read. */
  readonly after: ResultPosition;
}

export interface RowsPage {
  readonly columns: readonly QueryColumn[];
  readonly rows: readonly PositionedRow[];
  /** The position of the next page; absent on the last one. */
  readonly cursor?: ResultPosition;
  /** The result has more rows than can be read. */
  readonly isCut: boolean;
}

export interface QueryDeps {
  readonly store: Store;
  readonly engine: SqlEngine;
  readonly clock: Pick<Clock, 'now'>;
}

export class Queries {
  readonly #store: Store;
  readonly #engine: SqlEngine;
  readonly #clock: Pick<Clock, 'now'>;

  constructor({ store, engine, clock }: QueryDeps) {
    this.#store = store;
    this.#engine = engine;
    this.#clock = clock;
  }

  /**
   * @param date the newest nightly export; undefined if there is none
   * @throws InvalidRequest naming `sql`, Conflict if there is no export
   */
  async start(sql: string, caller: string, date: string | undefined): Promise<Query> {
    const statement = checkedStatement(sql);
    if (date === undefined)
      throw new Conflict('There is no nightly export yet, and queries read the newest one; wait for the night.', undefined, {
        role: 'operator',
        text: 'Or make one with "muster exports run" or a job of the operation export.',
      });
    const query_id = await this.#engine.start(statement);
    const now = this.#clock.now();
    const started_at = isoTime(now);
    const row: QueryRow = { query_id, caller, date, started_at, expires_at: epochSeconds(now) + DAYS_KEPT * 86_400 };
    try {
      await this.#store.put('queries', row);
    } catch (error) {
      // Nobody could read the result.
      await this.#engine.stop(query_id);
      throw error;
    }
    return { query_id, state: 'queued', date, started_at };
  }

  /** @throws NotFound unless the caller has started the query */
  async get(id: string, caller: string): Promise<Query> {
    const query = await this.#state(id, caller);
    if (query.state !== 'succeeded') return query;
    const { columns } = await this.#engine.page(id, undefined, 1);
    return { ...query, columns };
  }

  /** @throws NotFound unless the caller has started the query; Conflict if it has not succeeded */
  async rows(id: string, caller: string, { limit, cursor }: { readonly limit: number; readonly cursor: ResultPosition | undefined }) {
    const { state, error } = await this.#state(id, caller);
    if (state !== 'succeeded') throw new Conflict(withoutRows(state, error));
    return await this.#page(id, limit, cursor ?? { skip: 0, read: 0 });
  }

  /** Stops the query; one that has ended stays as it is. @throws NotFound unless the caller has started the query */
  async cancel(id: string, caller: string): Promise<Query> {
    const query = await this.#state(id, caller);
    if (query.state !== 'queued' && query.state !== 'running') return await this.get(id, caller);
    await this.#engine.stop(id);
    return await this.get(id, caller);
  }

  async #state(id: string, caller: string): Promise<Query> {
    // Only this class writes rows of the table. A row lives on for a while after it has expired.
    const row = (await this.#store.get('queries', { query_id: id }, { consistent: true })) as QueryRow | undefined;
    if (row?.caller !== caller || row.expires_at <= epochSeconds(this.#clock.now())) throw unknownQuery();
    const { date, started_at } = row;
    const execution = await this.#engine.execution(id);
    if (execution === undefined) throw unknownQuery();
    const { state, error, ended_at, scanned_bytes } = execution;
    const found = { query_id: id, date, started_at, ended_at, scanned_bytes };
    const seconds = ((ended_at === undefined ? this.#clock.now() : Date.parse(ended_at)) - Date.parse(started_at)) / 1000;
    const isGoing = state === 'queued' || state === 'running';
    if (seconds < MAX_SECONDS || (!isGoing && state !== 'cancelled')) return { ...found, state, error };
    if (isGoing) await this.#engine.stop(id);
    return { ...found, state: 'failed', error: TOO_LONG };
  }

  async #page(id: string, limit: number, { token, skip, read }: ResultPosition): Promise<RowsPage> {
    const most = Math.min(limit, MAX_ROWS - read);
    const { columns, rows, next } = await this.#engine.page(id, token, most + skip);
    const positioned = rows.slice(skip, skip + most).map((row, at) => ({
      cells: fitting(row),
      after: { token, skip: skip + at + 1, read: read + at + 1 },
    }));
    const seen = read + positioned.length;
    const hasMore = next !== undefined || rows.length > skip + most;
    const isAtEnd = !hasMore || seen >= MAX_ROWS;
    return {
      columns,
      rows: positioned,
      ...(!isAtEnd && { cursor: next === undefined ? positioned.at(-1)!.after : { token: next, skip: 0, read: seen } }),
      isCut: hasMore && seen >= MAX_ROWS,
    };
  }
}

const TOO_LONG = `The query took more than ${MAX_SECONDS} seconds and was stopped; select fewer rows or columns, or group by less.`;

const unknownQuery = (): NotFound =>
  new NotFound('There is no such query of yours, or its result is no longer kept; start it again with POST /queries.');

const withoutRows = (state: QueryState, error: string | undefined): string =>
  state === 'failed'
    ? `The query has no rows, because it failed: ${error}`
    : state === 'cancelled'
      ? 'The query has no rows, because it was cancelled; start it again with POST /queries.'
      : `The query is ${state}, so it has no rows yet; GET /queries/{query_id} tells when it has succeeded.`;

/** The row, whose texts are cut if they would not fit into an answer. */
function fitting(row: ResultRow): ResultRow {
  if (Buffer.byteLength(JSON.stringify(row)) <= MAX_ROW_BYTES) return row;
  const most = Math.floor(MAX_ROW_BYTES / MOST_BYTES_A_CHARACTER / row.length);
  return row.map((text) => (text === null || text.length <= most ? text : `${text.slice(0, most).toWellFormed()}…`));
}
