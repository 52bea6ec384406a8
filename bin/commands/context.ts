/** What every command works with, made from the global options. */
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { ApiClient, DEFAULT_API } from './api-client.ts';
import { Output, type Streams } from './output.ts';

/** The world around the program; tests pass their own. */
export interface Surroundings extends Streams {
  /** What comes through a pipe or from a terminal; nothing where it is absent. */
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly env: NodeJS.ProcessEnv;
  readonly sleep: (ms: number) => Promise<void>;
  /** Has `stop` called at Ctrl-C and its like, until what it answers is called; without it they end the program at once. */
  readonly onInterrupt?: (stop: () => void) => () => void;
  /** Of who runs the program, as the machine knows them. */
  readonly userName: string | undefined;
  /** Ends the program with this code once it is done. */
  exitCode: number;
}

export interface CommandContext {
  readonly surroundings: Surroundings;
  readonly api: ApiClient;
  readonly output: Output;
  /** Of what people decide; undefined where the request's signature says who they are. */
  readonly defaultAuthor: string | undefined;
}

/** @throws CommandError if the API's URL cannot be used */
export function contextOf(command: Command, surroundings: Surroundings): CommandContext {
  const { api, json } = command.optsWithGlobals<{ api?: string; json?: boolean }>();
  const { env, sleep, userName } = surroundings;
  const client = new ApiClient({ url: api ?? (env['MUSTER_API'] || DEFAULT_API), env, sleep });
  return {
    surroundings,
    api: client,
    output: new Output(surroundings, json ?? false),
    defaultAuthor: client.isSigned ? undefined : userName,
  };
}

/** Value of `--limit`. */
export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Write a whole number above 0.');
  return Number(text);
}

/** `a,b` → `['a', 'b']`. */
export function commaSeparated(text: string): readonly string[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.includes('')) throw new InvalidArgumentError('Write names separated by commas.');
  return parts;
}

export const LIMIT = ['--limit <n>', 'at most this many (default: all)', wholeNumber] as const;
