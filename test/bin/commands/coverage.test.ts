import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { coverageItem } from '../../../shared/inventory/coverage.ts';
import { account, accountRow, JOB_ID, taskRow, TIME } from '../../support/api-fixture.ts';
import { findingRow } from '../../support/finding-rows.ts';
import { CommandLine } from './support/command-line.ts';

const line = new CommandLine();
beforeAll(async () => line.open());
afterAll(async () => line.close());
beforeEach(() => line.reset());

const error = { class: 'denied', error_code: 'AccessDenied', message: 'no', permission: 's3:ListAllMyBuckets' } as const;
const fill = async (): Promise<void> => {
  await line.fixture.store.put('accounts', accountRow({ resource_counts: { 'AWS::EC2::VPC': 3 }, findings: { high: 2 } }));
  const slices = {
    'AWS::EC2::VPC': { outcome: 'complete', at: TIME, complete_at: TIME, count: 3 },
    'AWS::S3::Bucket': { outcome: 'denied', at: TIME, error },
  } as const;
  await line.fixture.store.put(
    'coverage',
    coverageItem({ account_id: account('1'), segment: 'eu-west-1', observed_at: TIME, slices } as never),
  );
};

describe('muster coverage', () => {
  it('lists slices with their outcomes, and why one was not seen whole', async () => {
    await fill();
    const { out } = await line.muster(['coverage', 'list']);
    const denied = await line.muster(['coverage', 'list', '--outcome', 'denied,failed', '--outcome', 'partial', '--json']);

    expect(out).toMatch(/aws:000000000001 +eu-west-1 +AWS::S3::Bucket +denied .*AccessDenied, missing s3:ListAllMyBuckets: no/);
    expect(denied.lines).toMatchObject([{ type: 'AWS::S3::Bucket' }]);
  });

  it('shows an account: counts by outcome, and what was missed', async () => {
    await fill();
    const { out } = await line.muster(['coverage', 'show', '000000000001']);
    const { lines } = await line.muster(['coverage', 'show', '000000000001', '--json']);

    expect(out).toMatch(/slices +1 complete, 1 denied\nresources +3\n\n1 slice not seen whole:\n/);
    expect(lines).toMatchObject([{ slices: { complete: 1, denied: 1 }, not_whole: [{ type: 'AWS::S3::Bucket' }] }]);
  });

  it('tells the types that are known from a search alone apart from what was not read whole', async () => {
    await line.fixture.store.put('accounts', accountRow());
    const searched = { class: 'unsupported', error_code: 'SearchOnly', message: 'Search does not tell.' } as const;
    const slices = {
      'AWS::EC2::VPC': { outcome: 'complete', at: TIME, complete_at: TIME, count: 3, populated: true },
      Image: { outcome: 'partial', at: TIME, count: 5, populated: true, error: searched },
    };
    const row = { account_id: account('1'), segment: 'eu-west-1', observed_at: TIME, slices };
    await line.fixture.store.put('coverage', coverageItem(row as never));
    const { out } = await line.muster(['coverage', 'show', '000000000001']);
    const { lines } = await line.muster(['coverage', 'show', '000000000001', '--json']);

    expect(out).toContain('1 type without a definition, in 1 slice: what the search left out is not known');
    expect(out).toContain('Every slice of every type with a definition was seen whole.');
    expect(out).toContain('Known from search alone, with 5 resources: Image.');
    expect(lines).toMatchObject([{ resources: 8, search_only: { types: ['Image'], slices: 1, resources: 5 }, not_whole: [] }]);
  });

  it('shows an account that could not be read as one line, with the reason', async () => {
    const last = { job_id: JOB_ID, status: 'failed', at: TIME, error: 'No.' } as const;
    const denied = { ...error, message: 'No.', permission: 'sts:AssumeRole' };
    await line.fixture.store.put('accounts', accountRow({ status: 'failed', last_inventory: last }));
    await line.fixture.store.put('job_tasks', taskRow({ job_id: JOB_ID, account_id: account('1'), status: 'failed', error: denied }));
    const shown = await line.muster(['coverage', 'show', '000000000001']);
    const listed = await line.muster(['coverage', 'list', '--outcome', 'denied,failed,partial']);

    expect(shown.out).toMatch(/\* +\* +denied/);
    for (const { out, code } of [shown, listed]) {
      expect(code).toBe(0);
      expect(out).toContain('AccessDenied, missing sts:AssumeRole: No.');
    }
  });

  it('lists the slices of types, regions and services', async () => {
    await fill();
    const typesOf = async (...args: readonly string[]) =>
      (await line.muster(['coverage', 'list', '--json', ...args])).lines.map((slice) => (slice as { readonly type: string }).type);

    expect(await typesOf('--type', 'AWS::EC2::VPC')).toEqual(['AWS::EC2::VPC']);
    expect(await typesOf('--service', 's3,ec2')).toEqual(['AWS::EC2::VPC', 'AWS::S3::Bucket']);
    expect(await typesOf('--region', 'us-east-1')).toEqual([]);
  });

  it('says of a disabled account that jobs leave it out, and why', async () => {
    await line.fixture.store.put('accounts', accountRow({ enabled: false, disabled_reason: 'suspended in the organization' }));
    const { code, err } = await line.muster(['coverage', 'show', '000000000001']);

    expect(code).toBe(2);
    expect(err).toContain('the account is disabled (suspended in the organization), and jobs leave out disabled accounts.');
    expect(err).toContain('run "muster accounts enable aws:000000000001"');
  });

  it('says that nothing of an account was read yet', async () => {
    await line.fixture.store.put('accounts', accountRow());
    const { code, err } = await line.muster(['coverage', 'show', '000000000001']);

    expect(code).toBe(2);
    expect(err).toMatch(/^muster: Nothing of 000000000001 was read yet/);
  });
});

