/** The context of a command: API client, output and author, made from the global options. */
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { ApiClient, DEFAULT_API } from './api-client.ts';
import { outputOf, type Output, type Streams } from './output.ts';

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

/** @throws CommandError if the API's URL cannot be used */
export function contextOf(command: Command, surroundings: Surroundings): CommandContext {
  const { api } = command.optsWithGlobals<{ api?: string }>();
  const { env, sleep } = surroundings;
  const client = new ApiClient({ url: api ?? (env['MUSTER_API'] || DEFAULT_API), env, sleep });
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

/** `a,b` → `['a', 'b']`. */
export function commaSeparated(text: string): readonly string[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.includes('')) throw new InvalidArgumentError('Write names separated by commas.');
  return parts;
}

export const LIMIT = ['--limit <n>', 'at most this many (default: all)', wholeNumber] as const;
