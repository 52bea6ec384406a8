import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { describe, expect, it } from '@jest/globals';
import { EXIT } from '../../../../bin/commands/exit-codes.ts';
import { AthenaEngine } from '../../../../bin/commands/query/athena-engine.ts';
import { printResult } from '../../../../bin/commands/query/render.ts';
import { Kept } from './support.ts';

type Cells = readonly (string | null)[];

interface Answers {
  /** States that are seen one after the other; the last one stays. */
  readonly states?: readonly Record<string, unknown>[];
  readonly columns?: readonly (readonly [name: string, type: string])[];
  readonly pages?: readonly (readonly Cells[])[];
  readonly throws?: { readonly name: string; readonly message: string };
}

/** Athena as far as the engine speaks to it. */
class FakeAthena extends AthenaClient {
  readonly asked: { readonly name: string; readonly input: Record<string, unknown> }[] = [];
  readonly #answers: Answers;
  #looks = 0;

  constructor(answers: Answers) {
    super({ region: 'eu-west-1' });
    this.#answers = answers;
  }

  override send = (async (command: { readonly input: Record<string, unknown> }) => {
    const { states = [{ State: 'SUCCEEDED' }], columns = [], pages = [[]], throws } = this.#answers;
    this.asked.push({ name: command.constructor.name, input: command.input });
    if (throws) throw Object.assign(new Error(throws.message), { name: throws.name });
    if (command instanceof StartQueryExecutionCommand) return { QueryExecutionId: 'q-1' };
    if (command instanceof StopQueryExecutionCommand) return {};
    if (command instanceof GetQueryExecutionCommand)
      return { QueryExecution: { Status: states[Math.min(this.#looks++, states.length - 1)] } };
    if (!(command instanceof GetQueryResultsCommand)) throw new Error('Nobody asks Athena this.');
    const page = Number(command.input.NextToken ?? 0);
    return {
      ResultSet: {
        ResultSetMetadata: { ColumnInfo: columns.map(([Name, Type]) => ({ Name, Label: Name, Type })) },
        Rows: pages[page]!.map((cells) => ({ Data: cells.map((cell) => (cell === null ? {} : { VarCharValue: cell })) })),
      },
      ...(page + 1 < pages.length && { NextToken: String(page + 1) }),
    };
  }) as never;
}

function engineOver(answers: Answers): { athena: FakeAthena; engine: AthenaEngine; slept: number[] } {
  const athena = new FakeAthena(answers);
  const slept: number[] = [];
  const sleep = async (ms: number): Promise<void> => void slept.push(ms);
  return { athena, slept, engine: new AthenaEngine(athena, { workgroup: 'muster', database: 'muster', sleep }) };
}

async function printed(engine: AthenaEngine, format: 'csv' | 'json'): Promise<string> {
  const stdout = new Kept();
  await printResult(await engine.run('SELECT 1'), format, stdout);
  return stdout.text;
}

describe('a query in Athena', () => {
  it('is started in the workgroup, waited for with growing patience, and read page by page', async () => {
    const { engine, athena, slept } = engineOver({
      states: [{ State: 'QUEUED' }, { State: 'RUNNING' }, { State: 'RUNNING' }, { State: 'SUCCEEDED' }],
      columns: [
        ['type', 'varchar'],
        ['n', 'bigint'],
        ['yes', 'boolean'],
      ],
      pages: [
        [
          ['type', 'n', 'yes'],
          ['a', '1', 'true'],
        ],
        [['b', '9007199254740993', null]],
      ],
    });

    expect(await printed(engine, 'json')).toBe('{"type":"a","n":1,"yes":true}\n{"type":"b","n":"9007199254740993","yes":null}\n');
    expect(athena.asked[0]).toEqual({
      name: 'StartQueryExecutionCommand',
      input: { QueryString: 'SELECT 1', WorkGroup: 'muster', QueryExecutionContext: { Database: 'muster' } },
    });
    expect(slept).toEqual([200, 300, 450, 675]);
  });

  it('keeps a first row that is no heading', async () => {
    const { engine } = engineOver({ columns: [['Query Plan', 'varchar']], pages: [[['- Output'], ['- Scan']]] });

    expect(await engine.explain('SELECT 1')).toBe('- Output\n- Scan');
  });

  it('prints formulas that a spreadsheet does not run', async () => {
    const { engine } = engineOver({ columns: [['name', 'varchar']], pages: [[['name'], ['=1+1']]] });

    expect(await printed(engine, 'csv')).toBe("name\n'=1+1\n");
  });

  it.each([
    [
      { State: 'FAILED', StateChangeReason: 'COLUMN_NOT_FOUND: line 1:8:\nColumn x cannot be resolved', AthenaError: { ErrorCategory: 2 } },
      EXIT.refused,
      'Athena refuses the SQL: COLUMN_NOT_FOUND: line 1:8: Column x cannot be resolved.',
    ],
    [
      { State: 'FAILED', StateChangeReason: 'Internal error.', AthenaError: { ErrorCategory: 1 } },
      EXIT.failed,
      'Athena failed: Internal error.',
    ],
    [{ State: 'CANCELLED' }, EXIT.failed, 'The query was cancelled in Athena.'],
  ])('that does not succeed is told in a sentence: %j', async (state, exitCode, message) => {
    await expect(engineOver({ states: [state] }).engine.run('SELECT 1')).rejects.toMatchObject({ exitCode, message });
  });

  it.each([
    [
      'CredentialsProviderError',
      'Could not load credentials',
      EXIT.notLoggedIn,
      /AWS refuses your login, or there is none .*Could not load credentials\.$/,
    ],
    ['ExpiredTokenException', 'The token is expired', EXIT.notLoggedIn, /AWS refuses your login/],
    ['AccessDeniedException', 'You are not authorized', EXIT.notLoggedIn, /You are not authorized\.$/],
    [
      'InvalidRequestException',
      'WorkGroup muster is not found.',
      EXIT.refused,
      /Athena refuses the query: WorkGroup muster is not found\.$/,
    ],
    ['Error', 'Region is missing', EXIT.refused, /--region/],
    ['TimeoutError', 'connect ECONNREFUSED', EXIT.unreachable, /Athena cannot be asked/],
  ])('that is not even started is told too: %s', async (name, said, exitCode, message) => {
    const { engine } = engineOver({ throws: { name, message: said } });

    await expect(engine.run('SELECT 1')).rejects.toMatchObject({ exitCode, message: expect.stringMatching(message) });
  });

  it('is stopped in Athena when it is interrupted', async () => {
    const athena = new FakeAthena({ states: [{ State: 'RUNNING' }, { State: 'CANCELLED' }] });
    const engine: AthenaEngine = new AthenaEngine(athena, {
      workgroup: 'muster',
      database: 'muster',
      sleep: async () => engine.interrupt(),
    });

    await expect(engine.run('SELECT 1')).rejects.toMatchObject({ message: 'The query was interrupted.' });
    expect(athena.asked).toContainEqual({ name: 'StopQueryExecutionCommand', input: { QueryExecutionId: 'q-1' } });
  });
});
