/** A scan's results with hostile names, in every status and with every verdict. */
import type { AccountRecord, CoverageRecord, ResourceRecord } from '../../../shared/exports/records.ts';
import { type AccountId, parseAccountId, resourceUid } from '../../../shared/ids.ts';
import {
  compareFindings,
  type ReportContent,
  type ReportedFinding,
  type ReportedPolicy,
  type ReportFile,
} from '../../../shared/reports/record.ts';

export const COLLECTED_AT = '2026-11-21T10:15:30.000Z';
export const ACCOUNT: AccountId = parseAccountId('123456789012');

/** Ends elements, comments, strings and sections; moves cursors; reverses text; is no valid Unicode; is a formula. */
export const HOSTILE = [
  '</script><script>alert(1)</script>',
  '<!--<script>',
  ']]><failure/>',
  '"><img src=x onerror=alert(1)>',
  "' onload='alert(1)",
  '\u001b[2J\u0007\u009b31m',
  '\u202egnp.exe\u2066',
  'half \ud83d pair',
  'not \ufffe\uffff XML\u0000\u000b',
  '=HYPERLINK("https://evil.example")',
  '../../../etc/passwd',
  '..',
  '{0} [click](https://evil.example) \\',
  'line\r\nbreak\ttab\u2028\u2029',
  '&lt;b&gt; &amp;',
  '${IFS}`id`$(id)',
] as const;

export function finding(of: Partial<ReportedFinding> = {}): ReportedFinding {
  const {
    resource_id = 'logs',
    type = 'AWS::S3::Bucket',
    region = 'eu-west-1',
    account_id = ACCOUNT,
    policy_id = 'aws.s3.bucket-private',
  } = of;
  const uid = resourceUid(account_id, type, region, resource_id);
  return {
    finding_id: `${policy_id}#${uid}`,
    policy_id,
    title: 'Buckets are private',
    severity: 'high',
    status: 'open',
    verdict: 'fail',
    reason: null,
    account_id,
    account_name: 'production',
    region,
    type,
    resource_id,
    resource_uid: uid,
    resource_name: resource_id,
    native_id: `arn:aws:s3:::${resource_id}`,
    tags: { team: 'data' },
    first_seen_at: null,
    opened_at: null,
    resolved_at: null,
    suppression: null,
    ...of,
  };
}

export const policy = (of: Partial<ReportedPolicy> = {}): ReportedPolicy => ({
  id: 'aws.s3.bucket-private',
  title: 'Buckets are private',
  severity: 'high',
  resource_type: 'AWS::S3::Bucket',
  description: 'Anyone can read the bucket <b>.',
  remediation: {
    text: 'Block public access.',
    console: ['Open the bucket.', 'Block all.'],
    cli: 'aws s3api put-public-access-block --bucket {resource_id}',
  },
  references: ['https://docs.aws.amazon.com/s3'],
  frameworks: { 'cis-aws-7.0': ['2.1.4'], 'aws-fsbp': ['S3.8'] },
  counts: { pass: 7, fail: 3, unknown: 1 },
  ...of,
});

/** One finding of each status and verdict that reports know. */
export const OF_EACH_STATUS: readonly ReportedFinding[] = [
  finding({ resource_id: 'open' }),
  finding({ resource_id: 'open-unknown', verdict: 'unknown', reason: 'GetBucketPolicy was denied.' }),
  finding({
    resource_id: 'suppressed',
    status: 'suppressed',
    suppression: { reason: 'A public website', until: '2027-01-01T00:00:00.000Z' },
    opened_at: '2026-11-01T00:00:00.000Z',
  }),
  finding({ resource_id: 'resolved', status: 'resolved', verdict: 'pass', resolved_at: '2026-11-20T00:00:00.000Z' }),
  finding({ resource_id: 'gone', status: 'resolved', verdict: 'not_applicable', resolved_at: '2026-11-20T00:00:00.000Z' }),
  finding({ resource_id: 'not-known', status: null, verdict: 'unknown', reason: 'The policy of the bucket could not be read.' }),
];

