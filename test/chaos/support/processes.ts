/** Runs `npm start` as a process group, which a test may kill as a whole. No process outlives its test. */
import { afterEach } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Api } from './api.ts';
import { eventually } from './eventually.ts';

const LAUNCH = resolve('bin/launch.mjs');

export interface Started {
  readonly api: Api;
  readonly child: ChildProcess;
  /** The output on both streams so far. */
  readonly output: () => string;
  /** Resolves with the exit code, or the signal that ended the process. */
  readonly exited: Promise<number | NodeJS.Signals>;
  /** Sends SIGKILL to every process of the group, so that none can clean up. */
  readonly kill: () => Promise<void>;
  /** Stops the platform like Ctrl-C. @returns the exit code */
  readonly interrupt: () => Promise<number | NodeJS.Signals>;
}

const started = new Set<Started>();
const folders: string[] = [];
afterEach(async () => {
  await Promise.all([...started].map((process) => process.kill()));
  started.clear();
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-chaos-'));
  folders.push(folder);
  return folder;
}

export interface StartOptions {
  readonly data: string;
  /** Options of `npm start --` besides `--data` and `--port`. */
  readonly options?: readonly string[];
  /** A command that runs the command that follows it, such as `nice`. */
  readonly under?: readonly string[];
}

/** Starts `npm start` and does not wait for it. */
export async function spawnPlatform({ data, options = [], under = [] }: StartOptions): Promise<Started> {
  const port = await freePort();
  const [command = '', ...args] = [...under, process.execPath, LAUNCH, 'bin/local.ts', '--data', data, '--port', String(port), ...options];
  const child = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exited = new Promise<number | NodeJS.Signals>((settle, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => settle(code ?? signal ?? 'SIGKILL'));
  });
  const signal = (name: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, name);
    } catch (error) {
      // The whole group has ended already.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  const running: Started = {
    api: new Api(`http://127.0.0.1:${port}`),
    child,
    output: () => output,
    exited,
    kill: async () => {
      signal('SIGKILL');
      await exited.catch(() => undefined);
    },
    interrupt: async () => {
      signal('SIGINT');
      return await exited;
    },
  };
  started.add(running);
  return running;
}

/** Starts `npm start` and waits until its API answers. @throws Error with its output if it ends instead */
export async function startProcess(options: StartOptions): Promise<Started> {
  const running = await spawnPlatform(options);
  const ended = running.exited.then((code) => {
    throw new Error(`npm start ended with ${code} instead of serving:\n${running.output()}`);
  });
  ended.catch(() => undefined);
  const serving = eventually(
    `${running.api.url} to answer`,
    async () => (await running.api.request('GET', '/jobs?limit=1').catch(() => undefined))?.ok || undefined,
    running.output,
  );
  await Promise.race([serving, ended]);
  return running;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((settle) => {
    server.listen(0, '127.0.0.1', settle);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((settle) => {
    server.close(settle);
  });
  return port;
}