describe('muster coverage of what is not read', () => {
  const READ = '2026-11-15T02:00:00.000Z';
  const fillSkipped = async (): Promise<void> => {
    await line.fixture.store.put('accounts', accountRow());
    const slices = {
      'AWS::EC2::VPC': { outcome: 'complete', at: TIME, complete_at: TIME, count: 3, populated: true },
      'AWS::SQS::Queue': { outcome: 'skipped', at: TIME, complete_at: READ, count: 0, populated: false, empty_nights: 3 },
    } as const;
    const gap = { class: 'unsupported', error_code: 'NoIndex', message: 'Resource Explorer has no index in this account.' } as const;
    for (const [segment, not_read] of [
      ['eu-west-1', { at: TIME, counts: { 'iot:thing': 2 } }],
      ['global', { at: TIME, counts: { 'iam:instance-profile': 1 }, gap }],
    ] as const)
      await line.fixture.store.put(
        'coverage',
        coverageItem({ account_id: account('1'), segment, observed_at: TIME, slices: segment === 'global' ? {} : slices, not_read }),
      );
  };

  it('lists slices that rest with the time at which they were read, and types without a definition with their numbers', async () => {
    await fillSkipped();
    const skipped = await line.muster(['coverage', 'list', '--outcome', 'skipped']);
    const notRead = await line.muster(['coverage', 'list', '--outcome', 'not_read', '--json']);

    expect(skipped.out).toMatch(
      /AWS::SQS::Queue +skipped .*It was empty on the last three nights on which it was read, the last time at 2026-11-15/,
    );
    expect(notRead.lines).toMatchObject([
      { segment: 'eu-west-1', type: 'iot:thing', outcome: 'not_read', counted: 2 },
      { segment: 'global', type: 'Uncounted', outcome: 'not_read', counted: null, error: { error_code: 'NoIndex' } },
      { segment: 'global', type: 'iam:instance-profile', counted: 1 },
    ]);
  });

  it('shows an account as seen whole, with what was not read beside it', async () => {
    await fillSkipped();
    const { out } = await line.muster(['coverage', 'show', '000000000001']);
    const { lines } = await line.muster(['coverage', 'show', '000000000001', '--json']);

    expect(out).toMatch(/not read this time +1 slice, empty on the last three nights; the oldest was read 2026-11-15/);
    expect(out).toMatch(
      /not looked at +3 resources of types without a definition: iot:thing \(2\), iam:instance-profile \(1\); not all were counted: Resource Explorer has no index/,
    );
    expect(out).toContain('Every slice that was read was seen whole.');
    expect(lines).toMatchObject([
      {
        slices: { complete: 1, skipped: 1 },
        skipped: { slices: 1, oldest_read_at: READ },
        not_read: { types: { 'iot:thing': 2, 'iam:instance-profile': 1 } },
        not_whole: [],
      },
    ]);
  });
});

