/**
 * Builds the dashboard into `web/dist`, unless it is built from the same sources already: before a package is made, before a deployment, and by
 * `npm start` in the background (`--background`: everything else goes first).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { isWebBuilt, WEB, WEB_DIST } from '../lib/web-files.ts';
import { hasPackages } from './launch.mjs';
import { codeOf } from './local/user-error.ts';

const NODE_MODULES = join(WEB, 'node_modules');

function npm(...args: readonly string[]): void {
  const { status, error } = spawnSync('npm', args, {
    cwd: WEB,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
    // Whatever the shell has set: with another value React's development build would be shipped, which is larger and slower.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${WEB}${error ? `: ${error.message}` : ''}.`);
}

/** The packages that npm's lockfile names, by path; none if there is no such file. */
function packagesIn(lockfile: string): Readonly<Record<string, object>> {
  if (!existsSync(lockfile)) return {};
  // npm defines this form.
  return (JSON.parse(readFileSync(lockfile, 'utf8')) as { readonly packages: Readonly<Record<string, object>> }).packages;
}

/** Removes the folders of builds that were killed: their names end with the id of a process that no longer runs. */
function removeLeftovers(): void {
  for (const name of existsSync(NODE_MODULES) ? readdirSync(NODE_MODULES) : []) {
    const id = /^\.dist-(?:new|old)-(\d+)$/.exec(name)?.[1];
    if (id !== undefined && !isRunning(Number(id))) rmSync(join(NODE_MODULES, name), { recursive: true, force: true });
  }
}

function isRunning(id: number): boolean {
  try {
    // Signal 0 is not sent: the call only tells whether the process exists.
    return process.kill(id, 0);
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

function build(): void {
  removeLeftovers();
  const wanted = packagesIn(join(WEB, 'package-lock.json'));
  if (!hasPackages(wanted, packagesIn(join(NODE_MODULES, '.package-lock.json')), false))
    npm('ci', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error');
  // Built beside and then put into place, so that whoever is served from the folder never gets half of it.
  const fresh = join(NODE_MODULES, `.dist-new-${process.pid}`);
  const old = join(NODE_MODULES, `.dist-old-${process.pid}`);
  try {
    npm('run', 'build', '--', '--outDir', fresh, '--logLevel', 'warn');
    if (existsSync(WEB_DIST)) renameSync(WEB_DIST, old);
    renameSync(fresh, WEB_DIST);
  } finally {
    for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv.includes('--background')) setPriority(constants.priority.PRIORITY_LOW);
if (!isWebBuilt()) {
  try {
    build();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
