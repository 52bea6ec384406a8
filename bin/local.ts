/** `npm start`: runs the whole platform on this machine. */
import { parseOptions } from './local/options.ts';
import { runSession } from './local/session.ts';
import { UserError } from './local/user-error.ts';

/** A terminal and the launcher may both send a signal for one Ctrl-C; signals this close together count as one. */
const SAME_SIGNAL_MS = 1000;

/** Resolves at the first signal; a second one ends the process at once. */
function interruption(): Promise<void> {
  let first: number | undefined;
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (first !== undefined && performance.now() - first > SAME_SIGNAL_MS) process.exit(130);
        first ??= performance.now();
        resolve();
      });
  });
}

try {
  process.exitCode = await runSession(parseOptions(process.argv.slice(2)), interruption());
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}
