/** The queries of the local Athena: one runs at a time, the others wait. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_SECONDS } from '../../../shared/queries/queries.ts';
import type { QueryColumn, ResultRow } from '../../../shared/queries/sql-engine.ts';
import type { FromProcess } from './messages.ts';
import type { QueryProcess } from './query-process.ts';
import { readRows } from './result-file.ts';

export type ExecutionState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

interface Execution {
  readonly id: string;
  readonly sql: string;
  readonly submittedAt: number;
  state: ExecutionState;
  /** Why it failed or was cancelled. */
  reason?: string;
  completedAt?: number;
  columns?: readonly QueryColumn[];
}

export interface ResultPart {
  readonly columns: readonly QueryColumn[];
  readonly rows: readonly ResultRow[];
  /** The token of the next part. */
  readonly next?: string;
}

export interface ExecutionsOptions {
  /** Folder of the results. */
  readonly folder: string;
  readonly process: Pick<QueryProcess, 'run' | 'interrupt' | 'stop'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Milliseconds after which a query is cancelled. */
  readonly limitMs?: number;
}

/** The API takes a query that was cancelled after its own limit for one that took too long. */
const LIMIT_MS = (MAX_SECONDS + 2) * 1000;
/** The most queries that wait. */
const MOST_QUEUED = 20;
/** The most queries whose results are kept. */
const MOST_KEPT = 100;
const CANCELLED = 'Query cancelled by user';

export class TooManyQueries extends Error {}
export class UnknownQuery extends Error {}
export class NoResult extends Error {}

export class Executions {
  readonly #options: ExecutionsOptions;
  readonly #known = new Map<string, Execution>();
  readonly #queue: Execution[] = [];
  #running: Execution | undefined;
  #isStopped = false;

  constructor(options: ExecutionsOptions) {
    this.#options = options;
  }

  /** @throws TooManyQueries */
  start(sql: string): string {
    if (this.#queue.length >= MOST_QUEUED) throw new TooManyQueries(`${MOST_QUEUED} queries wait already; try again later.`);
    const execution: Execution = { id: randomUUID(), sql, submittedAt: this.#options.now(), state: 'QUEUED' };
    this.#known.set(execution.id, execution);
    this.#queue.push(execution);
    void this.#work();
    return execution.id;
  }

  /** @throws UnknownQuery */
  get(id: string): Readonly<Execution> {
    const found = this.#known.get(id);
    if (found === undefined) throw new UnknownQuery(`QueryExecution ${id} was not found`);
    return found;
  }

  /** @throws UnknownQuery, NoResult */
  async rows(id: string, token: string | undefined, most: number): Promise<ResultPart> {
    const { state, columns } = this.get(id);
    if (state !== 'SUCCEEDED' || columns === undefined)
      throw new NoResult(`Query did not finish successfully. Final query state: ${state}`);
    // The first part begins with a heading, which Athena counts as a row.
    const isFirst = token === undefined;
    const { rows, next } = await readRows(this.#fileOf(id), Number(token ?? 0), isFirst ? most - 1 : most);
    return {
      columns,
      rows: isFirst ? [columns.map(({ name }) => name), ...rows] : rows,
      ...(next !== undefined && { next: String(next) }),
    };
  }

  /** Does nothing if the query has ended. @throws UnknownQuery */
  stop(id: string): void {
    const execution = this.get(id);
    if (execution.state !== 'QUEUED' && execution.state !== 'RUNNING') return;
    const isRunning = execution === this.#running;
    this.#end(execution, 'CANCELLED', CANCELLED);
    if (isRunning) this.#options.process.interrupt();
    else this.#queue.splice(this.#queue.indexOf(execution), 1);
  }

  async close(): Promise<void> {
    this.#isStopped = true;
    this.#queue.length = 0;
    await this.#options.process.stop();
  }

  async #work(): Promise<void> {
    if (this.#running !== undefined || this.#isStopped) return;
    const execution = this.#queue.shift();
    if (execution === undefined) return;
    this.#running = execution;
    execution.state = 'RUNNING';
    const timer = setTimeout(() => this.stop(execution.id), this.#options.limitMs ?? LIMIT_MS);
    const answer = await this.#options.process.run(execution.sql, this.#fileOf(execution.id));
    clearTimeout(timer);
    this.#take(execution, answer);
    this.#running = undefined;
    await this.#forget();
    void this.#work();
  }

  #take(execution: Execution, answer: FromProcess): void {
    // A query that was cancelled stays so, whatever the process answers.
    if (execution.state !== 'RUNNING') return;
    if (answer.kind === 'done') execution.columns = answer.columns;
    if (answer.kind === 'failed') this.#end(execution, 'FAILED', answer.message);
    else this.#end(execution, 'SUCCEEDED');
  }

  #end(execution: Execution, state: ExecutionState, reason?: string): void {
    execution.state = state;
    execution.completedAt = this.#options.now();
    if (reason !== undefined) execution.reason = reason;
  }

  /** Forgets the oldest queries that have ended. */
  async #forget(): Promise<void> {
    const ended = [...this.#known.values()].filter(({ completedAt }) => completedAt !== undefined);
    for (const { id } of ended.slice(0, Math.max(0, ended.length - MOST_KEPT))) {
      this.#known.delete(id);
      await rm(this.#fileOf(id), { force: true });
    }
  }

  #fileOf(id: string): string {
    return join(this.#options.folder, `${id}.jsonl`);
  }
}
