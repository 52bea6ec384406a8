import { describe, expect, it } from '@jest/globals';
import { frameworkScore } from '../../../shared/api/framework-score.ts';
import type { CompiledPolicy } from '../../../shared/policies/compile-policy.ts';
import type { Framework } from '../../../shared/policies/framework.ts';
import type { PolicyResult } from '../../../shared/scan/model.ts';
import { policyResult } from '../../support/finding-rows.ts';

const framework: Framework = {
  id: 'test',
  name: 'Test',
  controls: [
    { id: '1', title: 'Answered by two', section: 'A' },
    { id: '2', title: 'Takes a person', section: 'A', status: 'manual', reason: 'Nobody else knows.' },
    { id: '3', title: 'Open', section: 'B' },
  ],
};

const policy = (id: string) =>
  ({ policy: { id, resource_type: 'AWS::S3::Bucket', frameworks: { test: ['1'] } } }) as unknown as CompiledPolicy;
const policies = [policy('s3.a'), policy('s3.b')];

const stateOf = (a: Partial<PolicyResult>, b?: Partial<PolicyResult>): string =>
  frameworkScore(framework, policies, { results: { 's3.a': policyResult(a), ...(b && { 's3.b': policyResult(b) }) } }).controls[0]!.state;

describe('a control', () => {
  it.each([
    ['fail', 'a resource fails', { pass: 9, fail: 1 }, { pass: 1 }],
    ['fail', 'one fails and another is unknown', { fail: 1, unknown: 1 }, { pass: 1 }],
    ['pass_where_seen', 'a verdict is unknown', { pass: 1, unknown: 1 }, { pass: 1 }],
    ['pass_where_seen', 'a policy has no result', { pass: 1 }, undefined],
    ['pass_where_seen', 'an inventory is not whole', { pass: 1 }, { pass: 1, not_whole: 1 }],
    ['fail', 'one fails and an inventory is not whole', { pass: 1, fail: 1, not_whole: 1 }, { pass: 1 }],
    ['unknown', 'every verdict is unknown', { unknown: 2 }, {}],
    ['unknown', 'there is no resource, and an inventory is not whole', {}, { not_whole: 1 }],
    ['pass', 'all that fails is suppressed', { pass: 1, fail: 2, suppressed: 2 }, { pass: 1 }],
    ['pass', 'one policy has nothing to say', { pass: 1 }, {}],
    ['pass', 'all there is fails and is suppressed', { fail: 2, suppressed: 2 }, {}],
    ['no_data', 'there is nothing to evaluate', {}, { not_applicable: 3 }],
  ] as const)('is %s where %s', (state, _name, a, b) => {
    expect(stateOf(a, b)).toBe(state);
  });

  it.each([
    ['partial', { pass: 1 }],
    ['partial', { fail: 1, suppressed: 1 }],
    ['fail', { pass: 1, fail: 1 }],
    ['partial', { pass: 1, unknown: 1 }],
    ['partial', { pass: 1, not_whole: 1 }],
    ['unknown', { unknown: 1 }],
    ['no_data', {}],
  ] as const)('that is answered in part only is %s where the verdicts are %j, and never passes', (state, result) => {
    const inPart = { ...framework, controls: [{ ...framework.controls[0]!, partial: 'Other regions.' }] };

    const scored = frameworkScore(inPart, [policy('s3.a')], { results: { 's3.a': policyResult(result) } });

    expect(scored.controls[0]).toMatchObject({ state, partial: 'Other regions.' });
    expect(scored.coverage).toMatchObject({ covered: 0, partial: 1, percent: 0 });
    expect(scored.score.percent ?? 0).toBe(0);
  });

  it('that no policy covers has the status that the framework gives it', () => {
    expect(frameworkScore(framework, policies, { results: {} }).controls.map(({ state }) => state)).toEqual([
      'no_data',
      'manual',
      'not_covered',
    ]);
  });

  it('names each account whose inventory is not whole once, and the policies that have no result', () => {
    const lacking = (...not_whole_in: readonly string[]) =>
      policyResult({ pass: 1, not_whole: not_whole_in.length, not_whole_in: not_whole_in as PolicyResult['not_whole_in'] & object });
    const both = { 's3.a': lacking('aws:1', 'aws:2'), 's3.b': lacking('aws:2', 'aws:3') };

    expect(frameworkScore(framework, policies, { results: both }).controls[0]).toMatchObject({
      not_whole: 3,
      not_whole_in: ['aws:1', 'aws:2', 'aws:3'],
    });
    expect(frameworkScore(framework, policies, { results: { 's3.a': policyResult({ pass: 1, not_whole: 9 }) } }).controls[0]).toMatchObject(
      {
        not_whole: 9,
        not_evaluated: ['s3.b'],
      },
    );
    expect(
      frameworkScore(framework, policies, { results: { 's3.a': policyResult(), 's3.b': policyResult() } }).controls[0],
    ).not.toHaveProperty('not_whole');
  });

  it('counts failing and suppressed verdicts separately', () => {
    const result = policyResult({ pass: 4, fail: 3, suppressed: 1, unknown: 2 });

    const [control] = frameworkScore(framework, [policy('s3.a')], { results: { 's3.a': result } }).controls;

    expect(control).toMatchObject({ control_id: '1', policies: ['s3.a'], passed: 4, failed: 2, suppressed: 1, unknown: 2 });
  });
});

