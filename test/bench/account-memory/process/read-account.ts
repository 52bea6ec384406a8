/**
 * The process whose memory `account-memory.ts` measures: it reads one account as the inventory worker does, through the AWS SDK's clients, and
 * stores it by DynamoDB's client. It prints a `Read` as JSON.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { AwsSession } from '../../../../shared/clouds/aws/session.ts';
import { AWS_TYPES } from '../../../../shared/clouds/aws/types.generated.ts';
import { asking } from '../../../../shared/clouds/asked-details.ts';
import { type JobId, parseAccountId } from '../../../../shared/ids.ts';
import { Fetcher } from '../../../../shared/inventory/fetcher.ts';
import { Repository } from '../../../../shared/inventory/repository.ts';
import { ResourceManager } from '../../../../shared/inventory/resource-manager.ts';
import { SLICE_CONCURRENCY, WRITE_CONCURRENCY } from '../../../../shared/inventory/run-limits.ts';
import { SlicePlan } from '../../../../shared/inventory/slice-plan.ts';
import { untimed } from '../../../../shared/observability/stages.ts';
import { systemClock } from '../../../../shared/real-seams.ts';
import { isoTime } from '../../../../shared/seams.ts';
import { DynamoStore } from '../../../../shared/storage/dynamo-store.ts';
import { silentResourceEvents } from '../../../support/silent-events.ts';
import { wireClient } from '../wire-client.ts';

export interface Read {
  readonly slices: number;
  readonly resources: number;
  readonly calls: number;
  /** Each kind of slice that was not read whole. */
  readonly unread: readonly string[];
  /** Bytes of the process before it read anything. */
  readonly loaded: number;
  /** The most bytes that the process has had. */
  readonly peak: number;
}

const [answers, database, native] = process.argv.slice(2) as [string, string, string];
const KILOBYTE = 1024;
const { catalog, exchange } = wireClient(new URL(answers));
const credentials = { accessKeyId: 'none', secretAccessKey: 'none' };
const client = new DynamoDBClient({ endpoint: database, region: 'us-east-1', credentials });
const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
const store = new DynamoStore({ client: documents, onceClient: documents, clock: systemClock, tableName: (table) => table });
const account_id = parseAccountId(`aws:${native}`);
const counter = { calls: 0 };
/** Waits for the published limits pass at once, so that the limiters are there and take no time. */
let skipped = 0;
const session = new AwsSession({
  account: native,
  homeRegion: 'us-east-1',
  credentials: async () => credentials,
  exchange,
  offline: false,
  counter,
  clock: { now: () => Date.now() + skipped, sleep: async (ms) => void (skipped += ms) },
  idleMs: Infinity,
  catalog,
});
const observed_at = isoTime(Date.now());
const repository = new Repository(
  store,
  {
    account_id,
    job_id: 'bench' as JobId,
    observed_at,
    was_removed: false,
    isNewest: async () => true,
  },
  silentResourceEvents(store),
);
const loaded = process.memoryUsage.rss();
const plan = await SlicePlan.make({ service: '*', scope: { accounts: '*', regions: '*' } }, { account_id }, session, {
  types: asking(AWS_TYPES, 'all'),
  regions: '*',
});
const { reports } = await new ResourceManager({
  fetcher: new Fetcher(session, untimed),
  repository,
  checkpoints: { read: async () => undefined, write: async () => undefined },
  stage: untimed,
}).run(plan.left, observed_at, {
  sliceConcurrency: SLICE_CONCURRENCY,
  writeConcurrency: WRITE_CONCURRENCY,
  hasWholeTime: true,
  resting: [],
  stop: async () => undefined,
  onFault: ({ type, segment }, error) => {
    throw new Error(`${type.type} in ${segment} was not read.`, { cause: error });
  },
});
session.close();
client.destroy();
const unread = reports.filter(({ outcome, error }) => outcome !== 'complete' && error?.error_code !== 'NotOffered');
const read: Read = {
  slices: reports.length,
  resources: reports.reduce((sum, { counts }) => sum + counts.resources, 0),
  calls: counter.calls,
  unread: [...new Set(unread.map(({ type, outcome, error }) => `${type} ${outcome} ${error?.error_code}: ${error?.message}`))],
  loaded,
  peak: process.resourceUsage().maxRSS * KILOBYTE,
};
process.stdout.write(JSON.stringify(read));
