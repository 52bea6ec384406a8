/** A world for tests: an account whose rows real inventories write, one-line policies, and scans of them. */
import { untimed } from '../../../shared/observability/stages.ts';
import type { FetchedResource } from '../../../shared/clouds/cloud.ts';
import { type JobId, parseAccountId, resourceUid } from '../../../shared/ids.ts';
import { coverageItem, coverageOf } from '../../../shared/inventory/coverage.ts';
import type { CompiledPolicy } from '../../../shared/policies/compile-policy.ts';
import type { EvaluationContext, Subject, Verdict } from '../../../shared/policies/evaluation.ts';
import { policySchema } from '../../../shared/policies/policy.ts';
import type { Severity } from '../../../shared/severity.ts';
import type { ResourceType } from '../../../shared/clouds/resource-type.ts';
import { findingId } from '../../../shared/scan/finding-id.ts';
import type { FindingRow, PolicyResultsRow } from '../../../shared/scan/model.ts';
import { ScanManager, type PolicySet, type ScanOptions, type ScanResult, type ScanRun } from '../../../shared/scan/scan-manager.ts';
import { resultsOf } from '../../../shared/scan/policy-results.ts';
import type { TableName } from '../../../shared/storage/schema.ts';
import type { Condition, Item, Key, Page, Query, Store, Update } from '../../../shared/storage/store.ts';
import { fetched, NETWORK, USER } from '../../support/fake-cloud.ts';
import type { MemoryStore } from '../../support/memory-store.ts';
import { World } from '../../support/world.ts';
import { FindingEvents } from '../../../shared/scan/finding-events.ts';
import { resourceOwner } from '../../../shared/events/owners.ts';
import { type SuppressDeps, liveSuppressionOver } from '../../../shared/scan/suppress-finding.ts';

export { NETWORK, USER };
export const ACCOUNT = 'aws:111111111111';
export const account = parseAccountId(ACCOUNT);
const DAY_MS = 86_400_000;

/** The default evaluation of a test policy: the verdict is `config.Verdict` of the resource. */
const byConfig = ({ config }: Subject): Verdict => {
  const verdict = config['Verdict'] as Verdict['verdict'];
  return verdict === 'unknown' ? { verdict, reason: 'needs ec2:Look', permission: 'ec2:Look' } : { verdict };
};

export interface PolicyOptions {
  readonly type?: ResourceType;
  readonly severity?: Severity;
  readonly title?: string;
  readonly related?: readonly ResourceType[];
  readonly evaluate?: (subject: Subject, context: EvaluationContext) => Verdict;
}

export function policy(
  id: string,
  { type = NETWORK, severity = 'high', title = id, related = [], evaluate = byConfig }: PolicyOptions = {},
): CompiledPolicy {
  const resource = {};
  const written = policySchema.parse({
    id,
    title,
    description: 'For a test.',
    severity,
    resource_type: type.type,
    pass: 'true',
    remediation: { text: 'None.', cli: 'true' },
    tests: (['pass', 'fail', 'unknown'] as const).map((verdict) => ({ name: verdict, verdict, resource })),
  });
  return { policy: written, content_hash: id, related_types: related.map((each) => each.type), evaluate };
}

type Verdicts = Readonly<Record<string, Verdict['verdict']>>;

export class ScanWorld {
  readonly world: World;
  /** The store that scans use; it reads and writes `rows`. */
  store: Store;
  policies: readonly CompiledPolicy[] = [policy('ec2.one')];

  private constructor(world: World) {
    this.world = world;
    this.store = world.store;
  }

  static async create(): Promise<ScanWorld> {
    return new ScanWorld(await World.withAccounts(ACCOUNT));
  }

  get rows(): MemoryStore {
    return this.world.store;
  }

  /** The dependencies of what people do with a finding. */
  by(store: Store = this.rows): SuppressDeps {
    const { clock } = this;
    return {
      store,
      suppressionOver: async (finding) => await liveSuppressionOver(store, finding, clock.now()),
      outbox: this.world.bus.outbox,
      clock,
    };
  }

  get clock() {
    return this.world.clock;
  }

  list(verdicts: Verdicts, type = NETWORK, more: Partial<FetchedResource> = {}): void {
    const resources = Object.entries(verdicts).map(([id, verdict]) => fetched(id, { ...more, config: { Verdict: verdict } }));
    this.world.cloud.put(ACCOUNT, type, type.scope === 'global' ? 'global' : 'eu-west-1', resources);
  }

  /** Takes an inventory of what is listed, on a new day. */
  async inventory(): Promise<void> {
    this.clock.advance(DAY_MS);
    await this.world.runJob();
  }

