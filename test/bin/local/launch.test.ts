import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasPackages } from '../../../bin/launch.mjs';
import { temporaryFolder } from './support/assembly.ts';

const LAUNCHER = join(import.meta.dirname, '..', '..', '..', 'bin', 'launch.mjs');

interface Launched {
  readonly child: ReturnType<typeof spawn>;
  readonly firstOutput: Promise<string>;
  readonly ended: Promise<number | null>;
}

async function launch(source: string, flags: readonly string[] = [], args: readonly string[] = []): Promise<Launched> {
  const folder = await temporaryFolder();
  const script = join(folder, 'script.ts');
  await writeFile(script, source);
  const child = spawn(process.execPath, [LAUNCHER, ...flags, script, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  return {
    child,
    firstOutput: once(child.stdout, 'data').then(([chunk]) => String(chunk)),
    ended: once(child, 'exit').then(([code]) => code as number | null),
  };
}

describe('the launcher', () => {
  it('runs a script under the pinned Node.js with its arguments and flags, and ends with its exit code', async () => {
    const print = 'const all: unknown = [process.version, process.argv.slice(2), process.execArgv.includes("--no-warnings")];';

    const { firstOutput, ended } = await launch(
      `${print} console.log(JSON.stringify(all)); process.exit(7);`,
      ['--no-warnings'],
      ['--x', 'y'],
    );

    expect(JSON.parse(await firstOutput)).toEqual([expect.stringMatching(/^v24\./), ['--x', 'y'], true]);
    expect(await ended).toBe(7);
  });

  it('finds the tools of the project by name', async () => {
    const { firstOutput } = await launch(`console.log(process.env.PATH.split(require('node:path').delimiter)[0])`);

    expect(await firstOutput).toMatch(/node_modules.\.bin\s*$/);
  });

  it('passes signals on', async () => {
    const { child, firstOutput, ended } = await launch(
      `process.on('SIGTERM', () => process.exit(5)); setInterval(() => undefined, 1000); console.log('ready');`,
    );
    await firstOutput;

    child.kill('SIGTERM');

    expect(await ended).toBe(5);
  });

  it('prints its usage if no script is given', async () => {
    const child = spawn(process.execPath, [LAUNCHER, '--flag'], { stdio: 'ignore' });

    expect((await once(child, 'exit'))[0]).toBe(2);
  });

  describe('installs packages if', () => {
    const wanted = {
      '': { version: '0.1.0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/test-tool': { version: '2.0.0', dev: true },
      'node_modules/for-another-system': { version: '3.0.0', optional: true },
      'node_modules/for-another-tool': { version: '4.0.0', devOptional: true },
    };
    const a = { 'node_modules/a': { version: '1.0.0' } };
    const all = { ...a, 'node_modules/test-tool': { version: '2.0.0' } };

    it.each([
      ['nothing is there', {}, false, true],
      ['one has another version', { 'node_modules/a': { version: '1.0.1' } }, false, true],
      ['a command lacks what is for development alone', a, false, false],
      ['a script lacks what is for development', a, true, true],
      ['a script has all', all, true, false],
      ['a command has more than it needs', all, false, false],
    ])('%s', (_, present, development, expected) => {
      expect(!hasPackages(wanted, present, development)).toBe(expected);
    });
  });
});
