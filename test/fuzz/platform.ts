/** The local platform in a process of its own, as a user starts it, with a small demo estate that has been inventoried once. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface FuzzedPlatform {
  readonly url: string;
  /** The platform's output and its logs, by file. */
  logs(): Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const START_MS = 180_000;
const STOP_MS = 20_000;
const SERVING = /The API serves on (\S+) until/;

export interface PlatformOptions {
  readonly data: string;
  /** Environment variables in addition to this process's. */
  readonly environment: Readonly<Record<string, string>>;
  readonly interrupted: AbortSignal;
}

/** Runs `work` while the platform serves. Leaves no process behind, even if `work` fails. */
export async function withPlatform<T>(
  { data, environment, interrupted }: PlatformOptions,
  work: (platform: FuzzedPlatform) => Promise<T>,
): Promise<T> {
  const printed: string[] = [];
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'bin/local.ts', '--accounts', '3', '--port', '0', '--data', data],
    { cwd: root, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => printed.push(text));
  try {
    const url = await served(child, printed, interrupted);
    return await work({ url, logs: () => ({ ...logsIn(join(data, 'logs')), 'stdout and stderr': printed.join('') }) });
  } finally {
    await stop(child);
  }
}

async function served(child: ChildProcess, printed: readonly string[], interrupted: AbortSignal): Promise<string> {
  for (const end = performance.now() + START_MS; performance.now() < end; await sleep(100)) {
    const url = SERVING.exec(printed.join(''))?.[1];
    if (url !== undefined) return url;
    interrupted.throwIfAborted();
    if (hasEnded(child)) break;
  }
  throw new Error(`The platform did not start:\n${printed.join('')}`);
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

async function stop(child: ChildProcess): Promise<void> {
  signal(child, 'SIGTERM');
  for (const end = performance.now() + STOP_MS; performance.now() < end && !hasEnded(child);) await sleep(50);
  signal(child, 'SIGKILL');
}

/** Sends the signal to the whole process group. */
function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, name);
  } catch {
    // The whole group has ended already.
  }
}

const logsIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
