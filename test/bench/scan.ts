/**
 * Times a whole scan of one account of 10,000 resources with all policies, on the local platform's storage, and measures its memory. The
 * resources are those of the demo estate, repeated. `node test/bench/scan.ts`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoDbClient, startDynamoDb } from '../../bin/local/dynamodb.ts';
import { type JobId, parseAccountId, resourceUid, sliceId } from '../../shared/ids.ts';
import { coverageItem } from '../../shared/inventory/coverage.ts';
import { typeShard } from '../../shared/inventory/repository.ts';
import { systemClock } from '../../shared/real-seams.ts';
import { builtInPolicies } from '../../shared/policies/catalog.ts';
import type { Subject } from '../../shared/policies/evaluation.ts';
import { untimed } from '../../shared/observability/stages.ts';
import { ScanManager, type ScanResult } from '../../shared/scan/scan-manager.ts';
import { DynamoStore } from '../../shared/storage/dynamo-store.ts';
import { TABLES, type TableName } from '../../shared/storage/schema.ts';
import type { Store } from '../../shared/storage/store.ts';
import { createTable } from '../support/dynamo.ts';
import { demoResources } from '../shared/policies/fixtures.ts';
import { silentFindingEvents } from '../support/silent-events.ts';

const RESOURCES = 10_000;
const DEMO_ACCOUNTS = 25;
const WANTED_SECONDS = 5;
/** A first scan, which opens every finding, in this many times the time of a scan that changes nothing. */
const WANTED_RATIO = 3;
const WANTED_MB = 300;
const WRITE_CONCURRENCY = 32;
const START = Date.parse('2026-11-21T12:00:00Z');
const DAY_MS = 86_400_000;
const ACCOUNT = parseAccountId('aws:000000000001');
const MB = 2 ** 20;

/** Repeats the demo accounts as if all were one account. Each copy has ids of its own, which its relationships use. */
function enlarged(demo: readonly Subject[]): readonly Subject[] {
  const accounts = [...Map.groupBy(demo, ({ account_id }) => account_id).values()];
  const resources: Subject[] = [];
  for (let copy = 0; resources.length < RESOURCES; copy++) {
    const own = (id: string): string => `${id}-${copy}`;
    for (const subject of accounts[copy % accounts.length]!.slice(0, RESOURCES - resources.length)) {
      resources.push({
        ...subject,
        account_id: ACCOUNT,
        resource_id: own(subject.resource_id),
        native_id: subject.native_id && own(subject.native_id),
        relationships: subject.relationships.map((each) => ({ ...each, id: own(each.id) })),
      });
    }
  }
  return resources;
}

async function store(resources: readonly Subject[], into: Store): Promise<void> {
  const rows = resources.map((subject) => {
    const uid = resourceUid(ACCOUNT, subject.type, subject.segment, subject.resource_id);
    const slice_id = sliceId(ACCOUNT, subject.type, subject.segment);
    const last_change = { op: 'add', version: 1, observed_at: subject.first_seen_at, job_id: 'inventory' };
    return { ...subject, slice_id, resource_uid: uid, type_shard: typeShard(subject.type, uid), version: 1, last_change, is_last: 1 };
  });
  await into.putMany('resources', rows);
  const at = new Date(START).toISOString();
  for (const [segment, inSegment] of Map.groupBy(resources, (subject) => subject.segment)) {
    const slices = Object.fromEntries(
      [...new Set(inSegment.map(({ type }) => type))].map((type) => [type, { outcome: 'complete', at, populated: true } as const]),
    );
    await into.put('coverage', coverageItem({ account_id: ACCOUNT, segment, observed_at: at, slices }));
  }
}

