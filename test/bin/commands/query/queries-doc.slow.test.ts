/** Runs every query of docs/queries.md over the demo estate, and compares the answers with the estate's planted mistakes. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { demoAccounts } from '../../../../shared/clouds/aws/demo/accounts.ts';
import { demoFaults } from '../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { nativeId } from '../../../../shared/ids.ts';
import { codeOnly } from '../../../../shared/queries/sql-text.ts';
import { guideQueries, guideText, IN_TRINO_TOO, NOT_TRINO, Place } from './support.ts';

const DEMO = { accounts: 8, day: 2 } as const;
const GUIDE = guideText();
const QUERIES = guideQueries();
/** Questions to which the demo estate has no rows. */
const NOTHING: ReadonlySet<string> = new Set([
  'Which security groups let in groups of other accounts, over a VPC peering?',
  'Which resources does another account use?',
  'Which slices were not read this night because they were empty?',
  'What does Muster not look at?',
]);

const place = new Place();
const run = async (day: string, ...args: readonly string[]): Promise<void> => {
  const base = ['run', '--demo', '--scan', '--demo-accounts', String(DEMO.accounts), '--day', day, '--quiet', '--formats', 'jsonl,parquet'];
  await place.muster([...base, '--outdir', place.path(day), ...args]);
  renameSync(place.path(day, readdirSync(place.path(day))[0]!), place.path(day === '1' ? 'before' : 'export'));
};
const answer = async (question: string): Promise<readonly Record<string, unknown>[]> => place.rows(QUERIES.get(question)!);

beforeAll(async () => {
  await run('1');
  await run('2', '--prev', place.path('before'));
}, 180_000);
afterAll(() => place.remove());

/** The planted mistakes of a kind in readable accounts, as `<account>|<id>`. */
function wrong(...faults: readonly string[]): readonly string[] {
  const found = demoAccounts(DEMO.accounts).flatMap(({ account_id }) =>
    demoFaults(DEMO, nativeId(account_id)).map((fault) => ({ ...fault, account_id })),
  );
  // One account of the estate cannot be read.
  const shown = found.filter(({ fault, account_id }) => faults.includes(fault) && account_id !== 'aws:112496408529');
  return [...new Set(shown.map(({ account_id, id }) => `${account_id}|${id}`))].toSorted();
}

/** The public buckets: those of the accounts whose own block does not close them. */
function publicBuckets(): readonly string[] {
  const open = new Set(wrong('account_without_public_access_block').map((each) => each.split('|')[0]));
  return wrong('bucket_public_policy', 'bucket_public_acl').filter((each) => open.has(each.split('|')[0]));
}

const places = (rows: readonly Record<string, unknown>[], id: string): readonly string[] =>
  [...new Set(rows.map((row) => `${String(row['account_id'])}|${String(row[id])}`))].toSorted();

