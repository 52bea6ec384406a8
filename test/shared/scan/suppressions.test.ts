import { beforeEach, describe, expect, it } from '@jest/globals';
import { Conflict, InvalidRequest, NotFound } from '../../../shared/errors.ts';
import { type CustomerId, parseAccountId } from '../../../shared/ids.ts';
import type { SuppressionRow } from '../../../shared/scan/model.ts';
import { addSuppression, removeSuppression, type RuleScope, type SuppressionInput } from '../../../shared/scan/suppression-rules.ts';
import { suppressFinding, unsuppressFinding } from '../../../shared/scan/suppress-finding.ts';
import { covers } from '../../../shared/scan/suppressions.ts';
import type { Item } from '../../../shared/storage/store.ts';
import { accountRow } from '../../support/api-fixture.ts';
import { CountingRandom } from '../../support/fakes.ts';
import { ACCOUNT, account, idOf, MeddledStore, NETWORK, policy, ScanWorld, story, USER } from './support.ts';

const BY_ANN = { reason: 'accepted risk', author: 'ann' };
const DAY_MS = 86_400_000;

let world: ScanWorld;
const random = new CountingRandom();

const suppress = (id: string, input: SuppressionInput = BY_ANN) => suppressFinding(world.by(), idOf(id), input);
const unsuppress = (id: string) => unsuppressFinding(world.by(), idOf(id), { author: 'bob' });
const rule = (scope: RuleScope, input: SuppressionInput = BY_ANN) => addSuppression(world.rows, { scope, ...input }, world.clock, random);
const inDays = (days: number) => new Date(world.clock.now() + days * DAY_MS).toISOString();
/** Scans again; nothing that is listed has changed since. */
const nextScan = async () => {
  world.clock.advance(DAY_MS);
  return await world.scan();
};

beforeEach(async () => {
  world = await ScanWorld.create();
  await world.day({ a: 'fail', b: 'fail', c: 'pass' });
});

