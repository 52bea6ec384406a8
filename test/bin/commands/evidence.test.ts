import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT } from '../../../bin/commands/exit-codes.ts';
import type { AccountRecord, CoverageRecord, ResourceRecord } from '../../../shared/exports/records.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import { coverageItem } from '../../../shared/inventory/coverage.ts';
import { account, accountRow, putResources, resourceRow, TIME } from '../../support/api-fixture.ts';
import { coverageRecord, resourceRecord, writtenExport } from '../../support/export-records.ts';
import { findingRow } from '../../support/finding-rows.ts';
import { CommandLine, runCommand, type Ran } from './support/command-line.ts';

const line = new CommandLine();
beforeAll(async () => line.open());
afterAll(async () => line.close());

let folder: string;
let out: string;
beforeEach(() => {
  line.reset();
  folder = mkdtempSync(join(tmpdir(), 'muster-evidence-'));
  out = join(folder, 'evidence');
});
afterEach(() => rmSync(folder, { recursive: true }));

const POLICY = 'aws.s3.bucket-public-access-block-enabled';
/** The control that the policy covers. */
const CONTROL = '3.1.4';
const block = (isOn: boolean) => ({
  PublicAccessBlockConfiguration: { BlockPublicAcls: isOn, IgnorePublicAcls: isOn, BlockPublicPolicy: isOn, RestrictPublicBuckets: isOn },
});
const DENIED = { PublicAccessBlockConfiguration: { error_code: 'AccessDenied', permission: 's3:GetBucketPublicAccessBlock' } };

const listOf = (file: string): readonly Record<string, unknown>[] => JSON.parse(readFileSync(join(out, `${file}.json`), 'utf8')) as never;
// The index is the one file that holds an object.
const index = () => listOf('index') as unknown as { readonly controls: readonly Record<string, unknown>[]; readonly seen: object };
const controlIn = (id: string) => index().controls.find(({ control_id }) => control_id === id);
const verdictsIn = (id: string): readonly unknown[][] =>
  listOf(`controls/${id}`)
    .filter(({ policy_id }) => policy_id === POLICY)
    .map(({ resource_name, verdict }) => [resource_name, verdict]);

const [ONE, TWO] = [parseAccountId('aws:000000000001'), parseAccountId('aws:000000000002')];
const accountRecord = (account_id: AccountRecord['account_id'], given: Partial<AccountRecord> = {}): AccountRecord => ({
  account_id,
  provider: 'aws',
  name: null,
  connection_id: 'aws',
  organizational_unit: null,
  tags: null,
  enabled: true,
  status: 'ok',
  error: null,
  resources: 0,
  ...given,
});
const bucket = (resource_id: string, given: Partial<ResourceRecord> = {}) => resourceRecord({ resource_id, ...given });

const fromExport = async (
  resources: readonly ResourceRecord[],
  coverage: readonly CoverageRecord[] = [coverageRecord()],
  accounts = [accountRecord(ONE)],
): Promise<string> => {
  const path = join(folder, 'export');
  await writtenExport(path, { resources, coverage, accounts });
  return path;
};
/** An environment whose API address nothing listens on. */
const offline = async (...args: readonly string[]): Promise<Ran> => runCommand(args, { MUSTER_API: 'http://127.0.0.1:1' }, async () => {});

