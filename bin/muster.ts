/** The command `muster`. */
import { userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from './commands/program.ts';

// `muster resources list | head` is no error: the reader has had enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

/** Undefined for a user that the machine has no name for, such as a bare number in a container. */
function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  sleep: async (ms) => {
    await sleep(ms);
  },
  userName: userName(),
  exitCode: 0,
});
