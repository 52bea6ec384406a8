import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AccountId, JobId } from '../../../shared/ids.ts';
import { NO_SCAN_COUNTS } from '../../../shared/scan/model.ts';
import { account, accountRow, JOB_ID, jobRow, TIME } from '../../support/api-fixture.ts';
import { findingRow, policyResult, putResults, SCAN_ID } from '../../support/finding-rows.ts';
import { CommandLine, type Ran } from './support/command-line.ts';
import { readableFindingId } from '../../../shared/readable-ids.ts';

const line = new CommandLine();
beforeAll(async () => line.open());
afterAll(async () => line.close());
beforeEach(async () => {
  line.reset();
  await line.fixture.store.put('accounts', accountRow());
});

const muster = async (...args: readonly string[]): Promise<Ran> => line.muster(args);

/** The identity that API Gateway verified. */
const EVE = 'arn:aws:iam::123456789012:user/eve';

describe('muster scan', () => {
  const scanRow = () =>
    jobRow({
      job_id: SCAN_ID,
      operation: 'scan',
      service: '*',
      policy: 'cis-aws-7.0',
      totals: {
        scan: {
          missing_permissions: ['s3:GetBucketPolicy'],
          failing_policies: 12,
          counts: { ...NO_SCAN_COUNTS, evaluated: 10, pass: 4, fail: 5, unknown: 1, opened: 3, resolved: 2 },
          findings_by_severity: { low: 1, critical: 4 },
          failed_by_policy: {
            ...Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`s3.x${index}`, 2])),
            's3.a': 1,
            's3.b': 4,
            's3.c': 0,
          },
          bad_policies: ['s3.d.yaml:1:1: malformed'],
        },
      },
    });

  it('run sends the named scope to the API, and says how to follow the job', async () => {
    const { code, out } = await muster('scan', 'run', '--policy', 's3.*', '--accounts', '000000000001');

    expect(code).toBe(0);
    expect(line.fixture.jobs.started).toEqual([{ operation: 'scan', policy: 's3.*', accounts: ['000000000001'] }]);
    expect(out).toMatch(/follow it with "muster scan status .+ --watch"/);
  });

  it('run refuses an unknown policy and names the nearest ones', async () => {
    const { code, out, err } = await muster('scan', 'run', '--policy', 's3.bucket-versioning');

    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^muster: --policy: .*Did you mean (aws\.)?s3\.bucket-versioning-enabled/);
  });

  it('status shows the newest scan: its verdicts, open findings, the policies that fail most and the policy files that are wrong', async () => {
    await line.fixture.store.put('jobs', scanRow());
    await line.fixture.store.put('jobs', jobRow({ job_id: 'inv-newer' as JobId, created_at: '2026-11-22T00:00:00.000Z' }));

    const { code, out } = await muster('scan', 'status');

    expect(code).toBe(0);
    expect(out).toMatch(/scope +scan by cis-aws-7\.0\n/);
    expect(out).toMatch(/verdicts +10 \(4 pass, 5 fail, 1 unknown, 0 not applicable\)\n/);
    expect(out).toMatch(/findings +3 opened, 0 reopened, 2 resolved, 0 suppressed\n/);
    expect(out).toMatch(/open +4 critical, 1 low\n/);
    expect(out).toMatch(/unread +missing s3:GetBucketPolicy\n/);
    expect(out).toMatch(/Not used: s3\.d\.yaml:1:1: malformed\n/);
    expect(out).toMatch(/s3\.b +4\ns3\.x0 +2\n[^]*s3\.x8 +2\nand 2 more policies\n$/);
  });

  it('status says that there is no scan yet', async () => {
    await line.fixture.store.put('jobs', jobRow());

    expect(await muster('scan', 'status')).toMatchObject({
      code: 2,
      err: 'muster: There is no scan yet; start one with "muster scan run".\n',
    });
  });
});

