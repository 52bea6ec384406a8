/** An organization of accounts with 1,000 resources and 100 findings each, in tables and as a night, for the measurement of lists. */
import type { AccountId, JobId } from '../../shared/ids.ts';
import { changeRowOf } from '../../shared/inventory/changes.ts';
import type { ResourceRow } from '../../shared/inventory/model.ts';
import { RESOURCE_TYPES } from '../../shared/registry.ts';
import { recordScanJob } from '../../shared/scan/scan-counts.ts';
import { isoTime } from '../../shared/seams.ts';
import { SEVERITIES } from '../../shared/severity.ts';
import type { Store } from '../../shared/storage/store.ts';
import { account, accountRow, JOB_ID, jobRow, putCoverage, resourceRow, TIME } from '../support/api-fixture.ts';
import { findingRow, suppressionRow } from '../support/finding-rows.ts';
import type { MemoryObjects } from '../support/memory-objects.ts';
import { putNight } from '../support/night-objects.ts';

export const RESOURCES_AN_ACCOUNT = 1000;
export const FINDINGS_AN_ACCOUNT = 100;
export const DAY = TIME.slice(0, 10);
/** The number of jobs, and of suppressions. */
const ROWS_OF_OTHERS = 500;
/** The nights whose findings were counted. */
const NIGHTS = 365;
const REGIONS = ['eu-west-1', 'us-east-1'] as const;
const TYPES = RESOURCE_TYPES.filter(({ provider, scope }) => provider === 'aws' && scope === 'regional').slice(0, 60);
const TYPES_AN_ACCOUNT = 20;
const POLICIES = ['aws.s3.bucket-acl-not-used', 'aws.s3.bucket-versioning-enabled', 'aws.s3.bucket-access-logging-enabled'] as const;

/** A number's digits in another order, so that ids do not begin alike: `2654435761` is odd, so no two numbers have the same. */
const scattered = (number: number): string => (Math.imul(number, 2654435761) >>> 0).toString(16).padStart(8, '0');

export const accountAt = (place: number): AccountId => account(String(100_000 + place));

/** The resources of one account. One in 10,000 of the organization has the word `needle` in its name. */
export function resourcesOf(place: number): readonly ResourceRow[] {
  return Array.from({ length: RESOURCES_AN_ACCOUNT }, (_, at) => {
    const number = place * RESOURCES_AN_ACCOUNT + at;
    const { type, service } = TYPES[((place % 3) * TYPES_AN_ACCOUNT + (at % TYPES_AN_ACCOUNT)) % TYPES.length]!;
    const segment = REGIONS[at % 2]!;
    const resource_id = `${service}-${scattered(number)}${scattered(number * 31)}`;
    const account_id = accountAt(place);
    return resourceRow(
      { account_id, type, segment, resource_id },
      {
        name: `${number % 10_000 === 7 ? 'needle' : 'team'}-${number % 50}-${['web', 'db', 'cache'][number % 3]}`,
        native_id: `arn:aws:${service}:${segment}:${account_id.slice(4)}:thing/${resource_id}`,
        tags: {
          env: ['prod', 'test', 'dev'][number % 3]!,
          team: `t${number % 50}`,
          owner: `${scattered(number % 997)}@example.com`,
          'aws:cloudformation:stack-name': `stack-${place % 40}-${number % 40}`,
        },
      },
    );
  });
}

/** Stores everything of the account but what a night has. */
export async function putAccount(store: Store, place: number): Promise<void> {
  const account_id = accountAt(place);
  const rows = resourcesOf(place);
  const counts = Object.fromEntries([...Map.groupBy(rows, ({ type }) => type)].map(([type, own]) => [type, own.length]));
  await store.put(
    'accounts',
    accountRow({ account_id, name: `Account ${place}`, created_at: '2026-01-01T00:00:00.000Z', resource_counts: counts }),
  );
  for (const segment of REGIONS) {
    const slice = { outcome: 'complete', at: TIME, complete_at: TIME, populated: true } as const;
    const types = new Set(rows.flatMap((row) => (row.segment === segment ? [row.type] : [])));
    await putCoverage(store, account_id, segment, Object.fromEntries([...types].map((type) => [type, slice])));
  }
  await store.putMany('resources', rows);
  await store.putMany('changes', rows.slice(0, 10).map(changeRowOf));
  const findings = rows
    .slice(0, FINDINGS_AN_ACCOUNT)
    .map(({ type, resource_id }, at) =>
      findingRow(
        { account_id, type, resource_id, policy_id: POLICIES[at % POLICIES.length]! },
        { severity: SEVERITIES[at % SEVERITIES.length]!, opened_at: `${DAY}T00:${String(at % 60).padStart(2, '0')}:00.000Z` },
      ),
    );
  await store.putMany('findings', findings);
}

/** Stores jobs and suppressions. */
export async function putRest(store: Store): Promise<void> {
  const ids = Array.from({ length: ROWS_OF_OTHERS }, (_, each) => String(each).padStart(6, '0'));
  await store.putMany(
    'jobs',
    ids.map((id) => jobRow({ job_id: `${JOB_ID}-${id}` as JobId })),
  );
  await store.putMany(
    'suppressions',
    ids.map((id) => suppressionRow({ suppression_id: `sup-r-${id}` })),
  );
  for (let day = 0; day < NIGHTS; day += 1) {
    const created_at = isoTime(Date.parse(TIME) - day * 86_400_000);
    const job = { job_id: `scan-all-${day}` as JobId, created_at };
    const open = Object.fromEntries(SEVERITIES.map((severity) => [severity, 20_000 - day]));
    await recordScanJob(store, { job, open, counts: { opened: 1, reopened: 0, resolved: 1 }, observed_at: created_at, accounts: 1000 });
  }
}

/** Publishes a night of all accounts, whose files are for searches alone. */
export async function putSearchNight(store: Store, objects: MemoryObjects, accounts: number): Promise<void> {
  const places = new Map(Array.from({ length: accounts }, (_, place) => [accountAt(place), place]));
  await putNight(store, objects, DAY, [...places.keys()], { resources: (id) => resourcesOf(places.get(id) ?? 0) });
}
