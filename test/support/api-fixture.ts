/** An API over a store in memory with some rows, and with a job starter that only remembers its requests. */
import { gzipSync } from 'node:zlib';
import { checkDirectly, tryDirectly } from './check-directly.ts';
import { PROVIDER_FACTS } from '../../shared/provider-facts.ts';
import type { OidcSettings } from '../../shared/access/oidc-settings.ts';
import type { Authenticate } from '../../shared/access/authenticate.ts';
import { createApi } from '../../shared/api/create-api.ts';
import { notificationDoor } from '../../shared/rpc/door.ts';
import type { JobActions } from '../../shared/api/api-env.ts';
import type { CheckedConnection } from '../../shared/connections/check-connection.ts';
import type { AccountSync, SyncRequest } from '../../shared/connections/sync-accounts.ts';
import type { AccountRow } from '../../shared/connections/model.ts';
import { Conflict } from '../../shared/errors.ts';
import { parseAccountId, providerOf, resourceUid, sliceId, type AccountId, type CustomerId, type JobId } from '../../shared/ids.ts';
import { LinkRows } from '../../shared/graph/link-rows.ts';
import { NightSearch } from '../../shared/exports/search/night-search.ts';
import { coverageItem } from '../../shared/inventory/coverage.ts';
import type { ResourceRow, SliceCoverage } from '../../shared/inventory/model.ts';
import { migrationActions } from '../../shared/migrations/actions.ts';
import { MIGRATIONS } from '../../shared/migrations/list.ts';
import { NO_INVENTORY_TOTALS } from '../../shared/inventory/totals.ts';
import type { Totals } from '../../shared/operations.ts';
import type { StartedJob } from '../../shared/jobs/job-api.ts';
import type { StartRequest } from '../../shared/jobs/job-request.ts';
import type { JobRow, TaskRow } from '../../shared/jobs/model.ts';
import { PolicyLibrary } from '../../shared/policies/policy-library.ts';
import { type ResourceType, undeclaredType } from '../../shared/clouds/resource-type.ts';
import { typeNamed } from '../../shared/registry.ts';
import type { Store } from '../../shared/storage/store.ts';
import { CountingRandom, KeptLog, ManualClock } from './fakes.ts';
import { MemoryObjects } from './memory-objects.ts';
import { MemorySqlEngine } from './memory-sql-engine.ts';
import { MemoryPolicyFiles } from './memory-policy-files.ts';
import { outboxOver } from './memory-publisher.ts';
import { MemoryStore } from './memory-store.ts';
import { DEPLOYMENT } from './deployment.ts';
import { PLAIN_MANAGERS } from './plain-managers.ts';

export const TIME = '2026-11-21T14:30:22.000Z';
export const JOB_ID = 'inv-s3-20261121-143022-7f3a' as JobId;
export const REGIONS = ['eu-west-1', 'us-east-1'] as const;

const typeOf = (type: string, kind: ResourceType['kind'], service: string, scope: ResourceType['scope']): ResourceType => ({
  provider: 'aws',
  type,
  kind,
  service,
  scope,
  permissions: [],
  ordered: [],
  volatile: [],
  times: [],
  references: [],
});

export const TYPES = [
  typeOf('AWS::EC2::VPC', 'network', 'ec2', 'regional'),
  typeOf('AWS::S3::Bucket', 'bucket', 's3', 'regional'),
  typeOf('AWS::IAM::User', 'user', 'iam', 'global'),
] as const;

export const account = (digits: string): AccountId => parseAccountId(digits.padStart(12, '0'));

export const accountRow = (changes: Partial<AccountRow> = {}): AccountRow => ({
  account_id: account('1'),
  connection_id: 'aws',
  name: 'Payments',
  enabled: true,
  status: 'ok',
  created_at: TIME,
  ...changes,
});

export const jobRow = (changes: Partial<JobRow<Totals>> = {}): JobRow<Totals> => ({
  job_id: JOB_ID,
  operation: 'inventory',
  service: 's3',
  scope: { accounts: '*', regions: '*' },
  status: 'completed',
  total_accounts: 1,
  completed: 1,
  partial: 0,
  failed: 0,
  created_at: TIME,
  deadline: '2026-11-21T20:30:22.000Z',
  plan_id: 'plan',
  listed: 'job',
  ...changes,
});

