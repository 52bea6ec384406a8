import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync, symlinkSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { CommandError, EXIT } from '../../../../bin/commands/exit-codes.ts';
import { INTERRUPTED, type Engine } from '../../../../bin/commands/query/engine.ts';
import { History } from '../../../../bin/commands/query/history.ts';
import { shell, type ShellOptions } from '../../../../bin/commands/query/shell.ts';
import { resourceRecord, writtenExport } from '../../../support/export-records.ts';
import { Kept, Place } from './support.ts';

let place: Place;
beforeEach(() => {
  place = new Place();
});
afterEach(() => place.remove());

describe('statements from a pipe', () => {
  const ask = async (text: string, ...args: readonly string[]) => {
    await writtenExport(place.path('export'), { resources: [resourceRecord()], formats: ['parquet'] });
    return place.muster(['query', '--from', place.path('export'), '--format', 'csv', ...args], text);
  };

  it('are run one after the other; the last needs no semicolon', async () => {
    const { code, out } = await ask(`SELECT 1 AS a;\n-- no; statement\nSELECT ';' AS b, /* ; */\n 2 AS c; SELECT 3\nAS d`);

    expect([code, out]).toEqual([EXIT.ok, 'a\n1\nb,c\n;,2\nd\n3\n']);
  });

  it('stop at the first one that is wrong', async () => {
    const { code, out, err } = await ask('SELECT 1 AS a;\nSELEC 2;\nSELECT 3;');

    expect([code, out]).toEqual([EXIT.refused, 'a\n1\n']);
    expect(err).toMatch(/muster: The SQL is wrong at line 1, column 1/);
  });

  it('may be commands of the shell', async () => {
    const { out, err } = await ask('.tables\n.schema accounts\n.format json\n.schema acounts\n.what\nSELECT 1 AS a;\n.quit\nSELECT 2;');

    expect(out).toMatch(
      /^resources\nrelationships\n[^]*account_id +VARCHAR\n[^]*resources +INTEGER\n[^]*There is no table acounts\. Did you mean accounts\?\n\{"a":1\}\n$/,
    );
    expect(err).toMatch(/There is no command \.what/);
  });
});

class FakeEngine implements Engine {
  readonly tables = [];
  interrupted = 0;
  #stop: (() => void) | undefined;

  run(): never {
    throw new Error('The shell runs statements by its own function.');
  }

  explain(): never {
    throw new Error('The shell asks for no plan.');
  }

  interrupt(): void {
    this.interrupted += 1;
    this.#stop?.();
  }

  get isRunning(): boolean {
    return this.#stop !== undefined;
  }

  /** Runs until it is interrupted. */
  async forever(): Promise<never> {
    await new Promise<void>((resolve) => {
      this.#stop = resolve;
    });
    this.#stop = undefined;
    throw new CommandError(INTERRUPTED, EXIT.failed);
  }

  complete(line: string): Promise<{ words: string[]; start: number }> {
    return Promise.resolve({ words: ['resources'], start: line.length - 3 });
  }

  async close(): Promise<void> {}
}

describe('a terminal', () => {
  const CTRL_C = '\u0003';
  const CTRL_D = '\u0004';
  const UP = '\u001B[A';

  /** Types the keys, each after the shell has answered the one before; the last one ends the shell. */
  async function type(keys: readonly string[], engine = new FakeEngine()): Promise<{ ran: readonly string[]; out: string; err: string }> {
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    const stdout = new Kept();
    const stderr = new Kept();
    const ran: string[] = [];
    const run: ShellOptions['run'] = async (sql) => {
      ran.push(sql);
      if (sql.includes('wrong')) throw new CommandError('The SQL is wrong.', EXIT.refused);
      return sql.includes('forever') ? engine.forever() : 1;
    };
    const asks = (): boolean => /(?:^|\n|\r)(?:muster>|     ->) [^\n]*$/.test(stripVTControlCharacters(stdout.text));
    const done = shell({ stdin, stdout, stderr, engine, format: 'table', run, history: new History(place.path('state', 'history')) });
    await until(asks);
    for (const key of keys) {
      const before = stdout.text.length;
      stdin.write(key);
      if (key !== keys.at(-1)) await until(() => stdout.text.length > before && (engine.isRunning || asks()));
    }
    await done;
    return { ran, out: stdout.text, err: stderr.text };
  }
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await sleep(1);
  };

  it('runs a statement that ends with a semicolon, on one line or several', async () => {
    const { ran, out, err } = await type(['SELECT 1;\n', 'SELECT\n', '2;\n', CTRL_D]);

    expect(ran).toEqual(['SELECT 1', 'SELECT\n2']);
    expect(out).toContain('     -> ');
    expect(err).toMatch(/1 row, \d+\.\d\d s\n/);
  });

  it('goes on after a statement that is wrong', async () => {
    const { ran, err } = await type(['SELECT wrong;\n', 'SELECT 2;\n', '.quit\n']);

    expect(ran).toEqual(['SELECT wrong', 'SELECT 2']);
    expect(err).toContain('The SQL is wrong.\n');
  });

  it('discards the statement being typed at Ctrl-C', async () => {
    const { ran } = await type(['SELECT\n', 'x', CTRL_C, 'SELECT 2;\n', CTRL_D]);

    expect(ran).toEqual(['SELECT 2']);
  });

  it('interrupts the running statement at Ctrl-C, and goes on', async () => {
    const engine = new FakeEngine();

    const { ran, err } = await type(['SELECT forever;\n', CTRL_C, 'SELECT 2;\n', CTRL_D], engine);

    expect([ran, engine.interrupted]).toEqual([['SELECT forever', 'SELECT 2'], 1]);
    expect(err).toContain(INTERRUPTED);
  });

  it('completes names', async () => {
    expect((await type(['SELECT * FROM res\t', ';\n', CTRL_D])).ran).toEqual(['SELECT * FROM resources']);
  });

  it('remembers statements of this and earlier shells, each on one line', async () => {
    await type(['SELECT 1,-- one\n', '2;\n', CTRL_D]);
    const { ran } = await type([UP, '\n', CTRL_D]);

    expect(readFileSync(place.path('state', 'history'), 'utf8')).toBe('SELECT 1, 2;\nSELECT 1, 2;\n');
    expect(ran).toEqual(['SELECT 1, 2']);
  });
});

describe('the history', () => {
  it('is bounded, newest first', async () => {
    const history = new History(place.path('history'));
    for (let n = 0; n < 2100; n++) await history.add(`SELECT ${n};`);

    const lines = await history.read();

    expect([lines.length, lines[0], lines.at(-1)]).toEqual([1000, 'SELECT 2099;', 'SELECT 1100;']);
    expect(readFileSync(place.path('history'), 'utf8').split('\n')).toHaveLength(1001);
  });

  it.each([
    ['is a folder', () => place.folder],
    [
      'is where nothing can be made',
      () => {
        symlinkSync('nowhere', place.path('gone'));
        return place.path('gone', 'muster', 'history');
      },
    ],
  ])('never fails the shell, though its file %s', async (_, path) => {
    const history = new History(path());

    await history.add('SELECT 1;');

    expect(await history.read()).toEqual([]);
  });
});
