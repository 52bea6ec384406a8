import { describe, expect, it } from '@jest/globals';
import type { Command, Option } from 'commander';
import { createProgram } from '../../../bin/commands/program.ts';
import { allCommands, isList } from '../../../bin/commands/repeated.ts';
import { runCommand } from './support/command-line.ts';

const surroundings = { stdout: process.stdout, stderr: process.stderr, env: {}, sleep: async () => {}, exitCode: 0 };
const program = createProgram(surroundings);

const wordsOf = (command: Command): readonly string[] => (command.parent ? [...wordsOf(command.parent), command.name()] : []);

const OPTIONS = allCommands(program).flatMap((command) =>
  command.options.map((option) => [[...wordsOf(command), option.long!].join(' '), option, wordsOf(command)] as const),
);

/** Values that the options' own parsers accept. */
function valuesOf({ argChoices, long }: Option): readonly [string, string] {
  if (argChoices) return [argChoices[0]!, argChoices[1] ?? argChoices[0]!];
  if (long === '--limit' || long === '--port') return ['1', '2'];
  return long === '--until' ? ['2027-01-01', '2027-01-02'] : ['a', 'b'];
}

const SUBSCRIPTIONS = ['11111111-aaaa-4bbb-8ccc-111111111111', '22222222-aaaa-4bbb-8ccc-222222222222'];

const run = async (args: readonly string[]) => runCommand(args, { MUSTER_API: 'http://127.0.0.1:1' }, async () => {});

describe('an option that is given twice', () => {
  it.each(OPTIONS.filter(([, option]) => option.required && !isList(option)))(
    '%s: is refused, because it takes one value',
    async (_name, option, words) => {
      const [first, second] = valuesOf(option);
      for (const args of [
        [option.long!, first, option.long!, second],
        [`${option.long}=${first}`, `${option.long}=${first}`],
      ]) {
        const { code, out, err } = await run([...words, ...args]);

        expect(err).toMatch(new RegExp(`^muster: option '${option.long}' is given twice and takes one value; give it once\\.`));
        expect({ code, out }).toEqual({ code: 2, out: '' });
      }
    },
  );

  it.each(OPTIONS.filter(([, option]) => isList(option)))(
    '%s: is a list, by commas and by repetition',
    (_name, { parseArg, long, argChoices = long === '--subscription' ? SUBSCRIPTIONS : ['x', 'y'] }) => {
      const names = argChoices.slice(0, 2);
      const byComma: unknown = parseArg!(names.join(','), undefined);
      const repeated: unknown = parseArg!(names[1]!, parseArg!(names[0]!, undefined));

      expect(byComma).toEqual(names);
      expect(repeated).toEqual(names);
      expect(() => parseArg!('a,,b', undefined)).toThrow(/separated by commas/);
    },
  );

  it('covers every option of every command: each takes no value, one, or a list', () => {
    expect(OPTIONS.length).toBeGreaterThan(100);
    expect(OPTIONS.filter(([, { optional }]) => optional)).toEqual([]);
  });

  it('may be a switch', async () => {
    expect((await run(['findings', 'list', '--json', '--json'])).code).toBe(4);
  });

  it('contradicts itself as --scan and --no-scan', async () => {
    const { code, err } = await run(['run', '--scan', '--no-scan']);

    expect(err).toMatch(/'--scan' and '--no-scan' contradict each other/);
    expect(code).toBe(2);
  });
});

describe('a value of a list', () => {
  it('may have a comma in it after a backslash', () => {
    const { parseArg } = OPTIONS.find(([name]) => name === 'findings list --tag')![1];

    expect(parseArg!('note=a\\,b,env', undefined)).toEqual(['note=a,b', 'env']);
  });
});