export const taskRow = (changes: Partial<TaskRow<Totals>> = {}): TaskRow<Totals> => ({
  job_id: JOB_ID,
  account_id: account('1'),
  status: 'completed',
  attempt: 1,
  lost_leases: 0,
  hops: 0,
  enqueued_at: TIME,
  resends: 0,
  totals: { inventory: { ...NO_INVENTORY_TOTALS, slices: { complete: 1 } } },
  api_calls: 3,
  expires_at: 4_000_000_000,
  ...changes,
});

type Place = Pick<ResourceRow, 'account_id' | 'type' | 'segment' | 'resource_id'>;

export function resourceRow(place: Partial<Place>, changes: Partial<ResourceRow> = {}): ResourceRow {
  const { account_id, type, segment, resource_id } = {
    account_id: account('1'),
    type: 'AWS::EC2::VPC',
    segment: 'eu-west-1',
    resource_id: 'vpc-1',
    ...place,
  };
  const definition =
    TYPES.find((each) => each.type === type) ?? typeNamed(type) ?? undeclaredType(providerOf(account_id), type, 'regional');
  const resource_uid = resourceUid(account_id, type, segment, resource_id);
  return {
    slice_id: sliceId(account_id, type, segment),
    resource_id,
    resource_uid,
    type_shard: `${type}#${String(resource_id.length % 16).padStart(2, '0')}`,
    account_id,
    provider: definition.provider,
    type,
    kind: definition.kind,
    service: definition.service,
    segment,
    region: segment,
    native_id: null,
    name: null,
    tags: {},
    config: { Id: resource_id },
    unread: {},
    relationships: [],
    content_hash: 'hash',
    version: 1,
    first_seen_at: TIME,
    observed_at: TIME,
    changed_at: TIME,
    last_change: { op: 'add', version: 1, observed_at: TIME, job_id: JOB_ID },
    is_last: 1,
    ...changes,
  };
}

/** Stores resources with their links, and the coverage of their slices. */
export async function putResources(store: Store, rows: readonly ResourceRow[]): Promise<void> {
  await new LinkRows(store).addFirst(rows.filter(({ is_last }) => is_last === 1));
  await store.putMany('resources', rows);
  const places = Map.groupBy(rows, ({ account_id, segment }) => `${account_id} ${segment}`);
  for (const group of places.values()) {
    const { account_id, segment } = group[0]!;
    const used = new Set(group.filter(({ is_last }) => is_last === 1).map(({ type }) => type));
    const slices = group.map(({ type }) => [type, { outcome: 'complete', at: TIME, complete_at: TIME, populated: used.has(type) }]);
    await putCoverage(store, account_id, segment, Object.fromEntries(slices) as Record<string, SliceCoverage>);
  }
}

export const putCoverage = async (
  store: Store,
  account_id: AccountId,
  segment: string,
  slices: Readonly<Record<string, SliceCoverage>>,
): Promise<void> => store.put('coverage', coverageItem({ account_id, segment, observed_at: TIME, slices }));

export class RememberedJobs implements JobActions {
  readonly started: StartRequest[] = [];
  readonly cancelled: JobId[] = [];
  readonly retried: JobId[] = [];
  /** The customer for whom each retry was asked. */
  readonly retriedFor: (CustomerId | undefined)[] = [];
  /** The error that the next call throws. */
  fails: Error | undefined;

  async start(request: StartRequest): Promise<StartedJob> {
    if (this.fails) throw this.fails;
    this.started.push(request);
    return { job_id: JOB_ID, status: 'in_progress', total_accounts: 1 };
  }

  async cancel(jobId: JobId): Promise<JobRow> {
    if (this.fails) throw this.fails;
    this.cancelled.push(jobId);
    return jobRow({ job_id: jobId, status: 'cancelled' });
  }

  async retry(jobId: JobId, customerId: CustomerId | undefined): Promise<StartedJob> {
    if (this.fails) throw new Conflict('nothing failed');
    this.retried.push(jobId);
    this.retriedFor.push(customerId);
    return { job_id: `${jobId}-2` as JobId, status: 'in_progress', total_accounts: 1 };
  }
}

