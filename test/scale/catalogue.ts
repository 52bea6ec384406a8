/**
 * Measures one account with a catalogue of the largest size that Muster is built for: no row and no request may come near a limit of
 * DynamoDB. The store in memory refuses what DynamoDB refuses, so a run that succeeds has kept every limit; the figures say how much room
 * was left.
 */
import type { CloudSession, FetchedResource } from '../../shared/clouds/cloud.ts';
import { CloudError } from '../../shared/clouds/cloud-error.ts';
import type { ResourceType } from '../../shared/clouds/resource-type.ts';
import { type JobId, parseAccountId } from '../../shared/ids.ts';
import type { Totals } from '../../shared/operations.ts';
import type { CompiledPolicy } from '../../shared/policies/compile-policy.ts';
import { policySchema } from '../../shared/policies/policy.ts';
import { untimed } from '../../shared/observability/stages.ts';
import { ScanManager } from '../../shared/scan/scan-manager.ts';
import { sumUpResults } from '../../shared/scan/sum-up-results.ts';
import { MAX_ITEM_BYTES } from '../../shared/storage/item-size.ts';
import { storedBytes } from '../../shared/storage/stored-form.ts';
import type { TableName } from '../../shared/storage/schema.ts';
import type { Condition, Item, Key, Page, Query, Update } from '../../shared/storage/store.ts';
import { fetched, NETWORK } from '../support/fake-cloud.ts';
import { expressionsOf, MAX_EXPRESSION_BYTES } from '../support/memory-limits.ts';
import { MemoryStore } from '../support/memory-store.ts';
import type { CloudAt } from './clouds.ts';
import { LATENCIES, PAGE_BYTES } from './model.ts';
import { ScalePlatform } from './scale-platform.ts';
import { noUsage, type Usage } from './usage.ts';
import { writeUnits } from './units.ts';
import { silentFindingEvents } from '../support/silent-events.ts';

const ACCOUNT = 'aws:000000000001';
const NIGHT_MS = 24 * 3_600_000;
const TYPES_A_SERVICE = 5;
const TYPES_A_GLOBAL_ONE = 10;
/** One of this many slices has resources, and one of this many is denied, each with an error of its own. */
const SLICES_A_POPULATED_ONE = 40;
const SLICES_A_DENIED_ONE = 25;
const RESOURCES_A_SLICE = 3;

export interface CatalogueSize {
  readonly types: number;
  readonly regions: number;
  readonly policies: number;
}

/** The request or row that came nearest to a limit. */
export interface Extreme {
  readonly limit: string;
  readonly allowed: number;
  readonly largest: number;
  /** The table, after the method if it was a request: `coverage`, `update accounts`. */
  readonly where: string;
}

export interface CatalogueFigures {
  readonly size: CatalogueSize;
  readonly slices: number;
  readonly runs: readonly { readonly name: string; readonly api_calls: number; readonly usage: Usage }[];
  readonly scan: { readonly writes: number; readonly wru: number; readonly reads: number };
  readonly extremes: readonly Extreme[];
}

/** @throws if a run fails, as it does if DynamoDB would refuse a request */
export async function measureCatalogue(size: CatalogueSize): Promise<CatalogueFigures> {
  const rows = new WatchedStore();
  const types = typesOf(size.types);
  const cloud = catalogueCloud(Array.from({ length: size.regions }, (_, number) => `region-${number}`));
  const platform = new ScalePlatform({ workers: 2, cloud, types, seed: 1, rows });
  await platform.register([ACCOUNT]);
  const runs = [await inventory('first run', platform), await inventory('nothing changed', platform)];
  const totals = (platform.tasks()[0]?.totals as Totals | undefined)?.inventory;
  const slices = Object.values(totals?.slices ?? {}).reduce((sum, count) => sum + count, 0);
  const scan = await scanOnce(rows, policiesOf(size.policies, types), platform.now());
  return { size, slices, runs, scan, extremes: rows.extremes() };
}

async function inventory(name: string, platform: ScalePlatform): Promise<CatalogueFigures['runs'][number]> {
  await platform.sleep(NIGHT_MS);
  Object.assign(platform.usage.worker, noUsage());
  const { end } = await platform.through(platform.startJob({ operation: 'inventory', accounts: [ACCOUNT] }));
  await platform.untilIdle();
  const task = platform.tasks().find(({ job_id }) => end.kind === 'returned' && job_id === end.value.job_id);
  if (task?.status !== 'partial') throw new Error(`The inventory of the catalogue ended ${task?.status}: ${JSON.stringify(task?.error)}`);
  return { name, api_calls: task.api_calls, usage: { ...platform.usage.worker } };
}

async function scanOnce(rows: WatchedStore, policies: readonly CompiledPolicy[], now: number): Promise<CatalogueFigures['scan']> {
  const run = { account_id: parseAccountId(ACCOUNT), job_id: 'scan-all-20261123-020000-000001' as JobId, now };
  const before = { ...rows.used };
  await new ScanManager({ store: rows, events: silentFindingEvents(rows) }).run(
    { ...run, observed_at: '2026-11-23T02:00:00.000Z' },
    { policies },
    { writeConcurrency: 8, stage: untimed, stop: () => Promise.resolve(undefined) },
  );
  await sumUpResults(rows, now, run.job_id);
  return { writes: rows.used.writes - before.writes, wru: rows.used.wru - before.wru, reads: rows.used.reads - before.reads };
}

