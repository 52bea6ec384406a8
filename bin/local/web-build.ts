/** Builds the dashboard while the platform runs, in a process of its own that everything else goes before. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isWebBuilt, WEB_DIST } from '../../lib/web-files.ts';
import type { Dashboard } from './dashboard.ts';

export interface WebBuild {
  readonly done: Promise<'built' | 'failed' | 'stopped'>;
  /** Ends the build with all its processes. */
  stop(): void;
}

/** Serves the files if they are built from the sources as they are now. Resolves with whether they are. */
export async function showBuilt(dashboard: Dashboard): Promise<boolean> {
  const built = isWebBuilt();
  if (built) await dashboard.show(WEB_DIST);
  return built;
}

/**
 * Builds the files, and serves them once they are there.
 * @param log path of the file that gets the output
 * @param note is called with a line for the user
 */
export function buildAndShow(dashboard: Dashboard, log: string, note: (line: string) => void): WebBuild {
  const build = startWebBuild(log);
  const show = async (): Promise<void> => {
    const outcome = await build.done;
    if (outcome === 'built') await dashboard.show(WEB_DIST);
    if (outcome === 'failed') throw new Error('The build ended with an error.');
  };
  show().catch(() => {
    dashboard.fail(log);
    note(`The dashboard could not be built; ${log} says why.`);
  });
  return build;
}

const SCRIPT = fileURLToPath(new URL('../build-web.ts', import.meta.url));

function startWebBuild(log: string): WebBuild {
  const output = openSync(log, 'w');
  // On POSIX systems it leads a group of processes, so that it can be ended together with npm and what npm starts.
  const isGroup = process.platform !== 'win32';
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SCRIPT, '--background'], {
    stdio: ['ignore', output, output],
    detached: isGroup,
  });
  closeSync(output);
  let stopped = false;
  const ended = once(child, 'exit').then(
    ([code]) => code === 0,
    () => false,
  );
  return {
    done: ended.then((succeeded) => (succeeded ? 'built' : stopped ? 'stopped' : 'failed')),
    stop: () => {
      stopped = true;
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      try {
        if (isGroup) process.kill(-child.pid);
        else child.kill();
      } catch {
        // It has just ended by itself.
      }
    },
  };
}
