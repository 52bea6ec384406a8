/** An engine whose queries are in the state, and have the rows, that a test sets. */
import { InvalidRequest, NotFound } from '../../shared/errors.ts';
import type { Execution, QueryColumn, ResultPage, ResultRow, SqlEngine } from '../../shared/queries/sql-engine.ts';

export class MemorySqlEngine implements SqlEngine {
  readonly started: string[] = [];
  readonly stopped: string[] = [];
  /** The rows that were asked for at once, page by page. */
  readonly asked: number[] = [];
  /** Every query is found in this state; undefined if none is known. */
  found: Execution | undefined = { state: 'succeeded', scanned_bytes: 12 };
  /** Why the next statement is refused. */
  refusal: string | undefined;
  columns: readonly QueryColumn[] = [{ name: 'n', type: 'bigint' }];
  rows: readonly ResultRow[] = [];
  /** The most rows of a page, whatever is asked for. */
  mostOfPage = Infinity;

  start(sql: string): Promise<string> {
    if (this.refusal !== undefined) return Promise.reject(new InvalidRequest('sql', this.refusal));
    this.started.push(sql);
    return Promise.resolve(`query-${this.started.length}`);
  }

  execution(): Promise<Execution | undefined> {
    return Promise.resolve(this.found);
  }

  page(_id: string, token: string | undefined, most: number): Promise<ResultPage> {
    if (this.found?.state !== 'succeeded') return Promise.reject(new NotFound('The result is gone.'));
    this.asked.push(most);
    const from = Number(token ?? 0);
    const until = from + Math.min(most, this.mostOfPage);
    return Promise.resolve({
      columns: this.columns,
      rows: this.rows.slice(from, until),
      ...(until < this.rows.length && { next: String(until) }),
    });
  }

  stop(id: string): Promise<void> {
    this.stopped.push(id);
    return Promise.resolve();
  }
}
