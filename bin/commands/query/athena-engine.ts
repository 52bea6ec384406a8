/** Athena over the platform's nights: the same SQL in the stack's workgroup, with the caller's own credentials. */
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  type ColumnInfo,
  type QueryExecution,
} from '@aws-sdk/client-athena';
import { athenaPage, sentenceOf } from '../../../shared/queries/athena-result.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { exactNumber, INTERRUPTED, textOf, type Completion, type Engine, type Result, type Row, type Value } from './engine.ts';
import { EXPORT_TABLES } from './columns.ts';

/** Athena queues a query before it runs it: the first looks are soon, the later ones cost no one anything. */
const FIRST_LOOK_MS = 200;
const LAST_LOOK_MS = 3000;
/** As many as Athena gives at once. */
const PAGE = 1000;
/** `ErrorCategory` of what the user can put right. https://docs.aws.amazon.com/athena/latest/APIReference/API_AthenaError.html */
const USERS_ERROR = 2;

const NUMBERS: ReadonlySet<string> = new Set(['tinyint', 'smallint', 'integer', 'bigint', 'float', 'real', 'double', 'decimal']);

export interface AthenaOptions {
  readonly workgroup: string;
  readonly database: string;
  readonly region?: string | undefined;
  readonly sleep: (ms: number) => Promise<void>;
}

export const openAthena = ({ region, ...options }: AthenaOptions): Engine =>
  new AthenaEngine(new AthenaClient(region === undefined ? {} : { region }), options);

export class AthenaEngine implements Engine {
  readonly tables = EXPORT_TABLES;
  readonly #client: AthenaClient;
  readonly #options: Omit<AthenaOptions, 'region'>;
  #running: string | undefined;
  #isInterrupted = false;

  constructor(client: AthenaClient, options: Omit<AthenaOptions, 'region'>) {
    this.#client = client;
    this.#options = options;
  }

  async run(sql: string): Promise<Result> {
    this.#isInterrupted = false;
    const id = await this.#start(sql);
    this.#running = id;
    try {
      await this.#finished(id);
    } finally {
      this.#running = undefined;
    }
    const first = await this.#page(id, undefined);
    return { columns: first.columns.map(({ Label, Name }) => Label ?? Name ?? ''), batches: this.#batches(id, first) };
  }

  async explain(sql: string): Promise<string> {
    return textOf(await this.run(`EXPLAIN ${sql}`), (row) => row[0]);
  }

  interrupt(): void {
    this.#isInterrupted = true;
    if (this.#running === undefined) return;
    // It may have ended meanwhile; whoever waits for it sees how.
    this.#client.send(new StopQueryExecutionCommand({ QueryExecutionId: this.#running })).catch(() => undefined);
  }

  /** Names of tables and columns: nothing is asked of Athena. */
  complete(line: string): Promise<Completion> {
    const word = /\w*$/.exec(line)![0];
    const names = [
      ...new Set([...EXPORT_TABLES.map(({ name }) => name), ...EXPORT_TABLES.flatMap(({ columns }) => columns.map(({ name }) => name))]),
    ];
    const words = word === '' ? [] : names.filter((name) => name.startsWith(word.toLowerCase())).toSorted();
    return Promise.resolve({ words, start: line.length - word.length });
  }

  close(): Promise<void> {
    this.#client.destroy();
    return Promise.resolve();
  }

  async #start(sql: string): Promise<string> {
    const { workgroup, database } = this.#options;
    const { QueryExecutionId: id } = await this.#asked(() =>
      this.#client.send(
        new StartQueryExecutionCommand({ QueryString: sql, WorkGroup: workgroup, QueryExecutionContext: { Database: database } }),
      ),
    );
    if (id === undefined) throw new CommandError('Athena took the query and did not name it; try again.', EXIT.failed);
    return id;
  }

  async #finished(id: string): Promise<void> {
    for (let wait = FIRST_LOOK_MS; ; wait = Math.min(wait * 1.5, LAST_LOOK_MS)) {
      await this.#options.sleep(wait);
      const { QueryExecution: execution } = await this.#asked(() =>
        this.#client.send(new GetQueryExecutionCommand({ QueryExecutionId: id })),
      );
      const state = execution?.Status?.State;
      if (state === 'SUCCEEDED') return;
      if (state === 'FAILED') throw failureOf(execution);
      if (state === 'CANCELLED')
        throw new CommandError(this.#isInterrupted ? INTERRUPTED : 'The query was cancelled in Athena.', EXIT.failed);
    }
  }

  async *#batches(id: string, first: Page): AsyncGenerator<readonly Row[]> {
    for (let page = first; ; page = await this.#page(id, page.next)) {
      if (this.#isInterrupted) throw new CommandError(INTERRUPTED, EXIT.failed);
      yield page.rows;
      if (page.next === undefined) return;
    }
  }

  async #page(id: string, token: string | undefined): Promise<Page> {
    const answer = await this.#asked(() =>
      this.#client.send(new GetQueryResultsCommand({ QueryExecutionId: id, MaxResults: PAGE, ...(token && { NextToken: token }) })),
    );
    const { columns, rows, next } = athenaPage(answer, token === undefined);
    return { columns, rows: rows.map((row) => columns.map((column, at) => valueOf(column, row[at]))), next };
  }

  async #asked<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw refusalOf(error);
    }
  }
}

interface Page {
  readonly columns: readonly ColumnInfo[];
  readonly rows: readonly Row[];
  readonly next: string | undefined;
}

function valueOf({ Type }: ColumnInfo, text: string | undefined): Value {
  if (text === undefined) return null;
  if (Type === 'boolean') return text === 'true';
  return Type !== undefined && NUMBERS.has(Type) ? exactNumber(text) : text;
}

function failureOf(execution: QueryExecution | undefined): CommandError {
  const { StateChangeReason: reason, AthenaError: error } = execution?.Status ?? {};
  const said = sentenceOf(reason ?? error?.ErrorMessage ?? 'it does not say why');
  return error?.ErrorCategory === USERS_ERROR
    ? new CommandError(`Athena refuses the SQL: ${said}`, EXIT.refused)
    : new CommandError(`Athena failed: ${said}`, EXIT.failed);
}

const NOT_LOGGED_IN: ReadonlySet<string> = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'ExpiredToken',
  'ExpiredTokenException',
  'AccessDeniedException',
]);

function refusalOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const said = sentenceOf(error.message);
  if (NOT_LOGGED_IN.has(error.name))
    return new CommandError(`AWS refuses your login, or there is none (aws sso login, AWS_PROFILE): ${said}`, EXIT.notLoggedIn, {
      cause: error,
    });
  if (error.name === 'InvalidRequestException')
    return new CommandError(`Athena refuses the query: ${said}`, EXIT.refused, { cause: error });
  if (error.message.startsWith('Region is missing'))
    return new CommandError('No region is set; give --region or set AWS_REGION.', EXIT.refused, { cause: error });
  return new CommandError(`Athena cannot be asked: ${said}`, EXIT.unreachable, { cause: error });
}