describe('muster findings', () => {
  const row = findingRow({ resource_id: 'a/b|c' }, { severity: 'high', resource_name: 'logs' });
  beforeEach(async () =>
    line.fixture.store.putMany('findings', [row, findingRow({ resource_id: 'd' }, { status: 'resolved', resolved_at: TIME })]),
  );

  it('lists open findings, or others by filters', async () => {
    const open = await muster('findings', 'list');
    const high = await muster('findings', 'list', '--severity', 'high', '--policy', row.policy_id, '--account', '000000000001', '--json');
    const s3 = await muster('findings', 'list', '--policy', 's3.*', '--json');
    const resolved = await muster('findings', 'list', '--status', 'resolved', '--type', 'AWS::S3::Bucket', '--json');

    expect(open.out).toContain(readableFindingId(row.finding_id));
    expect(open.out).toMatch(/^severity +resource +title +since/);
    expect(high.lines).toMatchObject([{ finding_id: row.finding_id }]);
    expect(s3.lines).toMatchObject([{ finding_id: row.finding_id }]);
    expect(resolved.lines).toMatchObject([{ resource_id: 'd' }]);
    expect((await muster('findings', 'list', '--severity', 'low')).out).toBe('No finding matches.\n');
  });

  it('says how many resources could not be judged by the policies that it lists, and why', async () => {
    const BLOCK = 'aws.s3.bucket-public-access-block-enabled';
    const unknowns = [{ resource_uid: row.resource_uid, reason: 'needs s3:GetBucketPolicy' }] as never;
    await putResults(line.fixture.store, '*', { [BLOCK]: policyResult({ unknown: 1200, unknowns, accounts: 2 }) });
    await putResults(line.fixture.store, account('1'), { [BLOCK]: policyResult({ unknown: 3, unknowns }) });
    const all = await muster('findings', 'list');
    const one = await muster('findings', 'list', '--policy', 's3.*', '--account', '000000000001');

    expect(all.out).toContain(
      `1,200 verdicts of these policies are unknown, over all accounts: no finding tells whether those resources pass.\n  1,200 by ${BLOCK}: needs s3:GetBucketPolicy\n"muster policies show ${BLOCK}" names such resources.\n`,
    );
    expect(one.out).toContain('3 verdicts of these policies are unknown: no finding');
    for (const args of [
      ['--policy', row.policy_id],
      ['--type', 'AWS::EC2::VPC'],
      ['--service', 'ec2'],
      ['--status', 'resolved'],
      ['--json'],
    ])
      expect((await muster('findings', 'list', ...args)).out).not.toContain('unknown,');
  });

  it('says which accounts and slices were not seen whole, of the accounts that it lists', async () => {
    const whole = { whole: 9, not_whole: 0, search_only_types: 0 };
    const put = async (changes: Parameters<typeof accountRow>[0]) => line.fixture.store.put('accounts', accountRow(changes));
    await put({ coverage: whole });
    expect((await muster('findings', 'list')).out).not.toContain('may be missing');
    await put({ account_id: account('2'), organizational_unit: '/Shop/Web', coverage: { ...whole, not_whole: 3 } });
    await put({ account_id: account('3'), status: 'failed', coverage: { ...whole, not_whole: 4 } });
    await put({ account_id: account('4'), enabled: false, status: 'failed' });

    expect((await muster('findings', 'list', '--type', 'AWS::S3::Bucket')).out).toContain(
      'Findings may be missing: 1 account could not be read at all; 3 slices of 1 account were not seen whole. "muster coverage list --outcome denied,failed,partial,suspect --type AWS::S3::Bucket" has the reasons.\n',
    );
    expect((await muster('findings', 'list', '--unit', '/Shop')).out).toContain('Findings may be missing: 3 slices of 1 account were');
    for (const args of [
      ['--limit', '1'],
      ['--severity', 'high'],
      ['--tag', 'env=prod'],
    ])
      expect((await muster('findings', 'list', ...args)).out).toContain('--outcome denied,failed,partial,suspect" has the reasons.\n');
    for (const args of [['--account', '000000000001'], ['--json'], ['--status', 'resolved']])
      expect((await muster('findings', 'list', ...args)).out).not.toContain('may be missing');
  });

  it('new lists findings that were opened since a day, since yesterday, or since a job ended', async () => {
    const of = async (...args: readonly string[]) => (await muster('findings', 'new', '--json', ...args)).lines.length;
    await line.fixture.store.put('jobs', jobRow({ completed_at: '2026-11-21T14:00:00.000Z' }));
    const before = await of('--since', JOB_ID);
    await line.fixture.store.put('jobs', jobRow({ completed_at: '2026-11-21T15:00:00.000Z' }));

    expect([before, await of('--since', JOB_ID)]).toEqual([1, 0]);
    expect([await of('--since', '2026-11-21'), await of('--since', '2026-11-22'), await of('--since', '2026-11-21T14:30:22Z')]).toEqual([
      1, 0, 1,
    ]);
    for (const [since, says] of [
      ['soon', /^muster: --since "soon": write yesterday/],
      ['2026-02-30', /2026-02-30/],
      ['inv-s3-20261121-143022-0000', /^muster: /],
    ] as const) {
      const { code, err } = await muster('findings', 'new', '--since', since);
      expect(err).toMatch(says);
      expect(code).toBe(2);
    }
  });

  it('shows a finding with its history and its remediation', async () => {
    const { out } = await muster('findings', 'show', row.finding_id);

    expect(out).toMatch(/status +open\n/);
    expect(out).toMatch(new RegExp(`${TIME} +open +failed +${SCAN_ID}`));
    expect(out).toMatch(/ {2}1\. .+\n/);
    expect((await muster('findings', 'show', row.finding_id, '--json')).lines).toMatchObject([
      { finding_id: row.finding_id, history: [{}] },
    ]);
  });

  it('shows what failed, now and when the finding was opened', async () => {
    const evidence = JSON.stringify([{ ports: '22', protocol: 'tcp', sources: ['0.0.0.0/0', '::/0'] }]);
    const [transition] = row.history;
    await line.fixture.store.put('findings', { ...row, evidence, history: [{ ...transition, evidence: '["a rule"]' }] });
    const { out } = await muster('findings', 'show', row.finding_id);

    expect(out).toMatch(/\nwhat failed:\n {2}ports: 22, protocol: tcp, sources: 0\.0\.0\.0\/0, ::\/0\n/);
    expect(out).toMatch(/ by +what failed then\n.* a rule\n/);
    expect((await muster('findings', 'show', row.finding_id, '--json')).lines).toMatchObject([
      { evidence: [{ ports: '22' }], history: [{ evidence: ['a rule'] }] },
    ]);
    expect((await muster('findings', 'list', '--json')).lines).toMatchObject([{ evidence: [{ ports: '22' }] }]);
    expect((await muster('findings', 'list')).out).not.toContain('ports: 22');
    expect((await muster('findings', 'list', '--wide')).out).toMatch(/what failed.*ports: 22/s);
  });

  it('suppresses a finding for a reason until a day, lists which suppression hides it, and opens it again', async () => {
    const suppressed = await muster(
      'findings',
      'suppress',
      row.finding_id,
      '--reason',
      'Public',
      '--on-behalf-of',
      'ann',
      '--until',
      '2027-01-01',
    );
    const listed = await muster('suppressions', 'list', '--json');
    const hidden = await muster('findings', 'list', '--suppression', String(listed.lines[0]!['suppression_id']));
    const opened = await muster('findings', 'unsuppress', row.finding_id);
    const told = await muster('findings', 'show', row.finding_id, '--json');

    expect(suppressed.out).toBe(`Suppressed until 2027-01-01T00:00:00.000Z: ${readableFindingId(row.finding_id)}\n`);
    expect(listed.lines).toMatchObject([{ scope: { finding_id: row.finding_id }, reason: 'Public', author: EVE, on_behalf_of: 'ann' }]);
    expect(hidden.out).toMatch(/Public \(arn:aws:iam::123456789012:user\/eve, on behalf of ann\)/);
    expect(told.lines).toMatchObject([{ history: [{}, { author: EVE, on_behalf_of: 'ann' }, { author: EVE, reason: 'unsuppressed' }] }]);
    expect(opened.out).toBe(`The finding is open: ${readableFindingId(row.finding_id)}\n`);
  });
});

