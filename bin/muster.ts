/** Entry point of the command `muster`: passes this process's streams, environment and signals to the program. */
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Surroundings } from './commands/context.ts';
import { EXIT } from './commands/exit-codes.ts';
import { run } from './commands/program.ts';
import { asNotWritten } from '../shared/exports/errors.ts';
import { removeUnfinished } from '../shared/exports/unfinished.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** A terminal and a launcher may each deliver the same Ctrl-C: signals that follow the first one within this time are ignored. */
const SAME_SIGNAL_MS = 1000;

/** Calls `stop` at every signal; a second Ctrl-C ends the program at once. Returns a function that removes the listeners. */
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

/** A signal that no command listens to ends the process, once what it has not finished writing is removed. */
function endBy(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  removeUnfinished();
  process.off(signal, endBy);
  process.kill(process.pid, signal);
}
for (const signal of SIGNALS) process.on(signal, endBy);
process.on('exit', removeUnfinished);

const surroundings: Surroundings = {
  // A getter, because process.stdin is opened at its first access: most commands never read it.
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
  exitCode: 0,
};

// In `muster resources list | head`, head closes the pipe early. That is no error: the program ends with the exit code it has by then.
for (const [stream, name] of [
  [process.stdout, 'The output'],
  [process.stderr, 'The messages'],
] as const)
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(surroundings.exitCode);
    const problem = asNotWritten(name, error);
    if (stream === process.stdout) writeSync(2, `muster: ${problem instanceof Error ? problem.message : String(problem)}\n`);
    process.exit(EXIT.notWritten);
  });

process.exitCode = await run(process.argv.slice(2), surroundings);