export const OF_HOSTILE_NAMES: readonly ReportedFinding[] = HOSTILE.flatMap((text, index) => [
  finding({
    resource_id: `${index}${text}`,
    resource_name: text,
    account_name: text,
    native_id: `arn:aws:s3:::${text}`,
    tags: { [text]: text, __proto__x: text, blank: ' ' },
    evidence: { statement: text, list: [text] },
  }),
  finding({ resource_id: text, status: 'suppressed', suppression: { reason: text }, verdict: 'unknown', reason: text }),
  finding({ resource_id: `unknown ${text}`, status: null, verdict: 'unknown', reason: text }),
]);

export function content(findings: readonly ReportedFinding[], of: Partial<ReportContent> = {}): ReportContent {
  const sorted = findings.toSorted(compareFindings);
  return {
    source: 'run',
    version: '1.2.3',
    collected_at: COLLECTED_AT,
    scope: 'all accounts </title><script>',
    policies: new Map(
      [policy(), policy({ id: 'aws.sqs.queue-encrypted', title: 'Queues', frameworks: {}, counts: { pass: 2 } })].map((one) => [
        one.id,
        one,
      ]),
    ),
    findings: () => each(sorted),
    accounts: () => [ACCOUNTS],
    coverage: () => each([SLICE]),
    resources: () => each([RESOURCE]),
    ...of,
  };
}

export async function textOf(file: ReportFile, of: ReportContent): Promise<string> {
  let text = '';
  for await (const part of file.text(of)) text += part;
  // As it arrives in a file.
  return Buffer.from(text).toString();
}

/** Characters that no report may hold as they are: they control terminals, reverse text, or cannot be seen. */
export const DANGEROUS = /(?![\n\r\t])[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;

export async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

/** An account that could not be read, with a hostile name and reason. */
export const UNREAD_ACCOUNT: AccountRecord = {
  account_id: parseAccountId('210987654321'),
  provider: 'aws',
  name: HOSTILE[9],
  connection_id: 'aws',
  organizational_unit: null,
  tags: null,
  enabled: true,
  status: 'failed',
  error: `AccessDenied ${HOSTILE[5]}`,
  resources: 0,
};

export const ACCOUNTS: AccountRecord = {
  account_id: ACCOUNT,
  provider: 'aws',
  name: HOSTILE[0],
  connection_id: 'aws',
  organizational_unit: null,
  tags: null,
  enabled: true,
  status: 'partial',
  error: HOSTILE[3],
  resources: 12,
};

export const SLICE: CoverageRecord = {
  account_id: ACCOUNT,
  segment: 'eu-west-1',
  type: 'AWS::S3::Bucket',
  outcome: 'denied',
  resources: 0,

  counted: null,
  complete_at: null,
  error_class: 'denied',
  error_code: 'AccessDenied',
  error_message: HOSTILE[0],
  permission: 's3:ListAllMyBuckets',
};

const RESOURCE: ResourceRecord = {
  account_id: ACCOUNT,
  segment: 'eu-west-1',
  type: 'AWS::S3::Bucket',
  resource_id: HOSTILE[0],
  region: 'eu-west-1',
  resource_uid: resourceUid(ACCOUNT, 'AWS::S3::Bucket', 'eu-west-1', HOSTILE[0]),
  provider: 'aws',
  kind: 'bucket',
  service: 'aws.s3',
  native_id: null,
  name: null,
  tags: { [HOSTILE[7]]: HOSTILE[5] },
  config: { Name: HOSTILE[6], Policy: null },
  unread: { Policy: { error_code: 'AccessDenied', permission: 's3:GetBucketPolicy' } },
  relationships: [],
  enrich_status: 'ERROR',
  content_hash: 'h',
  first_seen_at: null,
  changed_at: null,
};
