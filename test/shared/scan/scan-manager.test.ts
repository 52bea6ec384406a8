import { beforeEach, describe, expect, it } from '@jest/globals';
import { ConditionFailed } from '../../../shared/errors.ts';
import { sliceId } from '../../../shared/ids.ts';
import { coverageItem } from '../../../shared/inventory/coverage.ts';
import type { EvaluationContext, Subject, Verdict } from '../../../shared/policies/evaluation.ts';
import { CASES_TOGETHER } from '../../../shared/policies/judge.ts';
import { cloudError, fetched } from '../../support/fake-cloud.ts';
import { ACCOUNT, account, idOf, MeddledStore, NETWORK, policy, ScanWorld, story, uidOf, USER } from './support.ts';

let world: ScanWorld;

beforeEach(async () => {
  world = await ScanWorld.create();
});

describe('a scan', () => {
  it('opens a finding for each failure and for nothing else, and returns the counts', async () => {
    const result = await world.day({ bad: 'fail', good: 'pass', dark: 'unknown', other: 'not_applicable' });
    expect(world.statuses()).toEqual(['bad: open']);
    expect(world.finding('bad')).toMatchObject({
      account_id: ACCOUNT,
      policy_id: 'ec2.one',
      resource_uid: uidOf('bad'),
      resource_name: 'bad',
      type: NETWORK.type,
      region: 'eu-west-1',
      severity: 'high',
      title: 'ec2.one',
    });
    expect(result).toMatchObject({
      counts: { evaluated: 4, pass: 1, fail: 1, unknown: 1, not_applicable: 1, opened: 1, reopened: 0, resolved: 0, suppressed: 0 },
      findings_by_severity: { critical: 0, high: 1, medium: 0, low: 0, informational: 0 },
      missing_permissions: ['ec2:Look'],
      types_done: [NETWORK.type],
      types_left: [],
    });
  });

  it('stores the counts of each policy', async () => {
    world.policies = [policy('ec2.one'), policy('ec2.two', { evaluate: () => ({ verdict: 'pass' }) })];
    await world.day({ bad: 'fail', good: 'pass', dark: 'unknown' });
    expect(world.results()?.results).toEqual({
      'ec2.one': expect.objectContaining({
        pass: 1,
        fail: 1,
        unknown: 1,
        not_applicable: 0,
        suppressed: 0,
        unknowns: [{ resource_uid: uidOf('dark'), reason: 'needs ec2:Look', permission: 'ec2:Look' }],
      }),
      'ec2.two': expect.objectContaining({ pass: 3, fail: 0, unknown: 0, unknowns: [] }),
    });
  });

  it('writes nothing to findings when nothing changed', async () => {
    await world.day({ bad: 'fail', worse: 'fail', good: 'pass', dark: 'unknown' });
    const before = world.findings();
    world.rows.requests.clear();
    const second = await world.scan();
    expect(world.findingWrites()).toBe(0);
    expect(world.findings()).toEqual(before);
    expect(second).toMatchObject({ counts: { fail: 2, opened: 0, resolved: 0 }, findings_by_severity: { high: 2 } });
  });

  it('stores what failed, writes it again only if it changes, and adds nothing to the history for it', async () => {
    let shown: { text?: string; problem?: string } = { text: '["a"]' };
    world.policies = [{ ...policy('ec2.one'), show: () => shown }];
    await world.day({ bad: 'fail', good: 'pass' });
    expect(world.finding('bad')).toMatchObject({ evidence: '["a"]', history: [{ reason: 'failed', evidence: '["a"]' }] });
    world.rows.requests.clear();
    await world.scan();
    expect(world.findingWrites()).toBe(0);
    shown = { text: '["a","b"]' };
    expect(await world.scan()).toMatchObject({ counts: { fail: 1, opened: 0, resolved: 0 } });
    expect(world.findingWrites()).toBe(1);
    expect(world.finding('bad')).toMatchObject({ evidence: '["a","b"]', version: 2 });
    expect(story(world.finding('bad'))).toEqual(['failed']);
    shown = { problem: 'No such key' };
    await world.scan();
    expect(world.finding('bad')).toMatchObject({ status: 'open', verdict: 'fail' });
    expect(world.finding('bad')).not.toHaveProperty('evidence');
    await world.day({ bad: 'pass' });
    expect(world.finding('bad')?.history[0]).toMatchObject({ evidence: '["a"]' });
  });

  it('reads the findings of an account in one query, and no slice that coverage knows to be empty', async () => {
    await world.day({ bad: 'fail' });
    world.rows.requests.clear();
    await world.scan();
    expect(world.rows.requests.get('query findings')).toBe(1);
    expect(world.rows.requests.get('get findings')).toBeUndefined();
    expect(world.rows.requests.get('get resources')).toBeUndefined();
    expect(world.rows.requests.get('query resources')).toBe(1);
  });

  it('resolves a finding whose resource was fixed, and reopens it as the same finding', async () => {
    await world.day({ vpc: 'fail' });
    expect(await world.day({ vpc: 'pass' })).toMatchObject({ counts: { resolved: 1 }, findings_by_severity: { high: 0 } });
    expect(world.finding('vpc')).toMatchObject({ status: 'resolved', verdict: 'pass' });
    expect(await world.day({ vpc: 'fail' })).toMatchObject({ counts: { opened: 0, reopened: 1 }, findings_by_severity: { high: 1 } });
    expect(world.findings()).toHaveLength(1);
    expect(story(world.finding('vpc'))).toEqual(['failed', 'fixed', 'failed_again']);
  });

  it('keeps the status of a finding at an unknown verdict, and shows the reason', async () => {
    await world.day({ vpc: 'fail' });
    await world.day({ vpc: 'unknown' });
    expect(world.finding('vpc')).toMatchObject({ status: 'open', verdict: 'unknown', reason: 'needs ec2:Look' });
    world.rows.requests.clear();
    await world.scan();
    expect(world.findingWrites()).toBe(0);
  });

  it('takes a new title and severity of a policy without a transition', async () => {
    await world.day({ vpc: 'fail' });
    world.policies = [policy('ec2.one', { severity: 'critical', title: 'Better' })];
    expect((await world.scan()).findings_by_severity).toMatchObject({ high: 0, critical: 1 });
    expect(world.finding('vpc')).toMatchObject({ severity: 'critical', title: 'Better', version: 2 });
    expect(story(world.finding('vpc'))).toEqual(['failed']);
  });

  it('distinguishes findings of resources whose ids are as long as a key may be', async () => {
    const long = 'x'.repeat(980);
    await world.day({ [`${long}1`]: 'fail', [`${long}2`]: 'fail' });
    expect(world.findings().map(({ resource_uid }) => resource_uid)).toEqual(
      expect.arrayContaining([uidOf(`${long}1`), uidOf(`${long}2`)]),
    );
    await world.day({ [`${long}1`]: 'fail', other: 'pass' });
    expect(
      world
        .findings()
        .map(({ status }) => status)
        .toSorted(),
    ).toEqual(['open', 'resolved']);
  });
});

