/** One state has one verdict, whether a run, the platform or the reader of an export judges it, and however late. */
import { describe, expect, it } from '@jest/globals';
import { fetchedRecord } from '../../../shared/exports/resource-record.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import { CanonicalForm } from '../../../shared/inventory/canonical-form.ts';
import { untimed } from '../../../shared/observability/stages.ts';
import { builtInPolicies } from '../../../shared/policies/catalog.ts';
import type { CompiledPolicy } from '../../../shared/policies/compile-policy.ts';
import type { Subject } from '../../../shared/policies/evaluation.ts';
import { typeNamed } from '../../../shared/registry.ts';
import type { ResourceType } from '../../../shared/clouds/resource-type.ts';
import { type JudgedResources, verdicts } from '../../../shared/scan/verdicts.ts';

const DAY_MS = 86_400_000;
const OBSERVED = Date.parse('2026-11-28T15:30:00.000Z');
const ROLE = typeNamed('AWS::IAM::Role') as ResourceType;
const account_id = parseAccountId('aws:111122223333');
const policies = builtInPolicies().filter(({ policy }) => policy.id === 'aws.iam.role-used-within-90-days');

const role = (LastUsedDate: string) =>
  new CanonicalForm(ROLE).hashed({
    resource_id: 'r',
    native_id: 'arn:aws:iam::111122223333:role/r',
    name: 'r',
    region: 'global',
    tags: {},
    config: { RoleName: 'r', Path: '/', CreateDate: '2020-01-01T00:00:00.000Z', RoleLastUsed: { LastUsedDate, Region: 'us-east-1' } },
    unread: {},
    relationships: [],
  });

const subjectOf = (config: Subject['config'], { resource }: ReturnType<typeof role>): Subject => ({
  ...resource,
  config,
  account_id,
  type: ROLE.type,
  kind: ROLE.kind,
  segment: 'global',
  first_seen_at: '2026-01-01T00:00:00.000Z',
  changed_at: '2026-01-01T00:00:00.000Z',
});

async function judged(
  subject: Subject,
  observedAt: number | undefined,
  now: number,
  by: readonly CompiledPolicy[] = policies,
): Promise<string | undefined> {
  const resources: JudgedResources = {
    mayHave: () => true,
    async *pages() {
      yield await Promise.resolve([subject]);
    },
    load: () => Promise.resolve(),
    observedAt: () => observedAt,
    keepOnly: () => undefined,
    ofType: () => [subject],
  };
  for await (const {
    judged: [found],
  } of verdicts([subject.type], new Map([[subject.type, by]]), resources, now, untimed))
    return found?.verdict.verdict;
  return undefined;
}

describe.each([
  ['a second before it is 90 days old', 1000, 'pass'],
  ['90 days old', 0, 'fail'],
])('a last use that is %s when it is observed', (_what, younger, verdict) => {
  const found = role(new Date(OBSERVED - 90 * DAY_MS + younger).toISOString());
  const exported = fetchedRecord(account_id, 'global', ROLE, found).config;

  it.each<[string, Subject, number | undefined, number]>([
    ['a run, at the time at which it began', subjectOf(found.resource.config, found), undefined, OBSERVED],
    ['a scan of the platform hours later', subjectOf(found.resource.config, found), OBSERVED, OBSERVED + 9 * 3_600_000],
    ['a scan of the platform days later', subjectOf(found.resource.config, found), OBSERVED, OBSERVED + 3 * DAY_MS],
    ['who reads the export', subjectOf(exported, found), undefined, OBSERVED],
  ])('is judged alike by %s', async (_by, subject, observedAt, now) => {
    expect(await judged(subject, observedAt, now)).toBe(verdict);
  });
});

const USER = 'AWS::IAM::User';
const ACCOUNT = 'Microsoft.Storage/storageAccounts';
const key = (CreateDate: string, LastUsedDate: string | null) => ({
  AccessKeys: [
    { AccessKeyId: 'AKIAEXAMPLE', Status: 'Active', CreateDate, AccessKeyLastUsed: LastUsedDate === null ? null : { LastUsedDate } },
  ],
  LoginProfile: null,
  PasswordLastUsed: null,
});
const password = (CreateDate: string, PasswordLastUsed: string | null) => ({
  AccessKeys: [],
  LoginProfile: { CreateDate },
  PasswordLastUsed,
});
const OLD = '2020-01-01T00:00:00.000Z';
const stopped = (at: string) => ({
  State: { Name: 'stopped' },
  LaunchTime: OLD,
  StateTransitionReason: `User initiated (${at.slice(0, 10)} ${at.slice(11, 19)} GMT)`,
});

