/** Runs the API's queries in Athena, over the views of the newest nightly export. On one machine an emulator takes Athena's place. */
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  InvalidRequestException,
  type QueryExecution,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { InvalidRequest, NotFound } from '../errors.ts';
import { ATHENA_DATABASE, ATHENA_WORKGROUP } from '../exports/athena.ts';
import { athenaPage, sentenceOf } from './athena-result.ts';
import type { Execution, QueryState, ResultPage, SqlEngine } from './sql-engine.ts';

const STATES: Readonly<Record<string, QueryState>> = {
  QUEUED: 'queued',
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
};

/** The most rows that Athena gives at once, with the heading. */
const MOST_ROWS = 1000;

export class AthenaSql implements SqlEngine {
  readonly #client: AthenaClient;

  constructor(client: AthenaClient) {
    this.#client = client;
  }

  async start(sql: string): Promise<string> {
    const command = new StartQueryExecutionCommand({
      QueryString: sql,
      WorkGroup: ATHENA_WORKGROUP,
      QueryExecutionContext: { Database: ATHENA_DATABASE },
    });
    const { QueryExecutionId: id } = await this.#client.send(command).catch((error: unknown) => {
      if (error instanceof InvalidRequestException)
        throw new InvalidRequest('sql', `sql: the statement is refused: ${sentenceOf(error.message)}`);
      throw error;
    });
    if (id === undefined) throw new Error('Athena took a query and did not name it.');
    return id;
  }

  async execution(id: string): Promise<Execution | undefined> {
    const answer = await this.#client.send(new GetQueryExecutionCommand({ QueryExecutionId: id })).catch(unlessUnknown);
    return answer?.QueryExecution && executionOf(answer.QueryExecution);
  }

  async page(id: string, token: string | undefined, most: number): Promise<ResultPage> {
    const isFirst = token === undefined;
    const MaxResults = Math.min(isFirst ? most + 1 : most, MOST_ROWS);
    const command = new GetQueryResultsCommand({ QueryExecutionId: id, MaxResults, ...(!isFirst && { NextToken: token }) });
    const answer = await this.#client.send(command).catch(unlessUnknown);
    if (answer === undefined) throw new NotFound('The result of this query is no longer kept; run the query again.');
    const { columns, rows, next } = athenaPage(answer, isFirst);
    return {
      columns: columns.map(({ Label, Name, Type }) => ({ name: Label ?? Name ?? '', type: Type ?? 'varchar' })),
      rows: rows.map((row) => row.map((text) => text ?? null)),
      ...(next !== undefined && { next }),
    };
  }

  async stop(id: string): Promise<void> {
    await this.#client.send(new StopQueryExecutionCommand({ QueryExecutionId: id })).catch(unlessUnknown);
  }
}

/** Athena answers so for a query that it no longer knows, and for a result that has expired. @throws any other error */
function unlessUnknown(error: unknown): undefined {
  if (!(error instanceof InvalidRequestException)) throw error;
}

/** A query that exceeds the workgroup's limit of scanned bytes is cancelled by Athena. */
const TOO_MANY_BYTES = /bytes scanned limit/i;

function executionOf({ Status, Statistics }: QueryExecution): Execution {
  const { State = '', StateChangeReason: reason, AthenaError, CompletionDateTime } = Status ?? {};
  const isOverLimit = State === 'CANCELLED' && TOO_MANY_BYTES.test(reason ?? '');
  const state = isOverLimit ? 'failed' : (STATES[State] ?? 'running');
  return {
    state,
    ...(state === 'failed' && {
      error: isOverLimit
        ? 'The query read more bytes than a query may; select fewer columns, or fewer nights by date.'
        : sentenceOf(reason ?? AthenaError?.ErrorMessage ?? 'Athena does not say why the query failed'),
    }),
    ...(Statistics?.DataScannedInBytes !== undefined && { scanned_bytes: Statistics.DataScannedInBytes }),
    ...(CompletionDateTime && { ended_at: CompletionDateTime.toISOString() }),
  };
}