describe('the finding of a resource that a scan does not see', () => {
  const remove = (id: string) => world.rows.expire('resources', { slice_id: sliceId(account, NETWORK.type, 'eu-west-1'), resource_id: id });

  it('is resolved if the resource was deleted', async () => {
    await world.day({ a: 'fail', b: 'pass' });
    expect((await world.day({ b: 'pass' })).counts.resolved).toBe(1);
    expect(story(world.finding('a'))).toEqual(['failed', 'resource_deleted']);
  });

  it('is resolved by the history of the resource if the row has expired', async () => {
    await world.day({ a: 'fail', b: 'pass' });
    world.list({ b: 'pass' });
    await world.inventory();
    remove('a');
    await world.scan();
    expect(story(world.finding('a'))).toEqual(['failed', 'resource_deleted']);
  });

  it('stays if there is no evidence that the resource was deleted', async () => {
    await world.day({ a: 'fail', b: 'pass' });
    remove('a');
    await world.scan();
    expect(world.finding('a')?.status).toBe('open');
  });

  it('stays if the resource is still in use, in a slice that was not read', async () => {
    await world.day({ a: 'fail' });
    await world.forgetSlice('eu-west-1', NETWORK.type);
    await world.scan();
    expect(world.finding('a')?.status).toBe('open');
  });

  it.each(['denied', 'transient', 'unsupported'] as const)('stays while the inventory ends %s', async (errorClass) => {
    await world.day({ a: 'fail', b: 'fail' });
    world.world.cloud.fail(ACCOUNT, NETWORK, 'eu-west-1', cloudError(errorClass));
    expect((await world.day({})).counts).toMatchObject({ resolved: 0, fail: 2 });
    expect(world.statuses()).toEqual(['a: open', 'b: open']);
  });

  it('is resolved as not applicable if its policy is now for another type', async () => {
    await world.day({ a: 'fail' });
    world.policies = [policy('ec2.one', { type: USER })];
    await world.scan();
    expect(story(world.finding('a'))).toEqual(['failed', 'not_applicable']);
  });
});

