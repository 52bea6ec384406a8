/** Runs the platform in the test's own process, where the test can reach its queues and functions. It is stopped after each test. */
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { afterEach } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPlatform, type Platform } from '../../../bin/local/platform.ts';
import { sqsClient } from '../../../bin/local/queues.ts';
import { synthesizeLocally } from '../../../bin/local/synthesize.ts';
import { targetEnvironment } from '../../../bin/local/target.ts';
import { demoAccounts } from '../../../shared/clouds/aws/demo/accounts.ts';
import { Api } from './api.ts';
import { eventually } from './eventually.ts';

export interface Running {
  readonly platform: Platform;
  readonly api: Api;
  readonly sqs: SQSClient;
  /** Deployed name of the inventory worker. */
  readonly worker: string;
  /** The output of the functions so far. */
  printed(functionName: string): Promise<string>;
}

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

/** Starts a platform with the demo's first accounts registered and without a job. `template` may change the stack's template. */
export async function startDemo(accounts: number, template: (outdir: string) => Promise<string> = synthesizeLocally): Promise<Running> {
  const dataDir = await mkdtemp(join(tmpdir(), 'muster-chaos-'));
  cleanups.push(() => rm(dataDir, { recursive: true, force: true }));
  const platform = await startPlatform({
    dataDir,
    template,
    port: 0,
    demo: { accounts },
    environment: (model, demo) => targetEnvironment(model, { aws: false, ...demo }, undefined, {}),
  });
  cleanups.push(() => platform.stop());
  const sqs = sqsClient(platform.endpoints.MUSTER_SQS_ENDPOINT);
  cleanups.push(() => Promise.resolve(sqs.destroy()));
  const api = new Api(platform.url);
  await api.register(demoAccounts(accounts));
  return {
    platform,
    api,
    sqs,
    worker: functionNamed(platform, 'InventoryWorker'),
    printed: (name) => readFile(join(platform.logs, `${name}.log`), 'utf8'),
  };
}

export function functionNamed({ stack }: Platform, name: string): string {
  if (stack.functions.some((model) => model.name === name)) return name;
  throw new Error(`The stack has no function ${name}: ${stack.functions.map((model) => model.name).join(', ')}.`);
}

export function queueNamed({ stack }: Platform, name: string): string {
  const queue = stack.queues.find((model) => model.name === name);
  if (!queue) throw new Error(`The stack has no queue ${name}: ${stack.queues.map((model) => model.name).join(', ')}.`);
  return queue.url;
}

const DEPTHS = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'] as const;

/** Resolves when no queue of the stack holds a message, visible or not. */
export async function queuesEmpty({ platform, sqs }: Running): Promise<void> {
  let depths: Readonly<Record<string, number>> = {};
  await eventually(
    'every queue to be empty',
    async () => {
      const entries = await Promise.all(
        platform.stack.queues.map(async ({ name, url }) => {
          const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...DEPTHS] }));
          return [name, DEPTHS.reduce((sum, depth) => sum + Number(Attributes[depth]), 0)] as const;
        }),
      );
      depths = Object.fromEntries(entries);
      return entries.every(([, depth]) => depth === 0) || undefined;
    },
    () => depths,
  );
}