/** Counts the writes to each table. */
function counting(inner: Store, writes: Map<TableName, number>): Store {
  const count = (table: TableName, times = 1): void => {
    writes.set(table, (writes.get(table) ?? 0) + times);
  };
  return {
    get: async (table, key, options) => await inner.get(table, key, options),
    getMany: async (table, keys) => await inner.getMany(table, keys),
    query: async (table, query) => await inner.query(table, query),
    scan: async (table, options) => await inner.scan(table, options),
    put: async (table, item, condition) => {
      count(table);
      await inner.put(table, item, condition);
    },
    putMany: async (table, items, options) => {
      count(table, items.length);
      await inner.putMany(table, items, options);
    },
    delete: async (table, key, condition) => {
      count(table);
      await inner.delete(table, key, condition);
    },
    update: async (...update) => {
      count(update[0]);
      return await inner.update(...update);
    },
  };
}

interface Figures {
  readonly seconds: number;
  /** The greatest heap of the scanning thread, garbage included; storage runs in another thread. */
  readonly mb: number;
  readonly writes: number;
  readonly result: ScanResult;
}

async function measured(inner: Store, day: number): Promise<Figures> {
  const writes = new Map<TableName, number>();
  const now = START + day * DAY_MS;
  let heap = 0;
  const look = (): void => {
    heap = Math.max(heap, process.memoryUsage().heapUsed);
  };
  const timer = setInterval(look, 10);
  const started = performance.now();
  const counted = counting(inner, writes);
  const result = await new ScanManager({ store: counted, events: silentFindingEvents(counted) }).run(
    { account_id: ACCOUNT, job_id: `scan-${day}` as JobId, observed_at: new Date(now).toISOString(), now },
    { policies: builtInPolicies(), existing: new Set(builtInPolicies().map(({ policy }) => policy.id)) },
    {
      writeConcurrency: WRITE_CONCURRENCY,
      stage: untimed,
      stop: () => {
        look();
        return Promise.resolve(undefined);
      },
    },
  );
  const seconds = (performance.now() - started) / 1000;
  clearInterval(timer);
  return { seconds, mb: heap / MB, writes: writes.get('findings') ?? 0, result };
}

const print = (name: string, { seconds, mb, writes, result: { counts } }: Figures): void => {
  process.stdout.write(
    `${name}: ${seconds.toFixed(2)} s, ${Math.round(mb)} MB of heap, ${writes} writes to findings; ${counts.evaluated} verdicts: ` +
      `${counts.pass} pass, ${counts.fail} fail, ${counts.unknown} unknown, ${counts.not_applicable} not applicable\n`,
  );
};

const folder = await mkdtemp(join(tmpdir(), 'muster-scan-'));
const server = await startDynamoDb(folder);
const client = dynamoDbClient(server.url);
try {
  for (const [name, schema] of Object.entries(TABLES)) await client.send(createTable(name, schema));
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const dynamo = new DynamoStore({ client: documents, onceClient: documents, clock: systemClock, tableName: (table) => table });
  await store(enlarged(await demoResources(DEMO_ACCOUNTS, 1)), dynamo);
  // A process compiles its policies once, however many scans it runs.
  builtInPolicies();
  const first = await measured(dynamo, 0);
  print(`first scan of ${RESOURCES} resources with ${builtInPolicies().length} policies`, first);
  const second = await measured(dynamo, 1);
  print('second scan, nothing changed', second);
  const ratio = first.seconds / second.seconds;
  const good = ratio <= WANTED_RATIO && second.seconds < WANTED_SECONDS && Math.max(first.mb, second.mb) < WANTED_MB && second.writes === 0;
  process.stdout.write(
    `wanted: when nothing changed a scan in under ${WANTED_SECONDS} s, ${WANTED_MB} MB and without a write to findings: ${good ? 'kept' : 'missed'} ` +
      `(first scan: ${ratio.toFixed(1)} × the second's time, at most ${WANTED_RATIO} × wanted; ${Math.round(first.writes / first.seconds)} findings written a second)\n`,
  );
  process.exitCode = good ? 0 : 1;
} finally {
  client.destroy();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
