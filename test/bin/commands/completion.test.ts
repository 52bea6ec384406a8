import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { execFileSync } from 'node:child_process';
import { createProgram } from '../../../bin/commands/program.ts';
import { allCommands } from '../../../bin/commands/repeated.ts';
import { runCommand } from './support/command-line.ts';

const scriptFor = async (shell: string): Promise<string> => (await runCommand(['completion', shell], {}, async () => {})).out;

const surroundings = { stdout: process.stdout, stderr: process.stderr, env: {}, sleep: async () => {}, exitCode: 0 };
const wordsOf = (command: Command): readonly string[] => (command.parent ? [...wordsOf(command.parent), command.name()] : []);
const COMMANDS = allCommands(createProgram(surroundings)).map((command) => command.name());

describe('the completion for bash', () => {
  /** The words that bash offers after these words, the last of which is being typed. */
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
    expect(await offered('scan', 'run', '--accounts', '')).toEqual(['unit:', 'tag:', 'name:', 'connection:']);
    expect(await offered('findings', 'list', '--account', 'u')).toEqual(['unit:']);
  });

  const fixed = allCommands(createProgram(surroundings)).flatMap((command) =>
    command.options.flatMap(({ long, hidden, argChoices }) =>
      argChoices && !hidden ? [[[...wordsOf(command), long!].join(' '), argChoices] as const] : [],
    ),
  );

  it('knows options with fixed values in many commands, and --format with other values in each', () => {
    const named = (name: string) => fixed.filter(([words]) => words.endsWith(` ${name}`));
    expect(fixed.length).toBeGreaterThan(20);
    expect(new Set(named('--format').map(([, values]) => values.join(' '))).size).toBeGreaterThan(1);
    for (const name of ['--severity', '--status', '--outcome', '--op', '--kind', '--provider', '--fail-on', '--details', '--day'])
      expect(named(name)).not.toEqual([]);
  });

  it('offers exactly the values that each command takes', async () => {
    const script = await scriptFor('bash');
    const asks = fixed.map(([words], index) => {
      const line = ['muster', ...words.split(' '), ''].map((word) => `'${word}'`).join(' ');
      return `COMP_WORDS=(${line}); COMP_CWORD=${words.split(' ').length + 1}; COMPREPLY=(); _muster; echo "${index} \${COMPREPLY[*]}"`;
    });
    const answers = execFileSync('bash', ['-c', `${script}\n${asks.join('\n')}`], { encoding: 'utf8' })
      .trimEnd()
      .split('\n');

    expect(answers).toEqual(fixed.map(([, values], index) => `${index} ${values.join(' ')}`));
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
