/** Two customers in one store, with a distinctive marker in every text of every row of each. */
import type { Authenticate } from '../../shared/access/authenticate.ts';
import type { Principal, Role } from '../../shared/access/principal.ts';
import { type AccountId, type CustomerId, type JobId, parseAccountId, type ResourceUid } from '../../shared/ids.ts';
import { changeRowOf } from '../../shared/inventory/changes.ts';
import type { ResourceRow } from '../../shared/inventory/model.ts';
import { jobOrder } from '../../shared/jobs/model.ts';
import { NO_SCAN_COUNTS } from '../../shared/scan/model.ts';
import { recordScan, recordScanJob } from '../../shared/scan/scan-counts.ts';
import { managedId } from '../../shared/managed/managed-id.ts';
import type { ManagedId } from '../../shared/managed/model.ts';
import { SavedViews } from '../../shared/api/saved-views.ts';
import { suppressionIdOf } from '../../shared/scan/suppression-repository.ts';
import { accountRow, apiFixture, jobRow, putResources, resourceRow, taskRow, TIME } from './api-fixture.ts';
import { findingRow, policyResult, putResults, suppressionRow } from './finding-rows.ts';
import type { Store } from '../../shared/storage/store.ts';
import { ManualClock } from './fakes.ts';
import { MemoryStore } from './memory-store.ts';
import { putNight } from './night-objects.ts';
import { managedRow, managedSpec } from './managed-rows.ts';
import { notificationRow } from './notification-rows.ts';

export const DAY = '2026-11-21';
/** A night with files of the first customer alone would tell the second that there are others. */
export const NIGHTS = [DAY, '2026-11-20'] as const;
const POLICY = 'aws.s3.bucket-versioning-enabled';

export interface Tenant {
  /** Is in every text of every row. */
  readonly marker: string;
  readonly customer_id: CustomerId;
  /** Accounts that the customer owns whole. */
  readonly accounts: readonly AccountId[];
  /** An account of nobody, of which the customer has one resource. */
  readonly shared: AccountId;
  readonly uids: readonly ResourceUid[];
  readonly single: string;
  readonly findings: readonly string[];
  readonly suppressions: readonly string[];
  /** A managed resource in an account of the customer, and one that is the customer's in an account of nobody. */
  readonly managed: readonly ManagedId[];
  /** A job over this customer's accounts alone. */
  readonly job_id: JobId;
  /** The number of open findings of the first account: its digits are one of the secrets. */
  readonly open: number;
  /** A text that no other customer's answers may contain. */
  readonly secrets: readonly string[];
}

/** A text that would do harm where it is not escaped. */
const hostile = (marker: string): string => `${marker} "'<script>\u2028\\{{7*7}}`;

const tenant = (marker: string, digit: string): Tenant => {
  const accounts = ['1', '2'].map((last) => parseAccountId(`${digit.repeat(11)}${last}`));
  const shared = parseAccountId('555555555555');
  const customer_id = `cus_${marker.padEnd(22, digit)}` as CustomerId;
  const rows = accounts.map((account_id) => bucketOf(marker, account_id, `${marker}-bucket`));
  const single = bucketOf(marker, shared, `${marker}-single`);
  const findings = [...rows, single].map((row) => findingRow({ account_id: row.account_id, resource_id: row.resource_id }).finding_id);
  const suppressions = [suppressionIdOf(findings[0]!), `sup-r-${marker}`];
  const managed = managedOf(marker, customer_id, [accounts[0]!, shared]).map(managedId);
  return {
    marker,
    customer_id,
    accounts,
    shared,
    uids: rows.map(({ resource_uid }) => resource_uid),
    single: single.resource_uid,
    findings,
    suppressions,
    job_id: `inv-${marker}-20261121-143022-7f3a` as JobId,
    open: Number(digit.repeat(11)),
    managed,
    secrets: [marker, digit.repeat(11), suppressions[0]!, ...managed],
  };
};

