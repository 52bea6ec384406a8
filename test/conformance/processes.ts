/** Starts the processes that the suite needs: moto, and a platform that reads it unless `MUSTER_API` names a running one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';
import { fillGaps } from './gap-filler.ts';

const STARTUP_MS = 90_000;

export interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startMoto(): Promise<Running> {
  const command = process.env['MOTO_SERVER'];
  if (!command) throw new Error('MOTO_SERVER does not name the moto server; run the suite by "npm run conformance".');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(command, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  await answers(`${url}/moto-api/`, child);
  return { url, stop: () => stop(child) };
}

export async function startPlatform(awsUrl: string): Promise<Running> {
  const running = process.env['MUSTER_API'];
  if (running) return { url: running, stop: () => Promise.resolve() };
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'muster-conformance-'));
  const gaps = await fillGaps(awsUrl);
  const child = spawn(process.execPath, ['bin/local.ts', '--aws', '--no-job', '--port', String(port), '--data', join(folder, 'data')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: gaps.url,
      AWS_ENDPOINT_URL_KINESIS: gaps.kinesisUrl,
      AWS_ACCESS_KEY_ID: 'conformance',
      AWS_SECRET_ACCESS_KEY: 'conformance',
      AWS_REGION: 'us-east-1',
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/accounts`, child);
  return {
    url,
    stop: async () => {
      await stop(child);
      gaps.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + STARTUP_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the process that should serve ${url} ended with ${child.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`nothing answers at ${url}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  child.kill('SIGTERM');
  await ended;
}
