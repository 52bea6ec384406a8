/** One state has one verdict, whether a run, the platform or the reader of an export judges it, and however late. */
import { describe, expect, it } from '@jest/globals';
import { fetchedRecord } from '../../../shared/exports/resource-record.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import { CanonicalForm } from '../../../shared/inventory/canonical-form.ts';
import { untimed } from '../../../shared/observability/stages.ts';
import { builtInPolicies } from '../../../shared/policies/catalog.ts';
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

async function judged(subject: Subject, observedAt: number | undefined, now: number): Promise<string | undefined> {
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
  for await (const [found] of verdicts(ROLE.type, policies, resources, now, untimed)) return found?.verdict.verdict;
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

describe('a time that moves by itself', () => {
  it('is exported whole, without the members that are volatile', () => {
    const found = role('2026-11-27T08:00:01.000Z');
    expect(fetchedRecord(account_id, 'global', ROLE, found).config['RoleLastUsed']).toEqual({ LastUsedDate: '2026-11-27T08:00:01.000Z' });
  });

  it('is no change within a day', () => {
    expect(role('2026-11-27T08:00:01.000Z').hash).toBe(role('2026-11-27T19:30:00.000Z').hash);
  });
});