describe('a suppressed finding', () => {
  it('shows at once who suppressed it and why, and is no longer in the index of open findings', async () => {
    const row = await suppress('a', { ...BY_ANN, until: '2027-06-01T12:00:00+02:00' });
    expect(row).toEqual(world.finding('a'));
    expect(row).toMatchObject({
      status: 'suppressed',
      verdict: 'fail',
      suppression: { ...BY_ANN, until: '2027-06-01T10:00:00.000Z' },
    });
    expect(row.list_order).toMatch(/^suppressed#/);
    expect(row.history.at(-1)).toEqual({
      at: new Date(world.clock.now()).toISOString(),
      status: 'suppressed',
      reason: 'suppressed',
      author: 'ann',
    });
  });

  it('stays the customer’s whose user suppressed it', async () => {
    await suppress('a', { ...BY_ANN, customer_id: 'cus_4mK0cJ7pQ2vZs1xT9yB8aw' as CustomerId });
    world.rows.requests.clear();
    await nextScan();

    expect(world.findingWrites()).toBe(0);
    expect(world.finding('a')).toMatchObject({
      suppression: { customer_id: 'cus_4mK0cJ7pQ2vZs1xT9yB8aw' },
      history: [{ reason: 'failed' }, { reason: 'suppressed', customer_id: 'cus_4mK0cJ7pQ2vZs1xT9yB8aw' }],
    });
  });

  it('stays so at the next scans, which do not write it and count it', async () => {
    await suppress('a');
    world.rows.requests.clear();
    const result = await nextScan();
    expect(world.findingWrites()).toBe(0);
    expect(result).toMatchObject({
      counts: { fail: 2, suppressed: 1 },
      findings_by_severity: { high: 1 },
    });
    expect(world.results()?.results['ec2.one']).toMatchObject({ fail: 2, suppressed: 1 });
  });

  it('opens again when the suppression has ended', async () => {
    await suppress('a', { ...BY_ANN, until: inDays(2) });
    await nextScan();
    expect(world.finding('a')?.status).toBe('suppressed');
    await nextScan();
    expect(world.finding('a')).toMatchObject({ status: 'open', list_order: expect.stringMatching(/^open#/) });
    expect(story(world.finding('a'))).toEqual(['failed', 'suppressed', 'suppression_expired']);
  });

  it('opens again when the suppression has ended, even if its verdict is unknown', async () => {
    await suppress('a', { ...BY_ANN, until: inDays(1) });
    await world.day({ a: 'unknown', b: 'fail' });
    expect(world.finding('a')).toMatchObject({ status: 'open', verdict: 'unknown' });
  });

  it('is resolved when it passes, and suppressed when it fails again', async () => {
    await suppress('a');
    await world.day({ a: 'pass', b: 'fail' });
    expect(world.finding('a')?.status).toBe('resolved');
    await world.day({ a: 'fail', b: 'fail' });
    expect(story(world.finding('a'))).toEqual(['failed', 'suppressed', 'fixed', 'failed_again', 'suppressed']);
  });

  it('opens at once when it is unsuppressed, and stays open', async () => {
    await suppress('a');
    const row = await unsuppress('a');
    expect(row).toMatchObject({ status: 'open', list_order: expect.stringMatching(/^open#/) });
    expect(row.history.at(-1)).toMatchObject({ reason: 'unsuppressed', author: 'bob' });
    await nextScan();
    expect(world.finding('a')).toEqual(row);
  });

  it('takes a new reason and end, with the author in its history; the same input again changes nothing', async () => {
    await suppress('a');
    const row = await suppress('a', { reason: 'until the move', author: 'cleo', until: inDays(3) });
    expect(row.suppression).toMatchObject({ reason: 'until the move', author: 'cleo' });
    expect(story(row)).toEqual(['failed', 'suppressed', 'suppressed']);
    expect(row.history.at(-1)).toMatchObject({ status: 'suppressed', reason: 'suppressed', author: 'cleo' });
    expect(await suppress('a', { reason: 'until the move', author: 'cleo', until: inDays(3) })).toEqual(row);
    expect(world.rows.rows('suppressions')).toHaveLength(1);
  });

  it('can be suppressed again after it was unsuppressed', async () => {
    await suppress('a');
    await unsuppress('a');
    expect((await suppress('a')).status).toBe('suppressed');
    await nextScan();
    expect(world.finding('a')?.status).toBe('suppressed');
  });

  it('is written by the next scan if the process ended between the two writes', async () => {
    const store = new MeddledStore(world.rows);
    store.before = (method, table) => {
      if (method === 'put' && table === 'findings') throw new Error('The process ends here.');
    };
    await expect(suppressFinding(world.by(store), idOf('a'), BY_ANN)).rejects.toThrow('The process ends here.');
    await nextScan();
    expect(world.finding('a')).toMatchObject({ status: 'suppressed', suppression: BY_ANN });
  });

  it('keeps both changes when a scan and a person write it at the same time', async () => {
    const store = new MeddledStore(world.rows);
    store.before = async (method, table) => {
      if (method !== 'put' || table !== 'findings') return;
      store.before = () => undefined;
      world.policies = [policy('ec2.one', { severity: 'low' })];
      await world.scan();
    };
    expect(await suppressFinding(world.by(store), idOf('a'), BY_ANN)).toMatchObject({ status: 'suppressed', severity: 'low' });
  });
});

describe('a list of suppressions that is out of date', () => {
  /** A scan of the table returns the rows of the beginning of the test; single rows are read as they are now. */
  const lagging = () => {
    const before = world.rows.rows('suppressions');
    const store = new MeddledStore(world.rows);
    store.scan = () => Promise.resolve({ items: before });
    world.store = store;
  };

  it('does not open a finding that was just suppressed', async () => {
    lagging();
    await suppress('a');
    await rule({ tag: 'none' });
    await nextScan();
    expect(world.finding('a')?.status).toBe('suppressed');
    expect(story(world.finding('a'))).toEqual(['failed', 'suppressed']);
  });

  it('does not hide a finding that was just unsuppressed', async () => {
    await suppress('a');
    lagging();
    await unsuppress('a');
    await nextScan();
    expect(world.finding('a')?.status).toBe('open');
    expect(story(world.finding('a'))).toEqual(['failed', 'suppressed', 'unsuppressed']);
  });
});

describe('a rule', () => {
  it('hides the findings that it covers at the next scan, and opens them at the next scan after it is removed', async () => {
    const { suppression_id } = await rule({ policy_id: 'ec2.one', resource: 'a*' });
    expect(world.finding('a')?.status).toBe('open');
    await nextScan();
    expect(world.statuses()).toEqual(['a: suppressed', 'b: open']);
    await removeSuppression(world.rows, suppression_id, world.clock);
    await nextScan();
    expect(world.statuses()).toEqual(['a: open', 'b: open']);
    expect(story(world.finding('a'))).toEqual(['failed', 'suppressed', 'unsuppressed']);
  });

  it('hides new failures from the start', async () => {
    await rule({ policy_id: 'ec2.one' });
    await world.day({ a: 'fail', b: 'fail', c: 'fail' });
    expect(story(world.finding('c'))).toEqual(['failed', 'suppressed']);
  });

  it('gives way to the suppression of the finding itself, and covers the finding when that is removed', async () => {
    const all = await rule({ account_id: account });
    await nextScan();
    await suppress('a', { reason: 'mine', author: 'cleo' });
    await nextScan();
    expect(world.finding('a')?.suppression?.reason).toBe('mine');
    expect(await unsuppress('a')).toMatchObject({ status: 'suppressed', suppression: { suppression_id: all.suppression_id } });
  });

  it('gives way to the rule that ends last, in every scan', async () => {
    await rule({ resource: 'a' }, { ...BY_ANN, until: inDays(20) });
    const longest = await rule({ resource: 'a' });
    await rule({ resource: 'a' });
    await nextScan();
    expect(world.finding('a')?.suppression?.suppression_id).toBe(longest.suppression_id);
    world.rows.requests.clear();
    await nextScan();
    expect(world.findingWrites()).toBe(0);
  });

  it('by a tag keeps hiding findings whose tags can no longer be read, and hides no new ones', async () => {
    await rule({ tag: 'Stage=test' });
    world.list({ a: 'fail', b: 'pass' }, NETWORK, { tags: { Stage: 'test' } });
    await world.inventory();
    await world.scan();
    world.list({ a: 'fail', b: 'fail' }, NETWORK, { tags: null });
    await world.inventory();
    await world.scan();
    expect(world.statuses()).toEqual(['a: suppressed', 'b: open']);
  });
});

describe('what a rule covers', () => {
  const finding = {
    finding_id: idOf('a'),
    policy_id: 'ec2.one',
    account_id: account,
    resource_id: 'vpc-1',
    name: 'main network',
    native_id: 'arn:aws:ec2:eu-west-1:111111111111:vpc/vpc-1',
    tags: { Owner: 'net', 'a=b': 'c' },
  };
  const row = (scope: SuppressionRow['scope']): SuppressionRow => ({ suppression_id: 's', scope, ...BY_ANN, created_at: '' });

  it.each<[SuppressionRow['scope'], boolean]>([
    [{ finding_id: idOf('a') }, true],
    [{ finding_id: idOf('b') }, false],
    [{ policy_id: 'ec2.one' }, true],
    [{ policy_id: 'ec2.two' }, false],
    [{ account_id: account }, true],
    [{ resource: 'vpc-?' }, true],
    [{ resource: 'main *' }, true],
    [{ resource: 'arn:aws:ec2:*:vpc/*' }, true],
    [{ resource: 'vpc' }, false],
    [{ tag: 'Owner' }, true],
    [{ tag: 'Owner=net' }, true],
    [{ tag: 'Owner=web' }, false],
    [{ tag: 'owner' }, false],
    [{ tag: 'a=b' }, true],
    [{ tag: 'a=b=c' }, true],
    [{ policy_id: 'ec2.one', tag: 'Owner=net', resource: 'vpc-1' }, true],
    [{ policy_id: 'ec2.one', tag: 'Owner=web', resource: 'vpc-1' }, false],
  ])('%j: %s', (scope, expected) => {
    expect(covers(row(scope), finding)).toBe(expected);
  });
});

describe('a rule for accounts that are selected', () => {
  const place = async (set: Item): Promise<void> => void (await world.rows.update('accounts', { account_id: ACCOUNT }, { set }));
  beforeEach(
    async () =>
      await world.rows.put('accounts', accountRow({ account_id: parseAccountId(ACCOUNT), name: 'lab-1', organizational_unit: 'Lab' })),
  );

  it.each([
    [['unit:/Root/Lab/*'], 'suppressed'],
    [['tag:team=x'], 'open'],
    [['tag:team=x', 'name:lab-*'], 'suppressed'],
    [[ACCOUNT], 'suppressed'],
    [['aws:222222222222'], 'open'],
    [['connection:other'], 'open'],
  ] as const)('%j covers findings accordingly: %s', async (accounts, status) => {
    await rule({ accounts });
    await nextScan();

    expect(world.finding('a')?.status).toBe(status);
  });

  it('covers an account once it matches, and no longer than it does', async () => {
    await rule({ accounts: ['unit:/Root/Sandbox/*'] });
    await nextScan();
    expect(world.finding('a')?.status).toBe('open');

    await place({ organizational_unit: 'Sandbox/Ann' });
    await nextScan();
    expect(world.finding('a')?.status).toBe('suppressed');

    await place({ organizational_unit: 'Prod' });
    await nextScan();
    expect(world.finding('a')?.status).toBe('open');
  });

  it('takes over a finding whose own suppression is taken back', async () => {
    await rule({ accounts: ['name:lab-*'] });
    await suppress('a');

    expect(await unsuppress('a')).toMatchObject({
      status: 'suppressed',
      suppression: { suppression_id: expect.stringMatching(/^sup-r-/) },
    });
  });

  it('covers no account that is not registered, but by its id', async () => {
    await world.rows.delete('accounts', { account_id: ACCOUNT });
    await rule({ accounts: ['name:*a*', 'unit:/Lab'] });
    await nextScan();

    expect(world.finding('a')?.status).toBe('open');
  });
});

describe('bad input', () => {
  const message = async (work: Promise<unknown>): Promise<unknown> => await work.catch((error: unknown) => error);

  it('is refused with the name of what does not exist', async () => {
    expect(await message(suppress('nobody'))).toEqual(new NotFound(`There is no finding ${idOf('nobody')}.`));
    expect(await message(unsuppress('nobody'))).toBeInstanceOf(NotFound);
    expect(await message(removeSuppression(world.rows, 'sup-r-1', world.clock))).toEqual(new NotFound('There is no suppression sup-r-1.'));
    expect(world.rows.rows('suppressions')).toEqual([]);
  });

  it('is refused with the state that contradicts it', async () => {
    expect(await message(unsuppress('a'))).toEqual(new Conflict(`The finding ${idOf('a')} is not suppressed; it is open.`));
    const { suppression_id } = await rule({ policy_id: 'ec2.one' });
    await nextScan();
    expect(await message(unsuppress('a'))).toEqual(
      new Conflict(`The finding ${idOf('a')} is suppressed by the rule ${suppression_id} (accepted risk); remove that rule.`),
    );
    expect(world.finding('a')?.status).toBe('suppressed');
    await world.day({ a: 'pass' });
    expect(await message(suppress('a'))).toBeInstanceOf(Conflict);
  });

  it('that removes a rule twice is refused', async () => {
    const { suppression_id } = await rule({ policy_id: 'ec2.one' });
    await removeSuppression(world.rows, suppression_id, world.clock);
    expect(await message(removeSuppression(world.rows, suppression_id, world.clock))).toBeInstanceOf(NotFound);
  });

  it.each<[string, Partial<SuppressionInput>]>([
    ['reason: empty; say why the finding is acceptable.', { reason: '  ' }],
    ['reason: has 1001 characters; at most 1000 are allowed.', { reason: 'x'.repeat(1001) }],
    ['author: empty; say who decides this.', { author: '' }],
    ['until: "soon" is not a time; write one such as 2026-12-31T00:00:00Z.', { until: 'soon' }],
    ['until: "2027-12-01T25:00:00Z" is not a time; write one such as 2026-12-31T00:00:00Z.', { until: '2027-12-01T25:00:00Z' }],
    ['until: 2027-02-30 is not a day; 2027-02 has 28 days.', { until: '2027-02-30T00:00:00Z' }],
    ['until: "2027-01-01T00:00:00" is not a time; write one such as 2026-12-31T00:00:00Z.', { until: '2027-01-01T00:00:00' }],
  ])('is refused with %j', async (expected, input) => {
    const refused = await message(suppress('a', { ...BY_ANN, ...input }));
    expect(refused).toBeInstanceOf(InvalidRequest);
    expect(refused).toHaveProperty('message', expected);
    expect(world.rows.rows('suppressions')).toEqual([]);
  });

  it('with an end in the past is refused', async () => {
    expect(await message(suppress('a', { ...BY_ANN, until: '2020-01-01T00:00:00Z' }))).toHaveProperty(
      'message',
      expect.stringMatching(/^until: "2020-01-01T00:00:00Z" is in the past \(it is 2026-.* now\); give a later time\.$/),
    );
  });

  it.each<[string, object]>([
    ['scope: empty, so it covers everything; give at least one of policy_id, account_id, accounts, resource, tag.', {}],
    ['scope: "finding_id" is not known; give policy_id, account_id, accounts, resource, tag.', { finding_id: 'x' }],
    ['scope.policy_id: "S3" is not a policy id; write one such as aws.s3.bucket-versioning-enabled.', { policy_id: 'S3' }],
    ['scope.resource: empty; write an id, a name or a native id; * is any text.', { resource: '' }],
    ...['**', '*', ' ?* ', '??????????', '*:*', '*-?', 'arn:*', 'arn:aws:*:*'].map((resource): [string, object] => [
      `scope.resource: ${JSON.stringify(resource)} names no resource and so covers all of them; write more of the id, name or native id, or give policy_id, accounts or tag as well.`,
      { resource },
    ]),
    ['scope.tag: empty; write key or key=value.', { tag: ' ' }],
    ['scope.accounts: has 0 values; give 1 to 20 ids or selectors of accounts.', { accounts: [] }],
    ['scope.accounts: has 21 values; give 1 to 20 ids or selectors of accounts.', { accounts: Array(21).fill('name:a') }],
    ...['name:*', 'unit:/*', 'unit:/Root/*', 'unit:/Root/*/*', 'tag:*=*', 'connection:**'].map((selector): [string, object] => [
      `scope.accounts: ${JSON.stringify(selector)} names no account and so covers all of them; write more of the selector, or give policy_id, tag or resource as well.`,
      { accounts: ['name:a', selector], ...(selector === 'name:*' && { resource: '*' }) },
    ]),
  ])('in a rule is refused with %j', async (expected, scope) => {
    expect(await message(rule(scope as RuleScope))).toHaveProperty('message', expected);
  });

  it('does not include an account id without its provider', async () => {
    expect((await rule({ account_id: ACCOUNT.slice(4) as never })).scope).toEqual({ account_id: ACCOUNT });
  });
});

describe('a rule over another account', () => {
  it('hides nothing in this account', async () => {
    world.policies = [policy('ec2.one'), policy('iam.one', { type: USER })];
    await rule({ account_id: 'aws:222222222222' as never });
    await nextScan();
    expect(world.statuses()).toEqual(['a: open', 'b: open']);
  });
});