describe('muster accounts list', () => {
  it('lists accounts by name, and those without one last', async () => {
    const { name: _, ...nameless } = accountRow({ account_id: account('1') });
    await line.fixture.store.put('accounts', nameless);
    for (const [digits, name] of [
      ['2', 'web'],
      ['3', 'Build'],
      ['4', 'audit'],
    ] as const)
      await line.fixture.store.put('accounts', accountRow({ account_id: account(digits), name }));
    const idsOf = async (...args: readonly string[]) =>
      (await line.muster(['accounts', 'list', '--json', ...args])).lines.map((row) => (row as { readonly account_id: string }).account_id);

    expect(await idsOf()).toEqual(['4', '3', '2', '1'].map(account));
    expect(await idsOf('--limit', '2')).toEqual(['4', '3'].map(account));
  });
});

describe('muster accounts show', () => {
  it('tells how many resources are of types without a definition, and what was seen whole', async () => {
    await line.fixture.store.put(
      'accounts',
      accountRow({
        resource_counts: { 'AWS::EC2::VPC': 3, 'AWS::S3::Bucket': 2, Image: 5 },
        undeclared_types: ['Gone', 'Image'],
        coverage: { whole: 4, not_whole: 0, search_only_types: 2 },
      }),
    );
    const { out } = await line.muster(['accounts', 'show', '000000000001']);
    await line.fixture.store.put('accounts', accountRow({ coverage: { whole: 4, not_whole: 1, search_only_types: 0 } }));
    const partly = await line.muster(['accounts', 'show', '000000000001']);
    const not_read = { types: 2, resources: 7, why_not_all: 'The index was not read to its end.' };
    await line.fixture.store.put(
      'accounts',
      accountRow({ coverage: { whole: 4, not_whole: 0, search_only_types: 0, skipped: 9, not_read } }),
    );
    const resting = await line.muster(['accounts', 'show', '000000000001']);

    expect(out).toMatch(/resources +10 \(5 of 2 types with a definition, 5 of 1 without one\)/);
    expect(out).toMatch(/coverage +every slice of every type with a definition was seen whole/);
    expect(out).toMatch(/known from search +2 types without a definition: what the search left out is not known/);
    expect(partly.out).toMatch(/coverage +4 slices seen whole, 1 not whole/);
    expect(partly.out).not.toContain('known from search');
    expect(partly.out).not.toContain('not looked at');
    expect(resting.out).toMatch(/coverage +4 slices seen whole, 0 not whole, 9 empty and not read this time/);
    expect(resting.out).toMatch(
      /not looked at +7 resources of 2 types without a definition; not all were counted: The index was not read to its end\./,
    );
  });
});

describe('muster frameworks show', () => {
  it('says why an account that could not be read has no score', async () => {
    const last = { job_id: JOB_ID, status: 'failed', at: TIME, error: 'sts:AssumeRole was denied.' } as const;
    await line.fixture.store.put('accounts', accountRow({ status: 'failed', last_inventory: last }));
    const failed = await line.muster(['frameworks', 'show', 'cis-aws-3.0', '--account', '000000000001']);
    await line.fixture.store.put('accounts', accountRow());
    const unscanned = await line.muster(['frameworks', 'show', 'cis-aws-3.0', '--account', '000000000001']);

    expect(failed.out).toContain('no result: the account could not be read: sts:AssumeRole was denied.');
    expect(failed.out).toContain('\nNot read: aws:000000000001: sts:AssumeRole was denied.\n');
    expect(unscanned.out).toContain('no result yet; run "muster scan run"');
  });
});

describe('muster summary', () => {
  it('sums up accounts, resources by type and findings', async () => {
    await fill();
    const { out } = await line.muster(['summary']);

    expect(out).toMatch(/^accounts +1 \(1 enabled; 1 ok\)\nresources +3\nfindings +2 open \(0 critical, 2 high/);
    expect(out).toMatch(/^AWS::EC2::VPC +3$/m);
    expect((await line.muster(['summary', '--json'])).lines).toMatchObject([{ accounts: { total: 1 } }]);
  });

  it('counts a finding no longer once it is suppressed, and again once it is not', async () => {
    await fill();
    const row = findingRow({ resource_id: 'logs' }, { severity: 'high' });
    await line.fixture.store.put('findings', row);
    const open = async () => /findings +(\d+) open \(0 critical, (\d+) high/.exec((await line.muster(['summary'])).out)?.slice(1);
    const before = await open();
    await line.muster(['findings', 'suppress', row.finding_id, '--reason', 'accepted']);
    await line.muster(['findings', 'suppress', row.finding_id, '--reason', 'accepted again']);
    const hidden = await open();
    await line.muster(['findings', 'unsuppress', row.finding_id]);

    expect([before, hidden, await open()]).toEqual([
      ['2', '2'],
      ['1', '1'],
      ['2', '2'],
    ]);
  });
});
