/**
 * Times the inventory of an account that has nothing, in the 17 regions that every account has: all lists of all types, at half the published
 * limits, with the worker's own session, limiters and slices. No call reaches AWS; each takes as long as it would take from a worker in
 * us-east-1, opening a connection included. `node test/bench/empty-account.ts [--slices 16]`: how many slices are read at the same time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { CloudCall } from '../../shared/clouds/aws/answerer.ts';
import { AwsSession } from '../../shared/clouds/aws/session.ts';
import { AWS_SERVICES, AWS_TYPES } from '../../shared/clouds/aws/types.generated.ts';
import { type ServiceLimits, withHeadroom } from '../../shared/clouds/rate-limiter.ts';
import { type JobId, parseAccountId } from '../../shared/ids.ts';
import { Fetcher } from '../../shared/inventory/fetcher.ts';
import { Repository } from '../../shared/inventory/repository.ts';
import { ResourceManager } from '../../shared/inventory/resource-manager.ts';
import { SLICE_CONCURRENCY, WRITE_CONCURRENCY } from '../../shared/inventory/run-limits.ts';
import { SlicePlan } from '../../shared/inventory/slice-plan.ts';
import { untimed } from '../../shared/observability/stages.ts';
import { systemClock } from '../../shared/real-seams.ts';
import { isoTime } from '../../shared/seams.ts';
import { alwaysThere, ROUND_TRIPS } from './every-account.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { NO_CHECKPOINTS } from '../support/memory-checkpoints.ts';
import { silentResourceEvents } from '../support/silent-events.ts';

const WANTED_SECONDS = 120;
const WANTED_RATIO = 1.15;
const HOME = 'us-east-1';
const NATIVE_ID = '000000000001';
const DAY_MS = 86_400_000;
/** What a service takes to answer, in milliseconds. */
const ANSWER_MS = 50;
/** Round trips of a call, and of the first one on a connection: TCP, TLS 1.3, the request. */
const TRIPS = { known: 1, first: 3 } as const;

/** The answers that are not empty. */
const ANSWERS: Readonly<Record<string, object>> = {
  DescribeRegions: { Regions: Object.keys(ROUND_TRIPS).map((RegionName) => ({ RegionName })) },
  ...alwaysThere(NATIVE_ID),
};

const { values } = parseArgs({ options: { slices: { type: 'string', default: String(SLICE_CONCURRENCY) } } });
const slicesAtOnce = Number(values.slices);

/** The published limits of a service, or of an API that several services call. */
function limitsOf(service: string): ServiceLimits {
  const services = Object.values(AWS_SERVICES);
  const limits = AWS_SERVICES[service] ?? services.flatMap(({ apis = [] }) => apis).find(({ id }) => id === service);
  if (!limits) throw new TypeError(`The service ${service} has no limits.`);
  return limits;
}

/** Answers each call after the time that it takes, and keeps the connections to each host as an HTTP agent does. */
class Network {
  /** The connections to each host that no call uses. */
  readonly #free = new Map<string, number>();
  /** The calls of each token bucket, and the bucket's published limit. */
  readonly #buckets = new Map<string, { calls: number; readonly limit: ServiceLimits['limit'] }>();
  /** The sum over all calls, in milliseconds. */
  latency = 0;
  connections = 0;

  async call({ service, region, operation }: CloudCall): Promise<object> {
    const host = `${service}.${region}`;
    const free = this.#free.get(host) ?? 0;
    if (free === 0) this.connections += 1;
    else this.#free.set(host, free - 1);
    const ms = ANSWER_MS + (ROUND_TRIPS[region] ?? 0) * (free === 0 ? TRIPS.first : TRIPS.known);
    this.latency += ms;
    this.#count(service, region, operation);
    await sleep(ms);
    this.#free.set(host, (this.#free.get(host) ?? 0) + 1);
    return ANSWERS[operation] ?? {};
  }

  /** The seconds that the slowest bucket needs for its calls at half the published limit. */
  slowestBucket(): number {
    return Math.max(
      ...[...this.#buckets.values()].map(({ calls, limit }) => {
        const { perSecond, burst } = withHeadroom(limit);
        return Math.max(0, calls - burst) / perSecond;
      }),
    );
  }

  #count(service: string, region: string, operation: string): void {
    const { limit, limits, perOperation, api } = limitsOf(service);
    const own = limits?.[operation];
    const key = `${api ?? service} ${region} ${own !== undefined || perOperation ? operation : ''}`;
    const bucket = this.#buckets.get(key) ?? { calls: 0, limit: own ?? limit };
    this.#buckets.set(key, bucket);
    bucket.calls += 1;
  }
}

const network = new Network();
const counter = { calls: 0 };
const account_id = parseAccountId(`aws:${NATIVE_ID}`);
const session = new AwsSession({
  account: NATIVE_ID,
  homeRegion: HOME,
  credentials: async () => ({ accessKeyId: 'none', secretAccessKey: 'none' }),
  exchange: async (call) => await network.call(call),
  offline: false,
  counter,
  clock: systemClock,
  idleMs: DAY_MS,
});
const observed_at = isoTime(Date.now());
const store = new MemoryStore();
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
const started = performance.now();
const plan = await SlicePlan.make({ service: '*', scope: { accounts: '*', regions: '*' } }, { account_id }, session, {
  types: AWS_TYPES,
  regions: '*',
});
const run = await new ResourceManager({
  fetcher: new Fetcher(session, untimed),
  repository,
  checkpoints: NO_CHECKPOINTS,
  stage: untimed,
}).run(plan.left, observed_at, {
  sliceConcurrency: slicesAtOnce,
  writeConcurrency: WRITE_CONCURRENCY,
  hasWholeTime: true,
  resting: [],
  stop: async () => undefined,
  onFault: ({ type, segment }, error) => {
    throw new Error(`${type.type} in ${segment} was not read.`, { cause: error });
  },
});
const seconds = (performance.now() - started) / 1000;
session.close();

// What AWS does not offer in a region takes no call. Anything else that was not read whole would make the figure too good.
const unread = run.reports.filter(({ outcome, error }) => outcome !== 'complete' && error?.error_code !== 'NotOffered');
if (unread.length > 0) throw new Error(`${unread.length} slices were not read whole: ${JSON.stringify(unread[0])}`);
const atLatency = network.latency / 1000 / slicesAtOnce;
const ideal = Math.max(atLatency, network.slowestBucket());
const ratio = seconds / ideal;
const good = seconds <= WANTED_SECONDS && ratio <= WANTED_RATIO;
process.stdout.write(
  `empty account in ${Object.keys(ROUND_TRIPS).length} regions: ${plan.left.length} slices, ${counter.calls} calls over ${network.connections} connections, ` +
    `${seconds.toFixed(1)} s with ${slicesAtOnce} slices at a time; ideal: ${ideal.toFixed(1)} s (${ratio.toFixed(2)} ×), of which half the published limits ` +
    `alone would take ${network.slowestBucket().toFixed(1)} s; wanted: at most ${WANTED_SECONDS} s and ${WANTED_RATIO} ×: ${good ? 'kept' : 'missed'}\n`,
);
process.exitCode = good ? 0 : 1;