describe('muster accounts', () => {
  it('lists and shows the open findings of accounts', async () => {
    const last_scan = { job_id: SCAN_ID, status: 'completed', at: TIME };
    await line.fixture.store.put('accounts', accountRow({ findings: { low: 2, high: 1 }, last_scan }));

    expect((await muster('accounts', 'list')).out).toMatch(/resources +findings [^]*Payments +ok +0 +3 +aws\n/);
    expect((await muster('accounts', 'show', '000000000001')).out).toMatch(
      /last scan +scan-.+ \(completed\)\nby severity +1 high, 2 low\n/,
    );
  });
});

describe('muster suppressions', () => {
  it('adds a rule, lists it and removes it', async () => {
    const added = await muster('suppressions', 'add', '--resource', 'website-*', '--tag', 'public', '--reason', 'Public', '--json');
    const id = String(added.lines[0]!['suppression_id']);
    const listed = await muster('suppressions', 'list');
    const removed = await muster('suppressions', 'remove', id);

    expect(added.lines).toMatchObject([{ scope: { resource: 'website-*', tag: 'public' }, author: EVE }]);
    expect(listed.out).toMatch(/resource website-\*, tag public +Public +arn:aws:iam::123456789012:user\/eve/);
    expect(removed.out).toBe(`Removed: ${id}\n`);
    expect((await muster('suppressions', 'list')).out).toBe('Nothing is suppressed.\n');
  });
});