/** Types with names as long as AWS's longest. */
const typesOf = (count: number): readonly ResourceType[] =>
  Array.from({ length: count }, (_, number) => ({
    ...NETWORK,
    type: `AWS::ServiceOfALongName${Math.floor(number / TYPES_A_SERVICE)}::ResourceOfALongName${number}`,
    service: `service-${Math.floor(number / TYPES_A_SERVICE)}`,
    scope: number % TYPES_A_GLOBAL_ONE === 0 ? 'global' : 'regional',
  }));

const catalogueCloud =
  (regions: readonly string[]): CloudAt =>
  (clock) => ({
    session: async (): Promise<CloudSession> => {
      let calls = 0;
      return {
        regions: () => Promise.resolve(regions),
        async *fetch(type: ResourceType, segment: string): AsyncGenerator<readonly FetchedResource[]> {
          calls += 1;
          await clock.sleep(LATENCIES.cloud);
          const place = placeOf(type.type, segment);
          if (place % SLICES_A_DENIED_ONE === 1) throw denied(type.type, segment);
          const count = place % SLICES_A_POPULATED_ONE === 0 ? RESOURCES_A_SLICE : 0;
          yield Array.from({ length: count }, (_, id) => fetched(`${segment}-${id}`, { config: { Number: place + id } }));
        },
        apiCalls: () => calls,
        close: () => undefined,
      };
    },
  });

/** A number that depends on the slice alone, so that it is the same in every run. */
const placeOf = (type: string, segment: string): number =>
  Buffer.from(`${type}${segment}`).reduce((sum, byte) => (sum * 31 + byte) % 1_000_003, 7);

const denied = (type: string, segment: string): CloudError =>
  new CloudError(
    `AWS denied ${type.toLowerCase()}:ListResources in ${segment} to the role MusterReadRole: no identity-based policy allows it, and a service control policy may deny it.`,
    { class: 'denied', error_code: 'AccessDeniedException', permission: `${type.split('::')[1]?.toLowerCase()}:ListResources` },
  );

/** Policies that resources pass, fail, and cannot be judged by, in turn. */
function policiesOf(count: number, types: readonly ResourceType[]): readonly CompiledPolicy[] {
  return Array.from({ length: count }, (_, number) => {
    const { type, service } = types[number % types.length] as ResourceType;
    const id = `aws.${service}.resource-of-a-long-name-has-a-property-${number}`;
    const policy = policySchema.parse({
      id,
      title: id,
      description: 'Measured.',
      severity: 'high',
      resource_type: type,
      pass: 'true',
      remediation: { text: 'None.', cli: 'true' },
      tests: (['pass', 'fail', 'unknown'] as const).map((verdict) => ({ name: verdict, verdict, resource: {} })),
    });
    return {
      policy,
      content_hash: id,
      related_types: [],
      evaluate: ({ config }) => {
        const turn = (Number(config['Number']) + number) % 3;
        return turn === 0
          ? { verdict: 'pass' }
          : turn === 1
            ? { verdict: 'fail' }
            : { verdict: 'unknown', reason: `needs ${service}:GetResource` };
      },
    };
  });
}

/** A store in memory that records the row or request that came nearest to each limit. */
export class WatchedStore extends MemoryStore {
  readonly used = { writes: 0, wru: 0, reads: 0 };
  readonly #extremes = new Map<string, Extreme>();

  extremes(): readonly Extreme[] {
    return [...this.#extremes.values()];
  }

  override async put(table: TableName, item: object, condition?: Condition): Promise<void> {
    this.#expressions(`put ${table}`, { condition });
    this.#written(table, item);
    await super.put(table, item, condition);
  }

  override async putMany(table: TableName, items: readonly object[]): Promise<void> {
    for (const item of items) this.#written(table, item);
    await super.putMany(table, items);
  }

  override async update(
    table: TableName,
    key: Key,
    update: Update,
    condition?: Condition,
    options?: { readonly create?: boolean },
  ): Promise<Item> {
    this.#expressions(`update ${table}`, { condition, update });
    const after = await super.update(table, key, update, condition, options);
    this.#written(table, after);
    return after;
  }

  override async query(table: TableName, query: Query): Promise<Page> {
    this.#expressions(`query ${table}`, { query });
    return this.#page('query', table, await super.query(table, query));
  }

  override async scan(table: TableName, options?: { readonly limit?: number; readonly cursor?: Key | undefined }): Promise<Page> {
    return this.#page('scan', table, await super.scan(table, options));
  }

  #written(table: TableName, item: object): void {
    const bytes = storedBytes(table, item);
    this.used.writes += 1;
    this.used.wru += writeUnits(bytes);
    this.#note('bytes of an item', MAX_ITEM_BYTES, bytes, table);
  }

  #expressions(where: string, asked: Parameters<typeof expressionsOf>[0]): void {
    for (const [name, text] of expressionsOf(asked)) this.#note(`bytes of ${name}`, MAX_EXPRESSION_BYTES, Buffer.byteLength(text), where);
  }

  /** The row that takes a page over 1 MB still belongs to the page, so a page may be larger by one row. */
  #page(method: string, table: TableName, page: Page): Page {
    this.used.reads += 1;
    const bytes = page.items.reduce((sum, item) => sum + storedBytes(table, item), 0);
    this.#note('bytes of a page', PAGE_BYTES + MAX_ITEM_BYTES, bytes, `${method} ${table}`);
    return page;
  }

  #note(limit: string, allowed: number, bytes: number, where: string): void {
    if (bytes <= (this.#extremes.get(limit)?.largest ?? 0)) return;
    this.#extremes.set(limit, { limit, allowed, largest: bytes, where });
  }
}