export const ACME = tenant('qzACMEx', '1');
export const ZETA = tenant('qzZETAx', '2');
/** A customer of the same shape, of whom nothing is stored. */
export const NOBODY = tenant('qzNONEx', '3');

/** The specs of the customer's managed resources. */
function managedOf(marker: string, customer_id: CustomerId, accounts: readonly AccountId[]) {
  return accounts.map((account_id) => {
    const own = { type: 'plain_store', name: `${marker}-store`, account_id, customer_id };
    return managedSpec({
      ...own,
      config: { engine: 'oak', shelf: marker },
      tags: { [marker]: hostile(marker) },
      metadata: { owner: marker },
    });
  });
}

function bucketOf(marker: string, account_id: AccountId, resource_id: string): ResourceRow {
  return resourceRow(
    { account_id, type: 'AWS::S3::Bucket', resource_id },
    {
      name: hostile(marker),
      native_id: `arn:aws:s3:::${resource_id}`,
      tags: { [marker]: hostile(marker), team: 'shared' },
      config: { Name: hostile(marker) },
      relationships: [{ relation: 'encrypted_by', type: 'AWS::KMS::Key', id: 'alias/shared' }],
    },
  );
}

const error = (marker: string) => ({ class: 'denied', error_code: marker, message: hostile(marker), permission: marker });

/** The customer's resources, the single one last. */
const rowsOf = ({ marker, accounts, shared }: Tenant): readonly ResourceRow[] =>
  [...accounts, shared].map((account_id) => bucketOf(marker, account_id, account_id === shared ? `${marker}-single` : `${marker}-bucket`));

async function putTenant(store: MemoryStore, each: Tenant, together: JobId): Promise<void> {
  const { marker, customer_id, accounts, job_id } = each;
  const name = hostile(marker);
  await store.put('customers', {
    customer_id,
    name,
    name_key: marker,
    email: `it@${marker}.example`,
    email_key: marker,
    created_at: TIME,
    updated_at: TIME,
    version: 1,
    listed: 'customer',
  });
  const rows = rowsOf(each);
  await putResources(store, rows);
  await store.put('customer_resources', {
    resource_uid: each.single,
    customer_id,
    account_id: each.shared,
    name,
    assigned_at: TIME,
    assigned_by: marker,
    claim: marker,
  });
  for (const row of rows) {
    await store.put('changes', { ...changeRowOf(row), patch: [{ op: 'add', path: '', value: { Name: name } }] });
    await store.put(
      'findings',
      findingRow(row, { resource_name: name, title: name, evidence: JSON.stringify({ Name: name }), status: 'open' }),
    );
  }
  for (const account_id of accounts) {
    await store.put('customer_resources', {
      resource_uid: account_id,
      customer_id,
      name,
      assigned_at: '2026-11-01T00:00:00.000Z',
      assigned_by: marker,
      claim: marker,
    });
    await store.put('accounts', {
      ...accountRow({
        account_id,
        name,
        tags: { [marker]: name },
        organizational_unit: marker,
        status: 'failed',
        last_inventory: { job_id, status: 'failed', at: TIME, error: name },
        resource_counts: { 'AWS::S3::Bucket': 1, [`${marker}::Type`]: 1 },
        undeclared_types: [`${marker}::Type`],
        findings: { medium: 1 },
      }),
      customer_id,
    });
    const unknowns = [{ resource_uid: each.uids[0]!, reason: name }];
    await putResults(store, account_id, { [POLICY]: policyResult({ fail: 1, unknown: 1, unknowns, job_id }) });
    for (const id of [job_id, together]) {
      const job = { job_id: id, created_at: TIME };
      await store.put('job_tasks', taskRow({ ...job, account_id, job_order: jobOrder(job), status: 'failed', error: error(marker) }));
    }
  }
  const open = { high: each.open };
  await recordScan(store, accounts[0]!, { job: { job_id, created_at: TIME }, open, counts: NO_SCAN_COUNTS, observed_at: TIME });
  await new SavedViews(store, new ManualClock()).save(callerOf(each, 'viewer').id, {
    name: marker,
    page: 'findings',
    query: `tag=${marker}`,
  });
  await store.put(
    'jobs',
    jobRow({
      job_id,
      total_accounts: 2,
      client_token: marker,
      then_error: name,
      open: '1',
      scope: { accounts: '*', selectors: [`tag:${marker}`], regions: '*' },
    }),
  );
  for (const spec of managedOf(marker, customer_id, [accounts[0]!, each.shared])) {
    const managed_id = managedId(spec);
    const seen = { provider_resource_id: marker, actual_config: { endpoint: name }, last_reconciled: TIME, message: name };
    await store.put('managed_resources', managedRow({ spec, created_by: marker, resource_uid: each.uids[0]!, ...seen }));
    const event = { event: 'plain_store.ready', time: TIME, generation: 1, message: name, expires_at: 4_000_000_000 };
    await store.put('managed_events', { managed_id, entry: `${TIME}#${marker}`, ...event });
  }
  const [own, rule] = each.suppressions;
  const by = { reason: name, author: marker, customer_id, account_id: accounts[0]! };
  await store.put('suppressions', suppressionRow({ ...by, suppression_id: own!, scope: { finding_id: each.findings[0]! } }));
  await store.put('suppressions', suppressionRow({ ...by, suppression_id: rule!, scope: { account_id: accounts[0]!, tag: marker } }));
  await store.put(
    'notifications',
    notificationRow({
      at: Date.parse(TIME),
      event_id: marker,
      recipient: customer_id,
      subject: each.findings[0]!,
      title: name,
      data: { name },
    }),
  );
}

