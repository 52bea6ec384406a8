/**
 * Measures the memory that the inventory worker needs for one account of 20,000 resources over all types of AWS in 17 regions: the most that a process
 * of its own has, which runs the worker's bundled code under the options of its function. What answers its calls (the samples, in AWS's protocols) and stores its rows (the
 * embedded DynamoDB) is in this process and does not count; all clients, readers and answers of the AWS SDK do. Calls come without TLS.
 * `node bin/launch.mjs test/bench/account-memory.ts [--accounts 132]`: how many accounts of the demo estate the account is made of
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { dynamoDbClient, startDynamoDb } from '../../bin/local/dynamodb.ts';
import { bundleFunctions } from '../../lib/bundle.ts';
import { nodeOptions, WORKER_MEMORY } from '../../lib/functions.ts';
import { TABLES } from '../../shared/storage/schema.ts';
import { createTable } from '../support/dynamo.ts';
import type { Read } from './account-memory/process/read-account.ts';
import { serveWireAnswers } from './account-memory/wire-answers.ts';

const WANTED_MB = 400;
const WANTED_RESOURCES = 20_000;
const MB = 2 ** 20;
const { values } = parseArgs({ options: { accounts: { type: 'string', default: '132' } } });
const folder = await mkdtemp(join(tmpdir(), 'muster-account-memory-'));
const database = await startDynamoDb(join(folder, 'data'));
try {
  await using answers = await serveWireAnswers(Number(values.accounts));
  const client = dynamoDbClient(database.url);
  for (const [name, schema] of Object.entries(TABLES)) await client.send(createTable(name, schema));
  client.destroy();
  const source = fileURLToPath(new URL('account-memory/process', import.meta.url));
  const [name] = await bundleFunctions(join(folder, 'bundle'), { source, purpose: 'local' });
  const script = join(folder, 'bundle', name!, 'index.mjs');
  const child = spawn(process.execPath, [script, answers.url, database.url, answers.account], {
    env: { NODE_OPTIONS: nodeOptions(WORKER_MEMORY) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`The process that reads the account ended with ${code}.`);
  const { slices, resources, calls, unread, loaded, peak } = JSON.parse(output) as Read;
  if (unread.length > 0) throw new Error(`Not everything was read whole: ${unread.join('; ')}`);
  const good = peak <= WANTED_MB * MB && resources >= WANTED_RESOURCES;
  process.stdout.write(
    `memory of the inventory worker: at most ${Math.round(peak / MB)} MB for an account of ${resources} resources in ${slices} slices (${calls} calls), ` +
      `${Math.round(loaded / MB)} MB before it reads; wanted: at most ${WANTED_MB} MB for at least ${WANTED_RESOURCES}: ${good ? 'kept' : 'missed'}\n`,
  );
  process.exitCode = good ? 0 : 1;
} finally {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
