/** The command `muster`. */
import { userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Surroundings } from './commands/context.ts';
import { run } from './commands/program.ts';

/** Undefined for a user that the machine has no name for, such as a bare number in a container. */
function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** A terminal and a launcher may both pass on the one Ctrl-C. */
const SAME_SIGNAL_MS = 1000;

/** A second one ends the program at once. */
function onInterrupt(stop: () => void): () => void {
  let first: number | undefined;
  const listener = (): void => {
    if (first !== undefined && performance.now() - first > SAME_SIGNAL_MS) process.exit(130);
    first ??= performance.now();
    stop();
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return () => {
    for (const signal of SIGNALS) process.off(signal, listener);
  };
}

const surroundings: Surroundings = {
  // Opened by whoever reads it.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  sleep: async (ms) => {
    await sleep(ms);
  },
  onInterrupt,
  userName: userName(),
  exitCode: 0,
};

// `muster resources list | head` is no error: the reader has had enough. What a command has done by then counts.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(surroundings.exitCode);
});

process.exitCode = await run(process.argv.slice(2), surroundings);
