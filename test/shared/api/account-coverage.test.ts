import { describe, expect, it } from '@jest/globals';
import type { AccountRow } from '../../../shared/connections/model.ts';
import type { JobId } from '../../../shared/ids.ts';
import type { SliceCoverage } from '../../../shared/inventory/model.ts';
import { account, accountRow, apiFixture, putCoverage, TIME } from '../../support/api-fixture.ts';

interface Item {
  readonly account_id: string;
  readonly services: readonly { readonly service: string; readonly slices: object }[];
  readonly failed?: object;
}

const whole: SliceCoverage = { outcome: 'complete', at: TIME, complete_at: TIME, count: 1, populated: true };
const denied: SliceCoverage = {
  outcome: 'denied',
  at: TIME,
  populated: false,
  error: { class: 'denied', error_code: 'AccessDenied', message: 'No.', permission: 's3:ListAllMyBuckets' },
};

/** Account 1 is seen whole, account 2 lacks a permission, account 3 could not be read at all, and account 4 never was. */
async function world() {
  const fixture = apiFixture();
  const { store } = fixture;
  const changed: readonly (readonly [string, Partial<AccountRow>])[] = [
    ['1', {}],
    ['2', { name: 'Denied', status: 'partial' }],
    [
      '3',
      {
        status: 'failed',
        last_inventory: { job_id: 'inv-1' as JobId, status: 'failed', at: TIME, error: 'No role.', error_class: 'denied' },
      },
    ],
    ['4', { status: 'never_run' }],
  ];
  for (const [digits, changes] of changed) await store.put('accounts', accountRow({ account_id: account(digits), ...changes }));
  for (const digits of ['1', '2'])
    await putCoverage(store, account(digits), 'eu-west-1', { 'AWS::EC2::VPC': whole, 'AWS::S3::Bucket': digits === '2' ? denied : whole });
  await putCoverage(store, account('2'), 'us-east-1', { 'AWS::EC2::VPC': whole, 'Old::Type': whole });
  const ask = async (query: string) => {
    const response = await fixture.app.request(`/coverage/accounts${query}`);
    return { status: response.status, body: (await response.json()) as { readonly items: readonly Item[]; readonly next_cursor?: string } };
  };
  return { ...fixture, ask };
}

const servicesOf = (items: readonly Item[], digits: string): Readonly<Record<string, object>> | undefined => {
  const found = items.find(({ account_id }) => account_id === account(digits));
  return found && Object.fromEntries(found.services.map(({ service, slices }) => [service, slices]));
};

describe('GET /coverage/accounts', () => {
  it('answers the outcomes of each account by service', async () => {
    const { ask } = await world();

    const { items } = (await ask('')).body;

    expect(servicesOf(items, '1')).toEqual({ 'aws.ec2': { complete: 1 }, 'aws.s3': { complete: 1 } });
    expect(servicesOf(items, '2')).toEqual({ 'aws.ec2': { complete: 2 }, 'aws.other': { complete: 1 }, 'aws.s3': { denied: 1 } });
    expect(items.find(({ account_id }) => account_id === account('2'))).toMatchObject({
      name: 'Denied',
      services: [{}, {}, { service: 'aws.s3', missing_permissions: ['s3:ListAllMyBuckets'] }],
    });
  });

  it('tells why an account could not be read at all, and has an account that was never read without services', async () => {
    const { ask } = await world();

    const { items } = (await ask('')).body;

    expect(items.find(({ account_id }) => account_id === account('3'))).toMatchObject({
      services: [],
      failed: { outcome: 'denied', at: TIME, error: { message: 'No role.' } },
    });
    expect(items.find(({ account_id }) => account_id === account('4'))).toMatchObject({ services: [], status: 'never_run' });
  });

  it.each([
    ['?service=s3', { '1': ['aws.s3'], '2': ['aws.s3'], '3': [], '4': [] }],
    ['?region=us-east-1', { '1': [], '2': ['aws.ec2', 'aws.other'], '3': [], '4': [] }],
    ['?outcome=denied', { '2': ['aws.s3'], '3': [] }],
    ['?outcome=failed', {}],
    [`?account_id=${account('2')},${account('1')}&service=ec2`, { '1': ['aws.ec2'], '2': ['aws.ec2'] }],
  ])('%s leaves out what does not match, and no account that could not be read', async (query, expected) => {
    const { ask } = await world();

    const { items } = (await ask(query)).body;

    const found = Object.fromEntries(items.map(({ account_id, services }) => [account_id, services.map(({ service }) => service)]));
    expect(found).toEqual(Object.fromEntries(Object.entries(expected).map(([digits, services]) => [account(digits), services])));
  });

  it.each(['', `&account_id=${['1', '2', '3', '4'].map((digits) => account(digits)).join(',')}`])(
    'pages of one account have each account once%s',
    async (filter) => {
      const { ask } = await world();
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const { body } = await ask(`?limit=1${filter}${cursor === undefined ? '' : `&cursor=${cursor}`}`);
        expect(body.items.length).toBeLessThanOrEqual(1);
        found.push(...body.items.map(({ account_id }) => account_id));
        cursor = body.next_cursor;
      } while (cursor !== undefined);

      expect(found.toSorted()).toEqual(['1', '2', '3', '4'].map((digits) => account(digits)));
    },
  );

  it.each([
    ['?service=s4', 'service'],
    ['?region=moon-1', 'region'],
    ['?outcome=gone', 'outcome'],
    ['?account_id=nobody', 'account_id'],
  ])('%s is refused with the field', async (query, field) => {
    const { ask } = await world();

    expect(await ask(query)).toMatchObject({ status: 400, body: { field } });
  });
});