/** The result of a check of a connection. */
export const CHECKED: CheckedConnection = {
  connection_id: 'aws',
  provider: 'aws',
  status: 'ok',
  account_id: account('1'),
  user: 'arn:aws:sts::000000000001:assumed-role/worker/1',
  accounts: 1,
  not_registered: 0,
  tried: 1,
  missing_permissions: [],
  unknown_permissions: [],
  problems: [],
  notes: [],
};

/** The result of a sync of accounts. */
export const SYNCED: AccountSync = {
  dry_run: false,
  connections: [{ connection_id: 'aws', status: 'read', accounts: 1 }],
  counts: { added: 1, unchanged: 0 },
  changes: [{ account_id: account('1'), connection_id: 'aws', result: 'added', name: 'Payments', fields: [] }],
  notes: [],
};

/** The texts of Muster's own policies that the API knows. */
export const POLICY_TEXTS = { 'aws.s3.bucket-versioning-enabled': '# Muster\nid: aws.s3.bucket-versioning-enabled\n' };

/** The text that stands for Redoc's script. */
export const REDOC = 'Redoc;';

export function apiFixture(
  store: Store = new MemoryStore(),
  types: readonly ResourceType[] = TYPES,
  authenticate?: Authenticate,
  tokens?: OidcSettings,
  mostSearchBytes = 100_000_000,
) {
  /** The part of each check's result that a test sets, and the connections whose checks were asked for. */
  const checks = { asked: [] as string[], found: {} as Partial<CheckedConnection> };
  /** The answer to each sync of accounts, and the requests for one. */
  const syncs = { asked: [] as SyncRequest[], done: SYNCED as AccountSync | undefined };
  const jobs = new RememberedJobs();
  const log = new KeptLog();
  const clock = new ManualClock();
  const policyFiles = new MemoryPolicyFiles();
  const exports = new MemoryObjects();
  const sql = new MemorySqlEngine();
  const library = new PolicyLibrary(policyFiles);
  const policies = {
    library,
    files: policyFiles,
    check: checkDirectly,
    trial: tryDirectly,
    texts: () => Promise.resolve(POLICY_TEXTS),
  };
  const login = { provider: 'aws', settings: { role_name: 'muster-read', external_id: 'external-1' } } as const;
  const search = new NightSearch({ store, objects: exports, clock, mostBytes: mostSearchBytes, longestRunMs: 6 * 3_600_000 });
  const bus = outboxOver(store, { clock, log });
  /** Whether resources are managed, and the ids of those that the worker was woken for. */
  const management = {
    isOn: true,
    managers: PLAIN_MANAGERS,
    woken: [] as string[],
    wake: async (id: string) => void management.woken.push(id),
  };
  const app = createApi({
    store,
    deployment: DEPLOYMENT,
    outbox: bus.outbox,
    ...(authenticate && { authenticate }),
    tokens,
    jobs,
    fullSelector: async (written, field) => library.fullSelector(written, field),
    policies,
    exports,
    sqlEngine: () => Promise.resolve(sql),
    types,
    providers: PROVIDER_FACTS,
    regions: REGIONS,
    allowed: {
      roleNames: ['muster-read', 'their-role'],
      secrets: ['arn:aws:secretsmanager:*:000000000000:secret:muster/*'],
      variables: false,
    },
    connectionCheck: (connection_id) => {
      checks.asked.push(connection_id);
      return Promise.resolve({ ...CHECKED, connection_id, ...checks.found });
    },
    accountSync: (request) => {
      syncs.asked.push(request);
      return Promise.resolve(syncs.done);
    },
    search: async (request) => await search.search(request),
    migrations: migrationActions({ migrations: MIGRATIONS, store, clock, log, version: '0.1.0', settleMs: 0 }, 20_000),
    management,
    login,
    clock,
    random: new CountingRandom(),
    log,
    rpc: () => Promise.resolve(notificationDoor({ clock, log })),
    redoc: () => Promise.resolve(gzipSync(REDOC)),
  });
  return { app, store, search, bus, jobs, checks, syncs, log, clock, policyFiles, policies, exports, sql, management };
}
