import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { createProgram } from '../../../bin/commands/program.ts';
import { allCommands } from '../../../bin/commands/repeated.ts';
import { runCommand } from './support/command-line.ts';

const scriptFor = async (shell: string): Promise<string> => (await runCommand(['completion', shell], {}, async () => {})).out;

const surroundings = { stdout: process.stdout, stderr: process.stderr, env: {}, sleep: async () => {}, exitCode: 0 };
const COMMANDS = allCommands(createProgram(surroundings)).map((command) => command.name());

describe('the completion for bash', () => {
  /** What bash offers after these words, the last of which is being typed. */
  async function offered(...words: readonly string[]): Promise<readonly string[]> {
    const script = await scriptFor('bash');
    const line = ['muster', ...words].map((word) => `'${word}'`).join(' ');
    const ask = `COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _muster; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['-c', `${script}\n${ask}`], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean);
  }

  it('offers commands, their subcommands, options and values', async () => {
    expect(await offered('')).toEqual(expect.arrayContaining(['run', 'findings', 'coverage', 'summary', 'completion', '--json']));
    expect(await offered('find')).toEqual(['findings']);
    expect(await offered('findings', '')).toEqual(expect.arrayContaining(['list', 'new', 'show', '--help']));
    expect(await offered('findings', 'list', '--sev')).toEqual(['--severity']);
    expect(await offered('--json', 'findings', 'list', '--account', 'aws:1', '--ti')).toEqual([]);
    expect(await offered('findings', 'list', '--severity', 'h')).toEqual(['high']);
    expect(await offered('query', '--format', '')).toEqual(['table', 'csv', 'json']);
    expect(await offered('resources', 'history', '--ac')).toEqual(['--account']);
  });
});

describe.each(['bash', 'zsh', 'fish'])('the completion for %s', (shell) => {
  it('knows every command', async () => {
    const script = await scriptFor(shell);

    for (const name of COMMANDS) expect(script).toContain(name);
    expect(script).not.toContain('undefined');
  });
});

it('completion refuses an unknown shell', async () => {
  const { code, err } = await runCommand(['completion', 'tcsh'], {}, async () => {});

  expect(code).toBe(2);
  expect(err).toMatch(/bash, zsh, fish/);
});

it('--version prints the version of the package', async () => {
  expect((await runCommand(['--version'], {}, async () => {})).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