describe('evidence of an export', () => {
  const resources = [
    bucket('on', { config: block(true) }),
    bucket('off', { config: block(false) }),
    bucket('dark', { config: {}, unread: DENIED }),
  ];

  it('gives the reason of an account that could not be read at all', async () => {
    const denied = {
      account_id: TWO,
      segment: '*',
      type: '*',
      outcome: 'denied',
      error_code: 'AccessDenied',
      error_message: 'The role refused.',
    } as const;
    const path = await fromExport(
      resources,
      [coverageRecord(), coverageRecord({ ...denied, complete_at: null })],
      [accountRecord(ONE), accountRecord(TWO, { status: 'failed' })],
    );

    const printed = await offline('frameworks', 'show', 'cis-aws-7.0', '--evidence', out, '--from', path);
    const json = await offline('--json', 'frameworks', 'show', 'cis-aws-7.0', '--from', path);

    expect(printed.out).toContain('\nNot read: aws:000000000002: The role refused.\n');
    const [score] = json.lines as { readonly controls: readonly { readonly control_id: string }[] }[];
    // The same as on the platform, where a scan has a result of the account too.
    expect(score!.controls.find(({ control_id }) => control_id === CONTROL)).toMatchObject({
      not_whole: 1,
      not_whole_in: [TWO],
      seen: {
        accounts: { whole: 1, total: 2 },
        resources: { judged: 2, unknown: 1, missing_permissions: ['s3:GetBucketPublicAccessBlock'] },
      },
    });
    expect(json.lines[0]).toMatchObject({ unread_accounts: { total: 1, first: [{ account_id: TWO, reason: 'The role refused.' }] } });
    expect(listOf('not_seen')).toContainEqual({
      account_id: TWO,
      segment: '*',
      type: '*',
      outcome: 'denied',
      error: 'AccessDenied: The role refused.',
    });
    expect(listOf('not_seen').filter(({ account_id }) => account_id === TWO)).toHaveLength(1);
  });

  it('has every resource of a control with its verdict, as CSV and JSON, without a server', async () => {
    const { code, out: printed } = await offline(
      'frameworks',
      'show',
      'cis-aws-7.0',
      '--from',
      await fromExport(resources),
      '--evidence',
      out,
    );

    expect(code).toBe(0);
    expect(printed).toMatch(/Wrote .*evidence: index\.csv lists the controls/);
    expect(readdirSync(out).toSorted()).toEqual(['controls', 'index.csv', 'index.json', 'not_seen.csv', 'not_seen.json']);
    expect(verdictsIn(CONTROL)).toEqual([
      ['dark', 'unknown'],
      ['off', 'fail'],
      ['on', 'pass'],
    ]);
    expect(listOf(`controls/${CONTROL}`)[0]).toMatchObject({
      control_id: CONTROL,
      policy_id: POLICY,
      account_id: ONE,
      native_id: 'arn:aws:s3:::dark',
      id: 'aws:000000000001@AWS::S3::Bucket@eu-west-1@dark',
      missing_permission: 's3:GetBucketPublicAccessBlock',
      reason: expect.stringContaining('PublicAccessBlockConfiguration'),
      observed_at: '2026-11-21T12:00:00.000Z',
    });
    const csv = readFileSync(join(out, 'controls', `${CONTROL}.csv`), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(csv[0]).toMatch(/^"control_id","policy_id",.*,"verdict","reason","missing_permission","evidence",/);
    expect(csv).toHaveLength(4);
    expect(controlIn(CONTROL)).toMatchObject({ state: 'fail', passed: 1, failed: 1, unknown: 1, file: `controls/${CONTROL}.csv` });
    expect(controlIn('2.1.3')).toMatchObject({ state: 'manual', reason: expect.stringMatching(/./), file: null });
  });

  it('judges ages at the time at which the slice was seen', async () => {
    const coverage = [coverageRecord({ complete_at: '2026-11-01T00:00:00.000Z' })];
    await offline('frameworks', 'show', 'cis-aws-7.0', '--from', await fromExport(resources, coverage), '--evidence', out);

    expect(listOf(`controls/${CONTROL}`)[0]).toMatchObject({ observed_at: '2026-11-01T00:00:00.000Z' });
  });

  it('scores what was seen if an account could not be read, and names what was not seen', async () => {
    const unread = coverageRecord({ account_id: TWO, segment: '*', type: '*', outcome: 'denied', error_code: 'AccessDenied' });
    const path = await fromExport(
      [bucket('on', { config: block(true) })],
      [coverageRecord(), unread],
      [accountRecord(ONE), accountRecord(TWO, { status: 'failed' })],
    );

    const { lines } = await offline('--json', 'frameworks', 'show', 'cis-aws-7.0', '--from', path, '--evidence', out);

    expect(controlIn(CONTROL)).toMatchObject({ state: 'pass_where_seen', accounts_whole: 1, accounts_total: 2 });
    expect(lines[0]).toMatchObject({ score: { states: { unknown: expect.any(Number) } }, seen: { accounts: { total: 2 } } });
    expect(listOf('not_seen')).toMatchObject([{ account_id: TWO, segment: '*', type: '*' }]);
  });

  it('lets no name run as a formula in a spreadsheet', async () => {
    const name = '=cmd|x, "y"';
    await offline(
      'frameworks',
      'show',
      'cis-aws-7.0',
      '--from',
      await fromExport([bucket('x', { name, config: block(true) })]),
      '--evidence',
      out,
    );

    expect(verdictsIn(CONTROL)).toEqual([[name, 'pass']]);
    expect(readFileSync(join(out, 'controls', `${CONTROL}.csv`), 'utf8')).toContain(`,"'=cmd|x, ""y""",`);
  });

  it('scores without writing anything, also one account', async () => {
    const path = await fromExport(resources);
    const { lines } = await offline('--json', 'frameworks', 'show', 'cis-aws-7.0', '--from', path, '--account', '000000000001');
    const other = await offline('frameworks', 'show', 'cis-aws-7.0', '--from', path, '--account', '000000000009');

    expect(lines[0]).toMatchObject({ account_id: ONE, seen: { accounts: { total: 1 } } });
    expect(other).toMatchObject({
      code: EXIT.refused,
      err: expect.stringMatching(/has no account aws:000000000009\. Did you mean aws:000000000001\?\n$/),
    });
    expect(readdirSync(folder)).toEqual(['export']);
  });

  it.each([
    [['cis-aws-70'], EXIT.refused, /There is no framework cis-aws-70; .*Did you mean cis-aws-7\.0/],
    [['cis-aws-7.0', '--account', 'x'], EXIT.refused, /--account: "x" is neither an account id nor a selector/],
  ])('is refused for %j', async (args, code, said) => {
    const ran = await offline('frameworks', 'show', ...args, '--from', await fromExport(resources), '--evidence', out);

    expect(ran).toMatchObject({ code, err: expect.stringMatching(said) });
    expect(existsSync(out)).toBe(false);
  });

  it('does not touch a folder that exists', async () => {
    const path = await fromExport(resources);
    const { code, err } = await offline('frameworks', 'show', 'cis-aws-7.0', '--from', path, '--evidence', path);

    expect([code, err]).toEqual([EXIT.notWritten, expect.stringMatching(/exists already/)]);
  });
});

describe('evidence of the platform', () => {
  const bucketRow = (resource_id: string, changes: Parameters<typeof resourceRow>[1]) =>
    resourceRow({ type: 'AWS::S3::Bucket', resource_id }, { name: resource_id, ...changes });

  it('has the stored resources, judged now, with suppressed findings apart', async () => {
    const { store } = line.fixture;
    await store.put('accounts', accountRow());
    await store.put('accounts', accountRow({ account_id: account('2'), enabled: false }));
    await putResources(store, [
      bucketRow('on', { config: block(true) }),
      bucketRow('off', { config: block(false) }),
      bucketRow('accepted', { config: block(false) }),
      bucketRow('gone', { config: block(false), is_last: 0 }),
    ]);
    const suppression = { suppression_id: 's', reason: 'website', author: 'eve' };
    await store.put('findings', findingRow({ policy_id: POLICY, resource_id: 'off' }));
    await store.put('findings', findingRow({ policy_id: POLICY, resource_id: 'accepted' }, { status: 'suppressed', suppression }));

    const { code, out: printed } = await line.muster(['frameworks', 'show', 'cis-aws-7.0', '--evidence', out]);

    expect(code).toBe(0);
    expect(verdictsIn(CONTROL)).toEqual([
      ['accepted', 'suppressed'],
      ['off', 'fail'],
      ['on', 'pass'],
    ]);
    expect(listOf(`controls/${CONTROL}`)).toMatchObject([
      { suppression_reason: 'website', suppression_author: 'eve', opened_at: TIME, observed_at: TIME },
      { suppression_reason: null, opened_at: TIME },
      { opened_at: null },
    ]);
    expect(printed).toMatch(/of 1 account read whole/);
  });

  it('names slices that were not seen whole', async () => {
    const { store } = line.fixture;
    await store.put('accounts', accountRow());
    const slices = {
      'AWS::S3::Bucket': { outcome: 'denied', at: TIME, error: { class: 'denied', error_code: 'AccessDenied', message: 'no' } },
    };
    await store.put('coverage', coverageItem({ account_id: account('1'), segment: 'eu-west-1', observed_at: TIME, slices } as never));

    await line.muster(['frameworks', 'show', 'cis-aws-7.0', '--evidence', out]);

    expect(listOf('not_seen')).toEqual([
      { account_id: account('1'), segment: 'eu-west-1', type: 'AWS::S3::Bucket', outcome: 'denied', error: 'AccessDenied: no' },
    ]);
    expect(controlIn(CONTROL)).toMatchObject({ state: 'unknown', accounts_whole: 0, accounts_total: 1 });
  });
});