const SECRET = 'AWS::SecretsManager::Secret';
const secret = (times: Subject['config']): Subject['config'] => ({ CreatedDate: OLD, ...times });

/** The policies that judge ages, each with the days at which its verdict changes, and the verdict at exactly that age. */
const AGES: readonly (readonly [
  policy: string,
  what: string,
  type: string,
  days: number,
  at: 'pass' | 'fail',
  config: (time: string) => Subject['config'],
])[] = [
  ['aws.iam.user-access-keys-rotated', 'a key that is used', USER, 90, 'pass', (time) => key(time, new Date(OBSERVED).toISOString())],
  ['aws.iam.user-credentials-used-within-45-days', 'the last use of a key', USER, 45, 'fail', (time) => key(OLD, time)],
  ['aws.iam.user-credentials-used-within-45-days', 'a key that was never used', USER, 45, 'fail', (time) => key(time, null)],
  ['aws.iam.user-credentials-used-within-45-days', 'the last use of a password', USER, 45, 'fail', (time) => password(OLD, time)],
  ['aws.iam.user-credentials-used-within-45-days', 'a password that was never used', USER, 45, 'fail', (time) => password(time, null)],
  ['aws.iam.user-credentials-used-within-90-days', 'the last use of a key', USER, 90, 'fail', (time) => key(OLD, time)],
  ['aws.iam.user-credentials-used-within-90-days', 'a key that was never used', USER, 90, 'fail', (time) => key(time, null)],
  ['aws.iam.user-credentials-used-within-90-days', 'the last use of a password', USER, 90, 'fail', (time) => password(OLD, time)],
  ['aws.iam.user-credentials-used-within-90-days', 'a password that was never used', USER, 90, 'fail', (time) => password(time, null)],
  [
    'aws.iam.role-used-within-90-days',
    'a role that was never used',
    'AWS::IAM::Role',
    90,
    'fail',
    (time) => ({ CreateDate: time, RoleLastUsed: {} }),
  ],
  ['aws.ec2.instance-stopped-removed', 'an instance that is stopped', 'AWS::EC2::Instance', 30, 'pass', stopped],
  [
    'aws.ec2.volume-attached',
    'a volume that is not attached',
    'AWS::EC2::Volume',
    1,
    'pass',
    (time) => ({ State: 'available', CreateTime: time }),
  ],
  [
    'aws.certificatemanager.certificate-not-expiring',
    'a certificate that ends',
    'AWS::CertificateManager::Certificate',
    -30,
    'fail',
    (time) => ({ NotAfter: time }),
  ],
  [
    'aws.iam.server-certificate-not-expired',
    'a certificate that ends',
    'AWS::IAM::ServerCertificate',
    0,
    'fail',
    (time) => ({ Expiration: time }),
  ],
  [
    'aws.rds.instance-certificate-valid',
    'a certificate that ends',
    'AWS::RDS::DBInstance',
    -90,
    'pass',
    (time) => ({ CertificateDetails: { ValidTill: time } }),
  ],
  [
    'aws.secretsmanager.secret-rotated-within-90-days',
    'the last rotation',
    SECRET,
    90,
    'pass',
    (time) => secret({ LastRotatedDate: time }),
  ],
  [
    'aws.secretsmanager.secret-rotated-within-90-days',
    'a secret that was never rotated',
    SECRET,
    90,
    'pass',
    (time) => ({ CreatedDate: time }),
  ],
  [
    'aws.secretsmanager.secret-rotation-succeeds',
    'the next rotation',
    SECRET,
    0,
    'pass',
    (time) => secret({ RotationEnabled: true, NextRotationDate: time }),
  ],
  ['aws.secretsmanager.secret-used-within-90-days', 'the last use', SECRET, 90, 'pass', (time) => secret({ LastAccessedDate: time })],
  ['aws.secretsmanager.secret-used-within-90-days', 'a secret that was never used', SECRET, 90, 'pass', (time) => ({ CreatedDate: time })],
  [
    'azure.storage.account-keys-rotated',
    'a key that was regenerated',
    ACCOUNT,
    90,
    'fail',
    (time) => ({ properties: { creationTime: OLD, keyCreationTime: { key1: time, key2: new Date(OBSERVED).toISOString() } } }),
  ],
  [
    'azure.storage.account-keys-rotated',
    'keys that were never regenerated',
    ACCOUNT,
    90,
    'fail',
    (time) => ({ properties: { creationTime: time, keyCreationTime: null } }),
  ],
  ...(
    [
      ['oci.identity.user-api-keys-rotated', 'apiKeys'],
      ['oci.identity.user-auth-tokens-rotated', 'authTokens'],
      ['oci.identity.user-customer-secret-keys-rotated', 'customerSecretKeys'],
      ['oci.identity.user-db-credentials-rotated', 'dbCredentials'],
    ] as const
  ).map(
    ([policy, field]) =>
      [
        policy,
        'a credential that is active',
        'User',
        90,
        'pass',
        (time: string) => ({ [field]: [{ lifecycleState: 'ACTIVE', timeCreated: time }] }),
      ] as const,
  ),
  ['oci.identity.user-unused-credentials', 'the last login', 'User', 45, 'fail', (time) => ociUser(OLD, time)],
  ['oci.identity.user-unused-credentials', 'a user who never logged in', 'User', 45, 'fail', (time) => ociUser(time, null)],
  [
    'oci.kms.key-rotated',
    'the current version of a key',
    'Key',
    365,
    'pass',
    (time) => ({ lifecycleState: 'ENABLED', currentKeyVersion: 'v', versions: [{ id: 'v', timeCreated: time }] }),
  ],
];

