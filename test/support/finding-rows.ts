/** Rows of findings, results and suppressions. */
import { resourceUid, type AccountId, type JobId } from '../../shared/ids.ts';
import { findingId } from '../../shared/scan/finding-id.ts';
import { listPlace } from '../../shared/scan/finding-order.ts';
import type { FindingRow, PolicyResult, PolicyResultsRow, SuppressionRow } from '../../shared/scan/model.ts';
import { resultsItem } from '../../shared/scan/policy-results.ts';
import type { Store } from '../../shared/storage/store.ts';
import { account, TIME } from './api-fixture.ts';

export const SCAN_ID = 'scan-20261121-143022-7f3a' as JobId;

interface Place {
  readonly account_id?: AccountId;
  readonly policy_id?: string;
  readonly type?: string;
  readonly resource_id?: string;
}

/** A finding; by default an open finding of a bucket. */
export function findingRow(place: Place = {}, changes: Partial<FindingRow> = {}): FindingRow {
  const {
    account_id = account('1'),
    policy_id = 'aws.s3.bucket-versioning-enabled',
    type = 'AWS::S3::Bucket',
    resource_id = 'logs',
  } = place;
  const region = 'eu-west-1';
  const resource_uid = resourceUid(account_id, type, region, resource_id);
  const finding_id = findingId(policy_id, resource_uid);
  const { status = 'open' } = changes;
  const row = {
    account_id,
    finding_id,
    policy_id,
    resource_uid,
    resource_id,
    resource_name: resource_id,
    type,
    region,
    title: 'S3 buckets should keep earlier versions of their objects',
    severity: 'medium' as const,
    status,
    verdict: 'fail' as const,
    first_seen_at: TIME,
    opened_at: TIME,
    history: [{ at: TIME, status: 'open' as const, reason: 'failed' as const, job_id: SCAN_ID }],
    evaluated_at: TIME,
    version: 1,
    ...changes,
  };
  return { ...listPlace(row), ...row };
}

export const policyResult = (changes: Partial<PolicyResult> = {}): PolicyResult => ({
  pass: 0,
  fail: 0,
  unknown: 0,
  not_applicable: 0,
  suppressed: 0,
  evaluated_at: TIME,
  job_id: SCAN_ID,
  unknowns: [],
  ...changes,
});

/** Stores results by policy, for one account or for all accounts (`*`). */
export const putResults = async (store: Store, account_id: AccountId | '*', results: PolicyResultsRow['results']): Promise<void> =>
  store.put('policy_results', resultsItem({ account_id, observed_at: TIME, results }));

export const suppressionRow = (changes: Partial<SuppressionRow> = {}): SuppressionRow => ({
  suppression_id: 'sup-r-1',
  scope: { resource: 'website-*' },
  reason: 'Public website',
  author: 'ann',
  created_at: TIME,
  ...changes,
});