describe('the finding of a policy that a scan does not evaluate', () => {
  beforeEach(async () => {
    world.policies = [policy('ec2.one'), policy('ec2.gone')];
    await world.day({ a: 'fail' });
    world.policies = [policy('ec2.one')];
  });

  it('is resolved if the policy no longer exists', async () => {
    await world.scan({ existing: new Set(['ec2.one']) });
    expect(story(world.finding('a', 'ec2.gone'))).toEqual(['failed', 'policy_removed']);
    expect(Object.keys(world.results()?.results ?? {})).toEqual(['ec2.one']);
  });

  it('stays if the policy exists but was not selected', async () => {
    await world.scan({ existing: new Set(['ec2.one', 'ec2.gone']) });
    expect(world.finding('a', 'ec2.gone')?.status).toBe('open');
    expect(world.results()?.results).toHaveProperty(['ec2.gone']);
  });

  it('stays if it is not known which policies exist', async () => {
    await world.scan();
    expect(world.finding('a', 'ec2.gone')?.status).toBe('open');
    expect(world.results()?.results).toHaveProperty(['ec2.gone']);
  });

  it('stays until every type was evaluated', async () => {
    await world.scan({ existing: new Set(['ec2.one']) }, { stop: () => Promise.resolve('out_of_time') });
    expect(world.finding('a', 'ec2.gone')?.status).toBe('open');
  });
});

describe('a scan that has to stop', () => {
  const stopAfter = (times: number) => {
    let asked = 0;
    return () => Promise.resolve(asked++ < times ? undefined : ('out_of_time' as const));
  };

  beforeEach(async () => {
    world.policies = [policy('ec2.one'), policy('iam.one', { type: USER })];
    world.list({ root: 'fail' }, USER);
    await world.day({ a: 'fail', b: 'fail', c: 'fail', d: 'pass' });
    const store = new MeddledStore(world.rows);
    store.pageSize = 2;
    world.store = store;
  });

  it('returns the types that it has not evaluated, and a continuation evaluates them', async () => {
    world.list({ a: 'pass', b: 'pass', c: 'pass', d: 'pass' });
    world.list({ root: 'pass' }, USER);
    await world.inventory();
    const first = await world.scan({}, { stop: stopAfter(2) });
    expect(first).toMatchObject({ stopped: 'out_of_time', types_done: [NETWORK.type], types_left: [USER.type], counts: { resolved: 3 } });
    const second = await world.scan({}, { types: first.types_left });
    expect(second).toMatchObject({ types_done: [USER.type], types_left: [], counts: { evaluated: 1, resolved: 1 } });
    expect(second).not.toHaveProperty('stopped');
    expect(second.findings_by_severity.high).toBe(0);
  });

  it('neither resolves unseen findings nor stores results of a type that it stopped in', async () => {
    const before = world.results();
    world.list({ b: 'pass', d: 'fail' });
    await world.inventory();
    const result = await world.scan({ policies: [policy('ec2.one')] }, { stop: stopAfter(1) });
    expect(result).toMatchObject({ types_done: [], types_left: [NETWORK.type], counts: { evaluated: 0 } });
    expect(world.statuses()).toEqual(expect.arrayContaining(['a: open', 'c: open']));
    expect(world.results()).toEqual(before);
  });
});

