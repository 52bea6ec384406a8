/** Every command that the documents show exists, and takes the options that they give it. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { createProgram } from '../../../bin/commands/program.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const DOCUMENTS = ['README.md', ...globSync('docs/*.md', { cwd: ROOT }), 'scripts/site/policy-page.ts', 'scripts/site/framework-page.ts'];

const stream = new PassThrough();
const program = createProgram({ stdout: stream, stderr: stream, env: {}, sleep: async () => {}, exitCode: 0 });

/** `npm run muster -- COMMAND` or `muster COMMAND`, up to the end of the line, the code or a comment. */
const SHOWN = /(?:npm run muster --|(?<=`|^ {4}|^\$ |docker run [^\n]* )muster) ([^\n`#]+)/gm;
/** A table headed by `npm run muster --`, whose rows begin with commands. */
const TABLE = /^\| `npm run muster --` \|.*\n((?:\|.*\n)+)/gm;

const commandsIn = (document: string): readonly string[] => [
  ...[...document.matchAll(SHOWN)].map(([, line]) => line!),
  ...[...document.matchAll(TABLE)].flatMap(([, rows]) => [...rows!.matchAll(/^\| \[?`([^`]+)`/gm)].map(([, line]) => line!)),
];

/** The signs that end a command: a pipe, a redirection, the next command. */
const words = (line: string): readonly string[] =>
  (line.replaceAll(/'[^']*'|"[^"]*"/g, 'TEXT').split(/ [|>&;] | && | \\$/)[0] ?? '').trim().split(/\s+/);

function problemOf(line: string): string | undefined {
  let command: Command = program;
  const options: string[] = [];
  let isValue = false;
  for (const word of words(line)) {
    const found = command.commands.find((each) => each.name() === word || each.aliases().includes(word));
    if (word.startsWith('--')) {
      options.push(word.split('=')[0]!);
      isValue = command === program && word === '--api';
    } else if (isValue) isValue = false;
    else if (found) command = found;
    else if (command.commands.length > 0 && /^[a-z][a-z-]*$/.test(word)) return `${line}: there is no command ${command.name()} ${word}`;
  }
  const taken = ['--help', ...[command, program].flatMap((each) => each.options.map(({ long }) => long))];
  const unknown = options.filter((option) => !taken.includes(option) && !taken.includes(option.replace('--no-', '--')));
  return unknown.length === 0 ? undefined : `${line}: ${command.name()} does not take ${unknown.join(', ')}`;
}

const shown = DOCUMENTS.flatMap((file) =>
  commandsIn(readFileSync(join(ROOT, file), 'utf8').replaceAll(String.raw`\n`, '\n')).map((line) => ({ file, line })),
);

describe('the commands in the documents', () => {
  it('exist, with their options', () => {
    expect(shown.length).toBeGreaterThan(50);
    expect(shown.flatMap(({ file, line }) => (problemOf(line) === undefined ? [] : [`${file}: ${problemOf(line)}`]))).toEqual([]);
  });

  it.each(['resources lst', 'findings list --severty high', 'run --nowhere'])('would be found if they did not: %s', (line) => {
    expect(problemOf(line)).toBeDefined();
  });
});