describe('muster frameworks', () => {
  it('lists frameworks with their coverage', async () => {
    expect((await muster('frameworks', 'list')).out).toMatch(/cis-aws-7\.0 +CIS .+ \d+ of \d+ +\d+ +\d+ +\d+\n/);
  });

  it('scores a framework control by control, for all accounts or for one', async () => {
    const results = { 's3.bucket-secure-transport-only': policyResult({ pass: 3 }) };
    await putResults(line.fixture.store, account('1'), results);

    const all = await muster('frameworks', 'show', 'cis-aws-7.0');
    const one = await muster('frameworks', 'show', 'cis-aws-7.0', '--account', '000000000001', '--json');

    expect(all.out).toMatch(/score +no result yet/);
    expect(all.out).not.toContain('no result of');
    expect(all.out).toMatch(/2\.1\.3 +manual +Ensure Organizations management account[^]*Which resources are a workload/);
    expect(one.lines).toMatchObject([{ framework_id: 'cis-aws-7.0', account_id: account('1') }]);
  });
});

describe('results that are incomplete or suppressed', () => {
  const S3 = 'aws.s3.bucket-public-access-block-enabled';
  const keep = (account_id: AccountId | '*', result: Parameters<typeof policyResult>[0]) =>
    putResults(line.fixture.store, account_id, { [S3]: policyResult(result) });

  it('name the accounts not seen whole, for policies and for controls', async () => {
    await keep('*', { pass: 3, not_whole: 4, not_whole_in: [account('1')] });
    await keep(account('1'), { pass: 3, not_whole: 1 });

    const control = (await muster('frameworks', 'show', 'cis-aws-7.0')).out;
    expect(control).toMatch(new RegExp(`^\\S+ +pass where seen .* 4 accounts not seen whole: ${account('1')}, … +${S3}$`, 'm'));
    expect((await muster('policies', 'show', S3)).out).toMatch(/not whole +4 accounts not seen whole: .+, …\n/);
    expect((await muster('policies', 'show', S3, '--account', '000000000001')).out).toMatch(/^accounts +0 of 1 seen whole\n/m);
    expect((await muster('policies', 'show', S3, '--account', '000000000001')).out).toContain(
      `1 account not seen whole: ${account('1')}\n`,
    );
  });

  it('say which part of a control no policy checks', async () => {
    const { out } = await muster('frameworks', 'show', 'aws-fsbp');
    const listed = await muster('frameworks', 'list');

    expect(out).toMatch(/in part only: \S/);
    expect(listed.out).toMatch(/covered +in part[^]*aws-fsbp +.+ \d+ of \d+ +\d+ +/);
  });

  it('mark controls that pass because of suppressions', async () => {
    await keep('*', { pass: 3, fail: 2, suppressed: 2 });

    const { out } = await muster('frameworks', 'show', 'cis-aws-7.0');

    expect(out).toMatch(/suppressed +1 control that passes with failures that are suppressed\n/);
    expect(out).toMatch(new RegExp(`^\\S+ +pass \\(2 suppressed\\) .* 3 +0 +0 +2 +${S3}$`, 'm'));
  });
});

describe('a wrong command line', () => {
  it.each([
    [['findings', 'list', '--severity', 'hgh'], /Did you mean high\?$/m],
    [['findings', 'list', '--status', 'opn'], /Did you mean open\?$/m],
    [['findings', 'list', '--policy', 's3.bucket-versioning-enable'], /Did you mean (aws\.)?s3\.bucket-versioning-enabled/],
    [['findings', 'list', '--suppression', 'sup-x'], /no suppression "sup-x"; "muster suppressions list" lists them\.$/m],
    [['scan', 'run', '--service', 's3'], /a scan evaluates every stored resource .* --policy/],
    [['scan', 'run', '--regions=eu-west-1'], /a scan evaluates every stored resource/],
    [['findings', 'suppress', 'x', '--reason', 'y', '--until', '2027-02-30'], /2027-02-30 is not a day; 2027-02 has 28 days\./],
    [['findings', 'show', 'logs'], /not a finding's id/],
    [['findings', 'suppress', 'x'], /required option '--reason <text>'/],
    [['findings', 'suppress', 'x', '--reason', 'y', '--until', 'soon'], /2027-06-30/],
    [['suppressions', 'add', '--reason', 'y'], /--policy, --account, --resource or --tag/],
    [['suppressions', 'remove', 'sup-none'], /no suppression sup-none/],
    [['frameworks', 'show', 'cis-aws-70'], /Did you mean cis-aws-7\.0/],
    [['policies', 'show', 's3.none-such'], /no policy s3\.none-such; "muster policies list" lists them\./],
  ])('%j is one sentence and exit code 2', async (args, message) => {
    const { code, out, err } = await muster(...args);

    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});