const ociUser = (timeCreated: string, lastSuccessfulLoginTime: string | null): Subject['config'] => ({
  lifecycleState: 'ACTIVE',
  capabilities: { canUseConsolePassword: true },
  timeCreated,
  lastSuccessfulLoginTime,
});

/** The first compares two stored times with each other. The second judges only beside the user's domain, which these resources lack. */
const NOT_COMPARED: readonly string[] = [
  'aws.iam.user-no-initial-access-key',
  ...['api-keys-rotated', 'auth-tokens-rotated', 'customer-secret-keys-rotated', 'db-credentials-rotated', 'unused-credentials'].map(
    (name) => `oci.identitydomains.user-${name}`,
  ),
];

describe('the run and the platform judge the age of one observation alike', () => {
  const fieldsOf = (type: string): ResourceType => typeNamed(type) as ResourceType;

  it.each(AGES.flatMap((age) => [-1, 0, 1].map((seconds) => [...age, seconds] as const)))(
    '%s: %s (%s), %d days old (%s), and %d seconds more',
    async (policyId, _what, type, days, at, config, seconds) => {
      const time = new Date(OBSERVED - days * DAY_MS - seconds * 1000).toISOString();
      const found = new CanonicalForm(fieldsOf(type)).hashed({
        resource_id: 'r',
        native_id: `arn:aws:iam::111122223333:${type}/r`,
        name: 'r',
        region: 'global',
        tags: {},
        config: config(time),
        unread: {},
        relationships: [],
      });
      const subject: Subject = { ...subjectOf(found.resource.config, found), type, kind: fieldsOf(type).kind };
      const exported: Subject = { ...subject, config: fetchedRecord(account_id, 'global', fieldsOf(type), found).config };
      const by = builtInPolicies().filter(({ policy }) => policy.id === policyId);
      const verdict = seconds < 0 ? 'pass' : seconds > 0 ? 'fail' : at;

      expect([
        await judged(subject, undefined, OBSERVED, by),
        await judged(subject, OBSERVED, OBSERVED + 9 * 3_600_000, by),
        await judged(subject, OBSERVED, OBSERVED + 3 * DAY_MS, by),
        await judged(exported, undefined, OBSERVED, by),
      ]).toEqual([verdict, verdict, verdict, verdict]);
    },
  );

  it('lists every policy that computes an age', () => {
    const computing = builtInPolicies().filter(({ policy }) => `${policy.applies_to} ${policy.pass}`.includes('age_days('));
    const compared = computing.map(({ policy }) => policy.id).filter((id) => !NOT_COMPARED.includes(id));

    expect(compared.toSorted()).toEqual([...new Set(AGES.map(([id]) => id))].toSorted());
  });
});

describe('a time that moves by itself', () => {
  it('is exported whole, without the members that are volatile', () => {
    const found = role('2026-11-27T08:00:01.000Z');
    expect(fetchedRecord(account_id, 'global', ROLE, found).config['RoleLastUsed']).toEqual({ LastUsedDate: '2026-11-27T08:00:01.000Z' });
  });

  it('is no change within a day', () => {
    expect(role('2026-11-27T08:00:01.000Z').hash).toBe(role('2026-11-27T19:30:00.000Z').hash);
  });
});