  nextRun(): ScanRun {
    this.clock.advance(1000);
    const observed_at = new Date(this.clock.now()).toISOString();
    return { account_id: account, job_id: `scan-${observed_at}` as JobId, observed_at, now: this.clock.now() };
  }

  async scan(set: Partial<PolicySet> = {}, options: Partial<ScanOptions> = {}, run = this.nextRun()): Promise<ScanResult> {
    const events = new FindingEvents(this.world.bus.outbox, resourceOwner(this.store, account));
    const manager = new ScanManager({ store: this.store, events });
    return await manager.run(
      run,
      { policies: this.policies, ...set },
      { writeConcurrency: 2, stage: untimed, stop: () => Promise.resolve(undefined), ...options },
    );
  }

  /** Lists these resources, takes their inventory, and scans them. */
  async day(verdicts: Verdicts): Promise<ScanResult> {
    this.list(verdicts);
    await this.inventory();
    return await this.scan();
  }

  findings(): FindingRow[] {
    return this.rows.rows('findings') as unknown[] as FindingRow[];
  }

  finding(resourceId: string, policyId = 'ec2.one'): FindingRow | undefined {
    return this.findings().find((row) => row.finding_id === idOf(resourceId, policyId));
  }

  /** `vpc-1: open` */
  statuses(): readonly string[] {
    return this.findings().map(({ resource_id, status }) => `${resource_id}: ${status}`);
  }

  /** Removes a slice from the account's coverage, as if no inventory had ever read it. */
  async forgetSlice(segment: string, type: string): Promise<void> {
    const row = coverageOf((await this.rows.get('coverage', { account_id: account, segment }))!);
    const { [type]: _, ...slices } = row.slices;
    await this.rows.put('coverage', coverageItem({ ...row, slices }));
  }

  results(accountId: string = ACCOUNT): PolicyResultsRow | undefined {
    const row = this.rows.rows('policy_results').find((each) => each['account_id'] === accountId);
    return row && resultsOf(row);
  }

  findingWrites(): number {
    return [...this.rows.requests]
      .filter(([name]) => /^(put|putMany|update) findings$/.test(name))
      .reduce((sum, [, count]) => sum + count, 0);
  }
}

export const uidOf = (resourceId: string) => resourceUid(account, NETWORK.type, 'eu-west-1', resourceId);
export const idOf = (resourceId: string, policyId = 'ec2.one') => findingId(policyId, uidOf(resourceId));

/** The reasons of a finding's transitions, oldest first. */
export const story = (row: FindingRow | undefined): readonly string[] => row?.history.map(({ reason }) => reason) ?? [];

type Method = 'get' | 'getMany' | 'put' | 'putMany' | 'update' | 'delete' | 'query' | 'scan';

/** A store in which a test can do something before each request. */
export class MeddledStore implements Store {
  readonly #store: Store;
  before: (method: Method, table: TableName, what?: Item) => void | Promise<void> = () => undefined;
  /** Rows in one page of a query. */
  pageSize: number | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  async get(table: TableName, key: Key, options?: { readonly consistent?: boolean }): Promise<Item | undefined> {
    await this.before('get', table, key);
    return await this.#store.get(table, key, options);
  }

  async getMany(table: TableName, keys: readonly Key[]): Promise<readonly Item[]> {
    await this.before('getMany', table);
    return await this.#store.getMany(table, keys);
  }

  async put(table: TableName, item: object, condition?: Condition): Promise<void> {
    await this.before('put', table, item as Item);
    await this.#store.put(table, item, condition);
  }

  async putMany(table: TableName, items: readonly object[]): Promise<void> {
    await this.before('putMany', table);
    await this.#store.putMany(table, items);
  }

  async update(table: TableName, key: Key, update: Update, condition?: Condition, options?: { readonly create?: boolean }): Promise<Item> {
    await this.before('update', table, key);
    return await this.#store.update(table, key, update, condition, options);
  }

  async delete(table: TableName, key: Key, condition?: Condition): Promise<void> {
    await this.before('delete', table, key);
    await this.#store.delete(table, key, condition);
  }

  async query(table: TableName, query: Query): Promise<Page> {
    await this.before('query', table);
    return await this.#store.query(table, { ...(this.pageSize && { limit: this.pageSize }), ...query });
  }

  async scan(
    table: TableName,
    options?: { readonly limit?: number; readonly cursor?: Key | undefined; readonly consistent?: boolean },
  ): Promise<Page> {
    await this.before('scan', table);
    return await this.#store.scan(table, options);
  }
}