describe('related resources', () => {
  const seen: unknown[] = [];
  const related = policy('iam.related', {
    type: USER,
    related: [NETWORK],
    evaluate: (_subject, { resources }) => {
      seen.push(resources.ofType(NETWORK.type));
      return { verdict: 'pass' };
    },
  });

  beforeEach(() => {
    seen.length = 0;
    world.policies = [policy('ec2.one'), related];
    world.list({ alice: 'pass', bob: 'pass' }, USER);
  });

  it('are the resources in use of the same account, read once and returned as the same list', async () => {
    await world.day({ a: 'pass', b: 'pass' });
    world.list({ b: 'fail' });
    await world.inventory();
    world.rows.requests.clear();
    seen.length = 0;
    await world.scan();
    expect((seen[0] as readonly Subject[]).map(({ resource_id }) => resource_id)).toEqual(['b']);
    expect(seen[1]).toBe(seen[0]);
    // One query for networks, in the only region that has any, and one for users.
    expect(world.rows.requests.get('query resources')).toBe(2);
  });

  it('are unknown if a slice was not seen whole', async () => {
    await world.day({ a: 'pass' });
    world.world.cloud.fail(ACCOUNT, NETWORK, 'us-east-1', cloudError('denied'));
    await world.inventory();
    seen.length = 0;
    await world.scan();
    expect(seen[0]).toEqual({ not_whole: 'The inventory has not seen every AWS::EC2::VPC in us-east-1: its newest run ended denied.' });
    expect(world.results()?.results['ec2.one']?.not_whole).toBe(1);
    expect(world.results()?.results['iam.related']).not.toHaveProperty('not_whole');
  });

  it('are dropped from memory when no remaining policy looks them up', async () => {
    const bucket = { ...NETWORK, type: 'AWS::S3::Bucket' };
    const kept: unknown[] = [];
    const ask = (_subject: Subject, { resources }: EvaluationContext): Verdict => {
      try {
        kept.push(resources.ofType(bucket.type));
      } catch (error) {
        kept.push((error as Error).message);
      }
      return { verdict: 'pass' };
    };
    world.policies = [policy('iam.first', { type: USER, related: [bucket], evaluate: ask }), policy('ec2.second', { evaluate: ask })];
    // So many that they are judged before networks are read.
    world.list(Object.fromEntries(Array.from({ length: CASES_TOGETHER }, (_, user) => [`user-${user}`, 'pass'])), USER);
    await world.day({ a: 'pass' });
    const notWhole = { not_whole: 'The inventory has not read AWS::S3::Bucket in this account.' };
    expect(kept.slice(0, -1)).toEqual(Array.from({ length: CASES_TOGETHER }, () => notWhole));
    expect(kept.at(-1)).toBe('Resources of type AWS::S3::Bucket were not loaded before a policy looked them up.');
  });

  it('are not read for the policies of a type of which the account has no resources', async () => {
    world.list({}, USER);
    world.policies = [related];
    world.list({ a: 'pass' });
    await world.inventory();
    world.rows.requests.clear();
    await world.scan();
    expect(world.rows.requests.get('query resources')).toBeUndefined();
  });

  it('are known although the coverage of a disabled region is out of date', async () => {
    const at = '2020-01-01T00:00:00.000Z';
    const slices = { 'AWS::S3::Bucket': { outcome: 'complete', at, populated: false } } as const;
    await world.rows.put('coverage', coverageItem({ account_id: account, segment: 'me-south-1', observed_at: at, slices }));
    await world.day({ a: 'pass' });
    expect(seen[0]).toHaveLength(1);
  });

  it('are known although a region does not have the service', async () => {
    world.world.cloud.fail(ACCOUNT, NETWORK, 'us-east-1', cloudError('unsupported'));
    await world.day({ a: 'pass' });
    expect(seen[0]).toHaveLength(1);
  });

  it('are unknown if the type was never read, or not in every region that was read', async () => {
    await world.world.runJob({ operation: 'inventory', service: 'iam' });
    await world.scan();
    expect(seen[0]).toEqual({ not_whole: 'The inventory has not read AWS::EC2::VPC in this account.' });
    await world.inventory();
    await world.forgetSlice('us-east-1', NETWORK.type);
    seen.length = 0;
    await world.scan();
    expect(seen[0]).toEqual({ not_whole: 'The inventory has not read AWS::EC2::VPC in us-east-1.' });
  });
});

