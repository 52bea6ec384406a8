/**
 * Runs the tests of the dashboard in a browser: builds it, starts the platform on the demo estate for two nights, the second with
 * what the first has changed, exports the night, and runs the suites against it. Without a browser (Debian's `chromium`, or the program
 * that CHROMIUM names) it says so and skips them.
 *
 *     npm run test:web                       # everything
 *     npm run test:web -- jobs               # the suites whose path has "jobs"
 *     MUSTER_WEB_URL=http://127.0.0.1:4000 npm run test:web   # against a platform that runs already
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const ACCOUNTS = '3';
const POLL_MS = 500;
const EXPORT_MS = 120_000;

const chromium = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);
if (chromium === undefined) {
  process.stderr.write('The tests of the dashboard are skipped: there is no chromium; install it, or name a browser in CHROMIUM.\n');
  process.exit(0);
}

function run(script: string, ...arguments_: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [script, ...arguments_], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${script} ${arguments_.join(' ')} ended with ${status}.`);
}

interface Running {
  readonly url: string;
  /** The address that signs in once. */
  readonly link: string;
  stop(): Promise<void>;
}

/** Starts a platform that goes on running. Resolves once its first jobs have ended and it says where the dashboard is. */
async function start(data: string): Promise<Running> {
  const child = spawn(process.execPath, ['bin/local.ts', ...estate(data), '--day', '2'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    process.stderr.write(`${line}\n`);
    const [link, url] = /(http:\/\/127\.0\.0\.1:\d+)\/ui\/#\S+/.exec(line) ?? [];
    if (link === undefined || url === undefined) continue;
    child.stdout.resume();
    return { url, link, stop: () => stop(child) };
  }
  throw new Error('The platform ended before it said where the dashboard is.');
}

const estate = (data: string): readonly string[] => ['--data', data, '--port', '0', '--grpc-port', '0', '--accounts', ACCOUNTS, '--seed'];

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

interface Job {
  readonly operation: string;
  readonly status: string;
}

/** Waits for the export that follows the first scan: queries and searches read it. */
async function exported(url: string): Promise<void> {
  for (let waited = 0; waited < EXPORT_MS; waited += POLL_MS) {
    const { items } = (await (await fetch(`${url}/jobs?limit=20`)).json()) as { readonly items: readonly Job[] };
    const status = items.find(({ operation }) => operation === 'export')?.status;
    if (status === 'completed' || status === 'completed_with_errors') return;
    if (status === 'failed' || status === 'cancelled') throw new Error(`The export ended as ${status}.`);
    await sleep(POLL_MS);
  }
  throw new Error(`The export did not end within ${EXPORT_MS / 1000} s.`);
}

function test(url: string, link: string | undefined): number {
  const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--config', 'jest.web.config.js', '--runInBand'];
  const environment = { ...process.env, CHROMIUM: chromium, MUSTER_WEB_URL: url, ...(link !== undefined && { MUSTER_WEB_LINK: link }) };
  return spawnSync(process.execPath, [...jest, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit', env: environment }).status ?? 1;
}

const running = process.env['MUSTER_WEB_URL'];
if (running !== undefined) process.exit(test(running, process.env['MUSTER_WEB_LINK']));

run('bin/build-web.ts');
const data = mkdtempSync(join(tmpdir(), 'muster-web-'));
try {
  run('bin/local.ts', ...estate(data), '--once', '--day', '1');
  const platform = await start(data);
  try {
    await exported(platform.url);
    process.exitCode = test(platform.url, platform.link);
  } finally {
    await platform.stop();
  }
} finally {
  rmSync(data, { recursive: true, force: true });
}
