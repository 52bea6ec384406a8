import { describe, expect, it } from '@jest/globals';
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  InvalidRequestException,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  TooManyRequestsException,
} from '@aws-sdk/client-athena';
import { AthenaSql } from '../../../shared/queries/athena-sql.ts';

const METADATA = { $metadata: {} };

/** An Athena that answers each command as a test says, and remembers what it was asked. */
function athena(answers: (command: unknown) => unknown) {
  const asked: unknown[] = [];
  const client = new AthenaClient({ region: 'eu-west-1' });
  client.send = ((command: { readonly input: unknown }) => {
    asked.push(command.input);
    return Promise.resolve().then(() => answers(command));
    // The overloads of `send` cannot be implemented by a function of one signature.
  }) as never;
  return { sql: new AthenaSql(client), asked };
}

const executed = (Status: object, Statistics?: object) => athena(() => ({ QueryExecution: { Status, Statistics } })).sql.execution('q-1');
const fails = (error: Error) =>
  athena(() => {
    throw error;
  }).sql;
const refused = (message: string) => fails(new InvalidRequestException({ message, ...METADATA }));

describe('a query of the API in Athena', () => {
  it('is started in the database and workgroup of the stack', async () => {
    const { sql, asked } = athena((command) => (command instanceof StartQueryExecutionCommand ? { QueryExecutionId: 'q-1' } : {}));

    expect(await sql.start('SELECT 1')).toBe('q-1');
    expect(asked).toEqual([{ QueryString: 'SELECT 1', WorkGroup: 'muster', QueryExecutionContext: { Database: 'muster' } }]);
  });

  it('is refused with Athena’s words as a sentence', async () => {
    await expect(refused("line 1:8:\n mismatched input 'FORM'.").start('SELECT FORM')).rejects.toMatchObject({
      field: 'sql',
      message: "sql: the statement is refused: line 1:8: mismatched input 'FORM'.",
    });
  });

  it('passes other errors on, such as those of throttling', async () => {
    const throttled = new TooManyRequestsException({ message: 'later', ...METADATA });

    await expect(fails(throttled).start('SELECT 1')).rejects.toBe(throttled);
    await expect(fails(throttled).execution('q-1')).rejects.toBe(throttled);
    await expect(fails(throttled).page('q-1', undefined, 1)).rejects.toBe(throttled);
    await expect(fails(throttled).stop('q-1')).rejects.toBe(throttled);
  });

  it('is in a state of its own words, with the bytes that it has read', async () => {
    const ended = new Date('2026-11-21T04:00:01Z');

    expect(await executed({ State: 'QUEUED' })).toEqual({ state: 'queued' });
    expect(await executed({ State: 'RUNNING' }, { DataScannedInBytes: 0 })).toEqual({ state: 'running', scanned_bytes: 0 });
    expect(await executed({ State: 'SUCCEEDED', CompletionDateTime: ended }, { DataScannedInBytes: 12 })).toEqual({
      state: 'succeeded',
      scanned_bytes: 12,
      ended_at: '2026-11-21T04:00:01.000Z',
    });
    expect(await executed({ State: 'CANCELLED', StateChangeReason: 'Query cancelled by user' })).toEqual({ state: 'cancelled' });
  });

  it('says why it failed', async () => {
    expect(await executed({ State: 'FAILED', StateChangeReason: 'COLUMN_NOT_FOUND: line 1:8' })).toEqual({
      state: 'failed',
      error: 'COLUMN_NOT_FOUND: line 1:8.',
    });
    expect(await executed({ State: 'FAILED', AthenaError: { ErrorMessage: 'It broke.' } })).toEqual({
      state: 'failed',
      error: 'It broke.',
    });
    expect(await executed({ State: 'FAILED' })).toEqual({ state: 'failed', error: 'Athena does not say why the query failed.' });
  });

  it('has failed if the workgroup’s limit of bytes ended it', async () => {
    expect(await executed({ State: 'CANCELLED', StateChangeReason: 'Bytes scanned limit was exceeded' })).toEqual({
      state: 'failed',
      error: 'The query read more bytes than a query may; select fewer columns, or fewer nights by date.',
    });
  });

  it('is unknown once Athena has forgotten it', async () => {
    const forgotten = refused('QueryExecution q-1 was not found');

    expect(await forgotten.execution('q-1')).toBeUndefined();
    await expect(forgotten.page('q-1', undefined, 1)).rejects.toThrow('no longer kept; run the query again');
    await expect(forgotten.stop('q-1')).resolves.toBeUndefined();
  });

  it('is stopped by its id', async () => {
    const { sql, asked } = athena((command) => (command instanceof StopQueryExecutionCommand ? {} : undefined));
    await sql.stop('q-1');

    expect(asked).toEqual([{ QueryExecutionId: 'q-1' }]);
  });

  it('gives rows without the heading, of which the first page has one', async () => {
    const page = (rows: readonly (readonly (string | undefined)[])[], NextToken?: string) => ({
      ResultSet: {
        ResultSetMetadata: {
          ColumnInfo: [
            { Name: 'name', Type: 'varchar' },
            { Name: 'n', Label: 'count', Type: 'bigint' },
          ],
        },
        Rows: rows.map((cells) => ({ Data: cells.map((VarCharValue) => ({ VarCharValue })) })),
      },
      NextToken,
    });
    const { sql, asked } = athena((command) => {
      if (!(command instanceof GetQueryResultsCommand)) return undefined;
      return command.input.NextToken === undefined
        ? page(
            [
              ['name', 'n'],
              ['a', '1'],
            ],
            'more',
          )
        : page([
            ['name', 'n'],
            [undefined, '2'],
          ]);
    });
    const columns = [
      { name: 'name', type: 'varchar' },
      { name: 'count', type: 'bigint' },
    ];

    expect(await sql.page('q-1', undefined, 100)).toEqual({ columns, rows: [['a', '1']], next: 'more' });
    expect(await sql.page('q-1', 'more', 2000)).toEqual({
      columns,
      rows: [
        ['name', 'n'],
        [null, '2'],
      ],
    });
    expect(asked).toEqual([
      { QueryExecutionId: 'q-1', MaxResults: 101 },
      { QueryExecutionId: 'q-1', MaxResults: 1000, NextToken: 'more' },
    ]);
  });

  it('is asked for by its id', async () => {
    const { sql, asked } = athena((command) => (command instanceof GetQueryExecutionCommand ? {} : undefined));

    expect(await sql.execution('q-1')).toBeUndefined();
    expect(asked).toEqual([{ QueryExecutionId: 'q-1' }]);
  });
});