describe('docs/queries.md', () => {
  it('answers at least twenty questions', () => {
    expect(QUERIES.size).toBeGreaterThanOrEqual(20);
    expect(GUIDE.match(/^```sql$/gm)).toHaveLength(QUERIES.size);
  });

  it.each([...QUERIES])('has rows for: %s', async (question, sql) => {
    const rows = await place.rows(sql);

    expect(rows.length > 0).toBe(!NOTHING.has(question));
  });

  it.each([...QUERIES])('is SQL of Athena too: %s', (_question, sql) => {
    const called = [...codeOnly(sql).matchAll(/\b([a-z_]\w*)\s*\(/gi)].map(([, name]) => name!.toLowerCase());
    const written = codeOnly(sql);

    expect(called.filter((name) => !IN_TRINO_TOO.has(name))).toEqual([]);
    expect(written).not.toMatch(NOT_TRINO);
  });

  it('counts the unencrypted disks of the estate', async () => {
    const rows = await answer('Which disks are not encrypted, by account?');

    const counts = Map.groupBy(wrong('volume_unencrypted'), (each) => each.split('|')[0]!);
    expect(new Map(rows.map(({ account_id, volumes }) => [account_id, volumes]))).toEqual(
      new Map([...counts].map(([account, ids]) => [account, ids.length])),
    );
  });

  it.each([
    ['Which databases are public, or not encrypted?', 'resource_id', ['db_instance_public', 'db_instance_unencrypted']],
    ['Which security groups let the whole world in on SSH or RDP?', 'resource_id', ['security_group_ssh_from_anywhere']],
    ['Who signs in to the console without MFA?', 'name', ['user_without_mfa']],
    ['Which access keys are older than 90 days?', 'name', ['access_key_old']],
  ] as const)('finds what the estate has wrong: %s', async (question, id, faults) => {
    const rows = await answer(question);

    expect(places(rows, id)).toEqual(wrong(...faults));
  });

  it.each([
    ['Who can sign in without a second factor, in any cloud?', 'name', ['user_without_mfa']],
    ['Where is SSH open to the whole world, in any cloud?', 'native_id', ['security_group_ssh_from_anywhere']],
  ] as const)('finds what AWS has wrong: %s', async (question, id, faults) => {
    const rows = await answer(question);
    const ofAws = rows.filter(({ provider }) => provider === 'aws');

    const found = places(ofAws, id).map((each) => each.replace(/\|arn:.*\//, '|'));
    expect(found).toEqual(wrong(...faults));
  });

  it('finds the public buckets, by both queries', async () => {
    const buckets = await answer('Which buckets are public?');
    const ofAnyCloud = await answer('Which buckets of any cloud are public, or may be?');

    expect(publicBuckets()).not.toEqual([]);
    expect(places(buckets, 'bucket')).toEqual(publicBuckets());
    expect(
      places(
        ofAnyCloud.filter(({ provider, is_public }) => provider === 'aws' && is_public === true),
        'name',
      ),
    ).toEqual(publicBuckets());
  });

  it.each([
    ['Who is an administrator, in any cloud?', ['aws', 'azure', 'oci']],
    ['Who can sign in without a second factor, in any cloud?', ['aws', 'azure', 'oci']],
    // On the second day, Azure's are mended.
    ['Which buckets of any cloud are public, or may be?', ['aws', 'oci']],
    ['Where is SSH open to the whole world, in any cloud?', ['aws', 'oci']],
  ])('finds something in several clouds: %s', async (question, clouds) => {
    const rows = await answer(question);

    expect(new Set(rows.map(({ provider }) => provider))).toEqual(new Set(clouds));
  });

  it('counts as many rows as the files have', async () => {
    const lines = readFileSync(place.path('export', 'inventory.jsonl'), 'utf8').trimEnd().split('\n');
    const types = Map.groupBy(lines, (line) => (JSON.parse(line) as { type: string }).type);

    const rows = await answer('How many resources of each type are there?');

    expect(new Map(rows.map(({ type, resources }) => [type, resources]))).toEqual(
      new Map([...types].map(([type, all]) => [type, all.length])),
    );
  });

  it('names the account that cannot be read, and the missing permissions', async () => {
    const accounts = await answer('Which accounts could not be read at all?');
    const missing = await answer('Which permissions are missing, and what stays unknown without them?');

    expect(accounts.map(({ account_id }) => account_id)).toEqual(['aws:112496408529']);
    expect(missing.map(({ permission, field }) => [permission, field])).toEqual([
      ['s3:GetBucketPolicy', 'Policy'],
      ['s3:GetBucketPolicyStatus', 'PolicyStatus'],
      ['kms:DescribeKey', '*'],
      ['read buckets', '*'],
      ['read cloudevents-rules', '*'],
      ['read keys', 'versions'],
      ['read users', 'apiKeys'],
      ['read users', 'authTokens'],
      ['read users', 'customerSecretKeys'],
      ['read users', 'dbCredentials'],
      ["use network-security-groups where request.permission='NETWORK_SECURITY_GROUP_LIST_SECURITY_RULES'", 'rules'],
    ]);
  });
});
