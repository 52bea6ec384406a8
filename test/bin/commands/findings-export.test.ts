/** `muster findings export` against an API over a store in memory. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountRow, JOB_ID, resourceRow, TIME } from '../../support/api-fixture.ts';
import { findingRow, policyResult, putResults } from '../../support/finding-rows.ts';
import { CommandLine, type Ran } from './support/command-line.ts';

const line = new CommandLine();
let folder: string;
beforeAll(async () => line.open());
afterAll(async () => line.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-export-'));
  line.reset();
  const { store } = line.fixture;
  await store.put('accounts', accountRow({ name: 'production', last_scan: { job_id: JOB_ID, status: 'completed', at: TIME } }));
  await store.putMany('findings', [
    findingRow({ resource_id: 'low' }, { severity: 'low' }),
    findingRow({ resource_id: '</script>' }, { severity: 'critical', evidence: '{"Principal":"*"}' }),
    findingRow({ policy_id: 'my.removed', resource_id: 'high' }, { severity: 'high', title: 'A policy that is gone' }),
    findingRow(
      { resource_id: 'hidden' },
      { status: 'suppressed', suppression: { suppression_id: 'sup-r-1', reason: 'Public', author: 'ann' } },
    ),
    findingRow({ resource_id: 'fixed' }, { status: 'resolved', resolved_at: TIME, verdict: 'pass' }),
  ]);
  await store.put(
    'resources',
    resourceRow({ type: 'AWS::S3::Bucket', resource_id: '</script>' }, { native_id: 'arn:aws:s3:::x', tags: { team: 'data' } }),
  );
  await putResults(store, '*', { 'aws.s3.bucket-versioning-enabled': policyResult({ pass: 4, fail: 2 }) });
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

const muster = async (...args: readonly string[]): Promise<Ran> => line.muster(['findings', 'export', ...args]);
const documentIn = ({ out }: Ran) =>
  JSON.parse(out) as { readonly findings: readonly Record<string, unknown>[]; readonly unread_accounts: readonly unknown[] };
const findingsIn = (ran: Ran): readonly Record<string, unknown>[] => documentIn(ran).findings;

describe('muster findings export', () => {
  it('prints the open findings, the most serious first, with what their policies and resources say', async () => {
    const ran = await muster('--format', 'json');

    expect([ran.code, ran.err]).toEqual([0, '']);
    const findings = findingsIn(ran);
    expect(findings.map(({ resource_id }) => resource_id)).toEqual(['</script>', 'high', 'low']);
    expect(findings[0]).toMatchObject({
      account_name: 'production',
      native_id: 'arn:aws:s3:::x',
      tags: { team: 'data' },
      evidence: { Principal: '*' },
      description: expect.stringMatching(/^Versioning is off/) as unknown,
    });
    expect(findings[1]).toMatchObject({ title: 'A policy that is gone', description: null, remediation: null });
  });

  it('names accounts that could not be read; for asff, which has no place for them, on stderr', async () => {
    const last_inventory = { job_id: JOB_ID, status: 'failed', at: TIME, error: 'AccessDenied' } as const;
    await line.fixture.store.put('accounts', accountRow({ name: 'production', status: 'failed', last_inventory }));
    const [json, asff] = [await muster('--format', 'json'), await muster('--format', 'asff')];

    expect(documentIn(json).unread_accounts).toEqual([{ account_id: 'aws:000000000001', name: 'production', reason: 'AccessDenied' }]);
    expect(json.err).toBe('');
    expect(asff.err).toBe(
      'muster: findings.asff.jsonl has no place for this: Account 000000000001 (production) could not be read: AccessDenied\n',
    );
    for (const format of ['csv', 'ocsf', 'sarif', 'junit'])
      expect((await muster('--format', format)).out).toContain('could not be read: AccessDenied');
  });

  it('takes the filters of findings list, and several statuses', async () => {
    const ids = async (...args: readonly string[]) =>
      findingsIn(await muster('--format', 'json', ...args)).map(({ resource_id }) => resource_id);

    expect(await ids('--severity', 'critical,high')).toEqual(['</script>', 'high']);
    expect(await ids('--policy', 'aws.s3.*')).toEqual(['</script>', 'low']);
    expect(await ids('--tag', 'team=data')).toEqual(['</script>']);
    expect(await ids('--account', '000000000001', '--limit', '1')).toHaveLength(1);
    expect(await ids('--status', 'suppressed,resolved')).toEqual(['fixed', 'hidden']);
    expect(await ids('--since', '2999-01-01')).toEqual([]);
  });

  it.each(['sarif', 'ocsf', 'asff', 'junit', 'csv', 'html', 'json'])('writes %s, the same bytes each time', async (format) => {
    const [one, two] = [await muster('--format', format), await muster('--format', format)];

    expect([one.code, one.err]).toEqual([0, '']);
    expect(one.out).toBe(two.out);
    expect(one.out).toContain('my.removed');
  });

  it('counts the verdicts of every policy only if no finding is left out', async () => {
    const passing = '<system-out>4</system-out>';

    expect((await muster('--format', 'junit')).out).toContain(passing);
    expect((await muster('--format', 'junit', '--severity', 'critical')).out).not.toContain(passing);
  });

  it('writes a file whole, and nothing else', async () => {
    const file = join(folder, 'findings.sarif');

    const { code, out } = await muster('--format', 'sarif', '--output', file);

    expect([code, out]).toEqual([0, `Wrote ${file}.\n`]);
    expect(await readdir(folder)).toEqual(['findings.sarif']);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  it('does not touch a file that is there, and ends with 6', async () => {
    const file = join(folder, 'mine.json');
    await writeFile(file, 'mine');

    const { code, err } = await muster('--format', 'json', '--output', file);

    expect([code, err]).toEqual([6, `muster: ${file} exists already, and was not touched; name another file, or remove it first.\n`]);
    expect(await readFile(file, 'utf8')).toBe('mine');
    expect((await muster('--format', 'json', '--output', join(file, 'x.json'))).code).toBe(6);
  });

  it('leaves nothing behind if the API refuses a filter', async () => {
    const { code, err } = await muster('--format', 'json', '--account', '999999999999', '--output', join(folder, 'x.json'));

    expect(code).toBe(2);
    expect(err).toMatch(/^muster: --account: [^\n]+\n$/);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([[['--format', 'pdf']], [[]]])('refuses %j, and names the formats', async (args: readonly string[]) => {
    const { code, out, err } = await muster(...args);

    expect([code, out]).toEqual([2, '']);
    if (args.length > 0) expect(err).toMatch(/html, sarif, junit, ocsf, asff, csv, json/);
  });
});