describe('a control that no policy of Muster covers', () => {
  it('says why, until a policy of a user covers it', () => {
    const own = { policy: { id: 'my.a', resource_type: 'AWS::S3::Bucket', frameworks: { test: ['2'] } } } as unknown as CompiledPolicy;

    expect(frameworkScore(framework, policies, { results: {} }).controls[1]).toMatchObject({
      state: 'manual',
      reason: 'Nobody else knows.',
    });
    expect(frameworkScore(framework, [own], { results: {} }).controls[1]).not.toHaveProperty('reason');
  });
});

describe('a score', () => {
  const passing = { 's3.a': policyResult({ pass: 1 }), 's3.b': policyResult({ pass: 1 }) };

  it('is the share of passing controls among those with a verdict, and absent if there are no results', () => {
    expect(frameworkScore(framework, policies, { results: passing }).score).toMatchObject({
      percent: 100,
      states: { pass: 1, manual: 1, not_covered: 1 },
    });
    expect(frameworkScore(framework, policies, { results: {} }).score).not.toHaveProperty('percent');
  });

  it('has the share of controls that policies cover, rounded down', () => {
    expect(frameworkScore(framework, policies, { results: {} }).coverage).toEqual({
      controls: 3,
      covered: 1,
      partial: 0,
      manual: 1,
      not_covered: 1,
      percent: 33.3,
    });
  });

  it('is that of what was seen, with the accounts and verdicts that it rests on', () => {
    const inAws = [policy('aws.s3.a'), policy('aws.s3.b')];
    const results = {
      'aws.s3.a': policyResult({ pass: 5, fail: 1, suppressed: 1, accounts: 2 }),
      'aws.s3.b': policyResult({ pass: 2, unknown: 4, accounts: 2, not_whole: 1 }),
    };

    const { score, seen, controls } = frameworkScore(framework, inAws, { results, accounts: { aws: 3, azure: 7, 'azure/directory': 2 } });

    expect(score.percent).toBe(100);
    expect(seen).toEqual({ accounts: { whole: 1, total: 3 }, resources: { judged: 8, unknown: 4 } });
    expect(controls[0]).toMatchObject({ state: 'pass_where_seen', seen });
    expect(controls[1]).not.toHaveProperty('seen');
  });

  it('is not a plain pass while an account was never scanned', () => {
    const results = { 'aws.s3.a': policyResult({ pass: 5, accounts: 2 }) };
    const stateWith = (aws: number) => frameworkScore(framework, [policy('aws.s3.a')], { results, accounts: { aws } }).controls[0]!.state;

    expect([stateWith(2), stateWith(3)]).toEqual(['pass', 'pass_where_seen']);
  });

  it('is unknown, and has no share, where no account could be read', () => {
    const results = { 's3.a': policyResult({ not_whole: 1, accounts: 1 }), 's3.b': policyResult({ unknown: 2, accounts: 1 }) };

    const { score } = frameworkScore(framework, policies, { results });

    expect(score.states).toMatchObject({ unknown: 1, pass: 0, pass_where_seen: 0 });
    expect(score).not.toHaveProperty('percent');
  });
});

it('names the controls that have left the standard apart from those that are scored', () => {
  const retired = { id: '0', title: 'Was asked once', section: 'A', retired: true as const };

  const scored = frameworkScore({ ...framework, controls: [retired, ...framework.controls] }, policies, { results: {} });

  expect(scored.retired_controls).toEqual([{ control_id: '0', title: 'Was asked once', section: 'A' }]);
  expect(scored.controls.map(({ control_id }) => control_id)).toEqual(['1', '2', '3']);
  expect(frameworkScore(framework, policies, { results: {} })).not.toHaveProperty('retired_controls');
});