describe('a scan that is repeated, overlaps another or crashes', () => {
  const mixed = { a: 'fail', b: 'pass', c: 'unknown', d: 'fail', e: 'fail' } as const;
  const later = { a: 'pass', b: 'fail', c: 'fail', d: 'unknown' } as const;
  /** The rows without the fields that say when and by which scan they were written. */
  const outcome = () =>
    world
      .findings()
      .map(({ status, verdict, reason, finding_id, history, version }) => [
        finding_id,
        status,
        verdict,
        reason,
        story({ history } as never),
        version,
      ]);

  it('changes nothing when it runs again', async () => {
    world.list(mixed);
    await world.inventory();
    const run = world.nextRun();
    await world.scan({}, {}, run);
    const before = world.rows.snapshot();
    await world.scan({}, {}, run);
    expect(world.rows.snapshot()).toBe(before);
  });

  it('gives the same rows when it runs again, wherever it crashed', async () => {
    await world.day(mixed);
    await world.day(later);
    const expected = outcome();
    const writes = world.findings().length + 1;
    for (let crashAt = 0; crashAt < writes; crashAt++) {
      world = await ScanWorld.create();
      await world.day(mixed);
      const store = new MeddledStore(world.rows);
      let written = 0;
      store.before = (method) => {
        if ((method === 'put' || method === 'update') && written++ === crashAt) throw new Error('The process ends here.');
      };
      world.store = store;
      await expect(world.day(later)).rejects.toThrow('The process ends here.');
      world.store = world.rows;
      await world.scan();
      expect(outcome()).toEqual(expected);
    }
  });

  it('is refused if a newer scan has stored its results', async () => {
    world.list({ a: 'fail' });
    await world.inventory();
    const older = world.nextRun();
    await world.scan();
    world.list({ a: 'pass', b: 'fail' });
    await world.inventory();
    const before = world.findings();
    await expect(world.scan({}, {}, older)).rejects.toThrow(ConditionFailed);
    expect(world.findings()).toEqual(before);
  });

  it('does not overwrite the findings of a newer scan that overlaps it', async () => {
    await world.day({ a: 'pass' });
    const older = world.nextRun();
    world.list({ a: 'fail' });
    await world.inventory();
    const store = new MeddledStore(world.rows);
    let overlapped = false;
    store.before = async (method, table) => {
      if (method !== 'put' || table !== 'findings' || overlapped) return;
      overlapped = true;
      world.store = world.rows;
      await world.day({ a: 'pass', b: 'fail' });
      await world.day({ a: 'fail', b: 'fail' });
      await world.day({ a: 'pass', b: 'fail' });
    };
    world.store = store;
    await expect(world.scan({}, {}, older)).rejects.toThrow(ConditionFailed);
    expect(world.statuses()).toEqual(['a: resolved', 'b: open']);
    expect(story(world.finding('a'))).toEqual(['failed', 'fixed']);
  });

  it('opens a finding once if another scan opens it at the same time', async () => {
    world.list({ a: 'fail', b: 'fail' });
    await world.inventory();
    const run = world.nextRun();
    const results = await Promise.all([world.scan({}, {}, run), world.scan({}, {}, run)]);
    expect(results.map(({ counts }) => counts.opened).reduce((sum, opened) => sum + opened)).toBe(2);
    expect(world.findings().map((row) => [row.version, story(row)])).toEqual([
      [1, ['failed']],
      [1, ['failed']],
    ]);
  });

  it('does not resolve the finding of a resource that an inventory restores meanwhile', async () => {
    await world.day({ a: 'fail', b: 'pass' });
    world.list({ b: 'pass' });
    await world.inventory();
    const store = new MeddledStore(world.rows);
    store.before = async (method, table) => {
      if (method !== 'get' || table !== 'resources') return;
      store.before = () => undefined;
      world.list({ a: 'fail', b: 'pass' });
      await world.inventory();
    };
    world.store = store;
    await world.scan();
    expect(world.finding('a')?.status).toBe('open');
  });

  it('does not overwrite a suppression that a person makes while it writes', async () => {
    const { suppressFinding } = await import('../../../shared/scan/suppress-finding.ts');
    await world.day({ a: 'fail' });
    world.policies = [policy('ec2.one', { severity: 'low' })];
    const store = new MeddledStore(world.rows);
    store.before = async (method, table) => {
      if (method !== 'put' || table !== 'findings') return;
      store.before = () => undefined;
      await suppressFinding(world.by(), idOf('a'), { reason: 'known', author: 'ann' });
    };
    world.store = store;
    await world.scan();
    expect(world.finding('a')).toMatchObject({ status: 'suppressed', severity: 'low', suppression: { reason: 'known' } });
  });
});

describe('the examples of unknown verdicts', () => {
  it('are one for each reason, and never more than a row can hold', async () => {
    const resources = Array.from({ length: 60 }, (_, index) => fetched(`vpc-${index}`, { config: { Index: index } }));
    world.world.cloud.put(ACCOUNT, NETWORK, 'eu-west-1', resources);
    world.policies = [
      policy('ec2.same', { evaluate: () => ({ verdict: 'unknown', reason: 'the same' }) }),
      policy('ec2.each', { evaluate: ({ config }) => ({ verdict: 'unknown', reason: `${String(config['Index'])} ${'x'.repeat(400)}` }) }),
    ];
    await world.inventory();
    await world.scan();
    const results = world.results()?.results ?? {};
    expect(results['ec2.same']?.unknowns).toHaveLength(1);
    expect(results['ec2.each']?.unknown).toBe(60);
    expect(results['ec2.each']?.unknowns.length).toBeGreaterThan(1);
    expect(JSON.stringify(results['ec2.each']?.unknowns).length).toBeLessThan(1600);
  });
});
