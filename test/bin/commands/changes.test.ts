import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EXIT } from '../../../bin/commands/exit-codes.ts';
import { changeRowOf } from '../../../shared/inventory/changes.ts';
import type { ChangeOp, ResourceRow } from '../../../shared/inventory/model.ts';
import { account, accountRow, JOB_ID, jobRow, resourceRow } from '../../support/api-fixture.ts';
import { CommandLine } from './support/command-line.ts';

const line = new CommandLine();
beforeAll(async () => line.open());
afterAll(async () => line.close());
beforeEach(() => line.reset());

const changed = (row: ResourceRow, version: number, day: string, op: ChangeOp, patch: readonly object[]) =>
  changeRowOf({
    ...row,
    version,
    last_change: { op, version, observed_at: `${day}T02:00:00.000Z`, job_id: JOB_ID, patch: patch as never },
  });

const vpc = resourceRow({ resource_id: 'vpc-1' }, { name: 'main', tags: { env: 'prod' }, config: { Cidr: '10.0.0.0/8' } });
const gone = resourceRow({ resource_id: 'vpc-2', account_id: account('2') }, { is_last: 0, name: 'a\u001b[31mb' });
const bucket = resourceRow({ type: 'AWS::S3::Bucket', segment: 'us-east-1', resource_id: 'logs' });

const fill = async (): Promise<void> => {
  const { store } = line.fixture;
  for (const digits of ['1', '2']) await store.put('accounts', accountRow({ account_id: account(digits) }));
  await store.putMany('resources', [vpc, gone, bucket]);
  const was = { ...vpc, tags: { env: 'dev', old: '1' }, config: { Cidr: '10.0.0.0/16' } };
  await store.putMany('changes', [
    changeRowOf({ ...was, last_change: { ...was.last_change, op: 'add', version: 1, observed_at: '2026-11-01T02:00:00.000Z' } }),
    changed(vpc, 2, '2026-11-20', 'update', [
      { op: 'replace', path: '/tags/env', value: 'prod' },
      { op: 'remove', path: '/tags/old' },
      { op: 'replace', path: '/config/Cidr', value: '10.0.0.0/8' },
    ]),
    changed(gone, 4, '2026-11-21', 'delete', []),
    changed(bucket, 1, '2026-11-21', 'add', [{ op: 'add', path: '', value: {} }]),
  ]);
};
const list = async (...args: readonly string[]) =>
  line.muster(['changes', 'list', '--since', '2026-11-10', '--until', '2026-11-22', ...args]);
const idsOf = async (...args: readonly string[]) => (await list('--json', ...args)).lines.map(({ id }) => String(id).split('@').at(-1));

describe('muster changes list', () => {
  it('names each change: when, what, where, and which fields changed from what to what', async () => {
    await fill();
    const { code, out } = await list();

    expect(code).toBe(0);
    expect(out).toMatch(/^observed +change +type +name +region +account/);
    expect(out).toMatch(/^2026-11-20T02:00Z +changed +AWS::EC2::VPC +main +eu-west-1 +aws:000000000001 +\S+@vpc-1 /m);
    expect(out).toContain('tags.env: "dev" → "prod"; tags.old: "1" → removed; config.Cidr: "10.0.0.0/16" → "10.0.0.0/8"');
    expect(out).toMatch(/^2026-11-21T02:00Z +added +AWS::S3::Bucket +logs +us-east-1/m);
    expect(out).toMatch(/^2026-11-21T02:00Z +deleted +AWS::EC2::VPC +a\[31mb +/m);
  });

  it.each([
    [[], ['vpc-1', 'logs', 'vpc-2']],
    [
      ['--type', 'AWS::EC2::VPC'],
      ['vpc-1', 'vpc-2'],
    ],
    [['--service', 's3'], ['logs']],
    [['--account', '000000000002'], ['vpc-2']],
    [['--account', '1'.padStart(12, '0'), '--account', '000000000002', '--region', 'us-east-1'], ['logs']],
    [['--tag', 'env=prod'], ['vpc-1']],
    [['--tag', 'env=dev'], []],
    [['--resource', 'main'], ['vpc-1']],
    [['--resource', 'aws:000000000002@AWS::EC2::VPC@eu-west-1@vpc-2'], ['vpc-2']],
    [
      ['--op', 'add,delete'],
      ['logs', 'vpc-2'],
    ],
    [['--limit', '1'], ['vpc-1']],
  ])('filters by %j', async (args, ids) => {
    await fill();
    expect(await idsOf(...args)).toEqual(ids);
  });

  it('takes the end of a job as a time, and says that nothing changed', async () => {
    await fill();
    await line.fixture.store.put('jobs', jobRow({ completed_at: '2026-11-20T12:00:00.000Z' }));

    const since = await line.muster(['changes', 'list', '--since', JOB_ID, '--until', '2026-11-22', '--json']);
    const none = await line.muster(['changes', 'list', '--since', '2026-11-12', '--until', '2026-11-13']);

    expect(since.lines).toHaveLength(2);
    expect(none.out).toBe('Nothing changed since 2026-11-12T00:00:00Z and before 2026-11-13T00:00:00Z, as far as inventories have seen.\n');
  });

  it('does not know the values before a change whose history is not whole', async () => {
    await fill();
    await line.fixture.store.put('changes', changed(bucket, 7, '2026-11-20', 'update', [{ op: 'replace', path: '/config/A', value: 1 }]));

    expect((await list('--op', 'update', '--type', 'AWS::S3::Bucket')).out).toContain('config.A: → 1');
  });

  it.each([
    [['--since', 'tomorow'], /--since "tomorow": write yesterday, a date/],
    [['--until', '2026-11-01'], /until: not later than since/],
    [['--since', '2020-01-01'], /more than 400 days/],
    [['--op', 'ad'], /Did you mean add\?/],
    [['--type', 'AWS::EC2::VPCs'], /Did you mean AWS::EC2::VPC\?/],
    [['--account', '9'.repeat(12)], /not registered/],
  ])('refuses %j in one sentence', async (args, said) => {
    await fill();
    const { code, out, err } = await line.muster(
      ['changes', 'list', '--since', '2026-11-10', '--until', '2026-11-22', ...args].filter(unlessReplaced(args)),
    );

    expect([code, out]).toEqual([EXIT.refused, '']);
    expect(err).toMatch(said);
  });
});

/** Leaves out the usual value of an option that `args` gives itself, because an option is given once. */
const unlessReplaced =
  (args: readonly string[]) =>
  (_word: string, at: number): boolean =>
    !((at === 2 || at === 3) && args.includes('--since')) && !((at === 4 || at === 5) && args.includes('--until'));
