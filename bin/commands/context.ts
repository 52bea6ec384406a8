/** The context of a command: API client, output and author, made from the global options. */
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { suggestion } from '../../shared/validation/nearest.ts';
import { splitList } from '../../shared/validation/lists.ts';
import { ApiClient, DEFAULT_API } from './api-client.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { outputOf, type Output, type Streams } from './output.ts';
import { inOptions } from './option-names.ts';

/** The process around the program: its streams, environment, time and signals. Tests pass their own. */
export interface Surroundings extends Streams {
  /** Standard input: a pipe or a terminal; undefined if there is none. */
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly env: NodeJS.ProcessEnv;
  readonly sleep: (ms: number) => Promise<void>;
  /** Calls `stop` at SIGINT, SIGTERM and SIGHUP, until the returned function is called. If absent, a signal ends the program at once. */
  readonly onInterrupt?: (stop: () => void) => () => void;
  /** The program ends with this code when the command is done. */
  exitCode: number;
}

export interface CommandContext {
  readonly surroundings: Surroundings;
  readonly api: ApiClient;
  readonly output: Output;
}

/** The API's base URL, which ends with a slash. @throws CommandError if it is not valid */
export function apiOf(command: Command, { env }: Surroundings): URL {
  const { api } = command.optsWithGlobals<{ api?: string }>();
  const given = api ?? (env['MUSTER_API'] || DEFAULT_API);
  const url = URL.parse(given.endsWith('/') ? given : `${given}/`);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new CommandError(`${JSON.stringify(given)} is not the URL of an API; write it like ${DEFAULT_API}.`, EXIT.refused);
  return url;
}

/** @throws CommandError if the API's URL cannot be used */
export function contextOf(command: Command, surroundings: Surroundings): CommandContext {
  const { env, sleep } = surroundings;
  const client = new ApiClient({
    url: apiOf(command, surroundings),
    env,
    sleep,
    reworded: (detail) => inOptions(detail, command),
  });
  return {
    surroundings,
    api: client,
    output: outputOf(command, surroundings),
  };
}

/** Parses the value of `--limit`. */
export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Write a whole number above 0.');
  return Number(text);
}

/** Parses an option that is a list: it may be repeated, and each text may hold several values. `a,b` → `['a', 'b']`; `\\,` is a comma in a value. */
export function listed(text: string, before: readonly string[] = []): readonly string[] {
  const parts = splitList(text);
  if (parts.includes('')) throw new InvalidArgumentError('Write names separated by commas.');
  return [...new Set([...before, ...parts])];
}

/** The name, if it is one of these. @throws InvalidArgumentError */
function known(name: string, names: readonly string[]): string {
  if (names.includes(name)) return name;
  throw new InvalidArgumentError(`${JSON.stringify(name)} is not known; allowed are ${names.join(', ')}.${suggestion(name, names)}`);
}

/** An option that takes one of these names. The help and the completion of shells show them. */
export function choiceOption(flags: string, description: string, names: readonly string[]): Option {
  const option = new Option(flags, description).argParser((text) => known(text, names));
  option.argChoices = [...names];
  return option;
}

/** The parsers of options that are lists: each adds a text's values to those of earlier texts. */
export const LIST_PARSERS = new WeakSet<object>([listed]);

/** A parser of options that are lists: `each` checks a value, or throws InvalidArgumentError. */
export function listParser(each: (value: string) => string): typeof listed {
  const parse: typeof listed = (text, before) => listed(text, before).map(each);
  LIST_PARSERS.add(parse);
  return parse;
}

/** An option that is a list of some of these names. The help and the completion of shells show them. */
export function listOption(flags: string, description: string, names: readonly string[]): Option {
  const option = new Option(flags, description).argParser(listParser((name) => known(name, names)));
  option.argChoices = [...names];
  return option;
}

export const LIMIT = ['--limit <n>', 'at most this many (default: all)', wholeNumber] as const;

/** The same folder for every command: each export, night and diff is a new folder in it, and queries read the newest export of it. */
export const OUTDIR = [
  '--outdir <folder>',
  'folder that holds exports and diffs, each in a folder of its own (default: the outdir setting of "muster run", or out)',
] as const;

/** The folder that `--outdir` names; if it is absent, that of the environment or the configuration file of `muster run`. @throws CommandError */
export async function outdirOf(outdir: string | undefined, env: NodeJS.ProcessEnv): Promise<string> {
  return outdir ?? (await import('./run/resolve-settings.ts')).resolveOutdir(env);
}