/** An API over a store with both customers, a job over all accounts, exports, and rows that are nobody's. */
export async function twoCustomers(caller: Principal, wrapped: (store: MemoryStore) => Store = (store) => store) {
  const store = new MemoryStore();
  const authenticate: Authenticate = () => Promise.resolve(caller);
  const fixture = apiFixture(wrapped(store), undefined, authenticate);
  const together = 'inv-all-20261121-143022-7f3a' as JobId;
  const everyone = [...ACME.accounts, ...ZETA.accounts];
  for (const each of [ACME, ZETA]) await putTenant(store, each, together);
  await store.put(
    'jobs',
    jobRow({ job_id: together, total_accounts: everyone.length, failed: everyone.length, scope: { accounts: everyone, regions: '*' } }),
  );
  await recordScanJob(store, {
    job: { job_id: together, created_at: TIME },
    open: { high: ACME.open, low: ZETA.open },
    counts: NO_SCAN_COUNTS,
    observed_at: TIME,
    accounts: 2,
  });
  const secret = `${ACME.marker} ${ZETA.marker}`;
  await store.put('suppressions', suppressionRow({ suppression_id: 'sup-r-all', reason: secret, scope: { tag: secret } }));
  await store.put('connections', { connection_id: 'aws', provider: 'aws', name: secret, created_at: TIME, settings: {} });
  await putResults(store, '*', {
    [POLICY]: policyResult({
      fail: 4,
      not_whole: 2,
      not_whole_in: everyone,
      unknowns: [
        { resource_uid: ACME.uids[0]!, reason: secret },
        { resource_uid: ZETA.uids[0]!, reason: secret },
      ],
    }),
  });
  await putNight(store, fixture.exports, NIGHTS[0], everyone.slice(0, 3), {
    failed: [everyone[3]!],
    resources: () => [...rowsOf(ACME), ...rowsOf(ZETA)],
  });
  await putNight(store, fixture.exports, NIGHTS[1], ACME.accounts);
  // The search reads the night and all accounts once, whoever asks first.
  await fixture.search.search({ tags: [], text: '', limit: 1 });
  store.requests.clear();
  return { ...fixture, store, together };
}

/** A caller who acts for a customer. */
export const callerOf = ({ customer_id, accounts, marker }: Tenant, role: Role): Principal => ({
  id: `https://issuer.example#${marker}`,
  name: `${marker}@example.com`,
  role,
  scope: { kind: 'limited', accounts: new Set(accounts), customer_id },
});
