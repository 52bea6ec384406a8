/** Subjects and policies for tests, small enough to read. */
import { parseAccountId } from '../../../shared/ids.ts';
import { beforeAll } from '@jest/globals';
import { loadPatternEngine } from '../../../shared/policies/cel/regular-expressions.ts';
import { type CompiledPolicy, compilePolicy } from '../../../shared/policies/compile-policy.ts';
import type { AccountResources, EvaluationContext, Subject, Verdict } from '../../../shared/policies/evaluation.ts';
import type { Policy } from '../../../shared/policies/policy.ts';

export const NOW = '2026-11-21T12:00:00Z';

export const subject = (more: Partial<Subject> = {}): Subject => ({
  resource_id: 'logs',
  native_id: 'arn:aws:s3:::logs',
  name: 'logs',
  type: 'AWS::S3::Bucket',
  kind: 'bucket',
  segment: 'eu-west-1',
  region: 'eu-west-1',
  account_id: parseAccountId('aws:111122223333'),
  first_seen_at: '2026-01-01T00:00:00Z',
  changed_at: '2026-06-01T00:00:00Z',
  tags: {},
  config: {},
  unread: {},
  relationships: [],
  ...more,
});

export const policy = (more: Partial<Policy> = {}): Policy => ({
  id: 's3.test',
  title: 'A policy of a test',
  description: 'It is tested.',
  severity: 'low',
  resource_type: 'AWS::S3::Bucket',
  pass: 'true',
  remediation: { text: 'Mend it.', cli: 'true' },
  references: [],
  frameworks: {},
  tests: [],
  ...more,
});

/** An account with these resources; the inventory of the types in `notWhole` is not whole. */
export function accountOf(resources: readonly Subject[] = [], notWhole: readonly string[] = []): AccountResources {
  const byType = Map.groupBy(resources, ({ type }) => type);
  return { ofType: (type) => (notWhole.includes(type) ? { not_whole: `Not every ${type} is known.` } : (byType.get(type) ?? [])) };
}

export const contextOf = (resources: AccountResources = accountOf()): EvaluationContext => ({ now: Date.parse(NOW), resources });

beforeAll(loadPatternEngine);

export const compiled = (pass: string, more: Partial<Policy> = {}): CompiledPolicy => compilePolicy(policy({ pass, ...more }));

/** The verdict on the resource of a policy for buckets with this expression. */
export const verdictOf = (pass: string, resource: Partial<Subject> = {}, resources: AccountResources = accountOf()): Verdict =>
  compiled(pass).evaluate(subject(resource), contextOf(resources));

/** Only the name of the verdict, for tables. */
export const say = (pass: string, resource: Partial<Subject> = {}, resources: AccountResources = accountOf()): string =>
  verdictOf(pass, resource, resources).verdict;
