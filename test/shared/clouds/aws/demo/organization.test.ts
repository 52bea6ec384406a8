import { describe, expect, it } from '@jest/globals';
import { demoAccounts } from '../../../../../shared/clouds/aws/demo/accounts.ts';
import { DemoEstate } from '../../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { callerOf, type Item } from './read-account.ts';

const MANAGEMENT = '100200300400';
const callerFor = (account: string, accounts = 45) => callerOf(new DemoEstate({ accounts, day: 1 }), account);
const list = async (input: Item = {}, accounts?: number): Promise<Item> =>
  callerFor(MANAGEMENT, accounts).call('us-east-1', 'organizations', 'ListAccounts', input);
const members = (page: Item): readonly Item[] => page['Accounts'] as readonly Item[];

describe('the demo organization', () => {
  it('lists its accounts in pages of 20', async () => {
    const sizes: number[] = [];
    const names: unknown[] = [];
    let token: unknown;
    do {
      const page = await list({ NextToken: token });
      sizes.push(members(page).length);
      names.push(...members(page).map(({ Name }) => Name));
      token = page['NextToken'];
    } while (token !== undefined);

    expect(sizes).toEqual([20, 20, 6]);
    expect(names).toEqual([...demoAccounts(45).map(({ name }) => name), 'legacy-crm']);
  });

  it('refuses a token that it did not hand out', async () => {
    await expect(list({ NextToken: 'none' })).rejects.toMatchObject({ name: 'InvalidInputException' });
  });

  it('knows the units that its accounts are in by the same ids, whatever its size', async () => {
    const paths = async (accounts: number) => members(await list({ MaxResults: 3 }, accounts)).map(({ Paths }) => Paths);

    expect(await paths(3)).toEqual(await paths(45));
  });

  it('does not know other units', async () => {
    const asked = callerFor(MANAGEMENT).call('us-east-1', 'organizations', 'DescribeOrganizationalUnit', {
      OrganizationalUnitId: 'ou-hald-00000000',
    });

    await expect(asked).rejects.toMatchObject({ name: 'OrganizationalUnitNotFoundException' });
  });

  it('tells the tags of an account', async () => {
    const [, { account_id }] = demoAccounts(2) as [unknown, { readonly account_id: string }];
    const tagsOf = async (ResourceId: string): Promise<Item> =>
      await callerFor(MANAGEMENT).call('us-east-1', 'organizations', 'ListTagsForResource', { ResourceId });

    expect((await tagsOf(account_id.slice(4)))['Tags']).toEqual([
      { Key: 'env', Value: 'production' },
      { Key: 'workload', Value: 'data-platform' },
    ]);
    await expect(tagsOf('000000000000')).rejects.toMatchObject({ name: 'TargetNotFoundException' });
  });

  it.each([
    ['organizations', 'LeaveOrganization', {}],
    ['ec2', 'DescribeVpcs', {}],
    ['ec2', 'DescribeRegions', { AllRegions: true }],
  ])('has no answer to %s %s %j', async (service, operation, input) => {
    await expect(callerFor(MANAGEMENT).call('us-east-1', service, operation, input)).rejects.toMatchObject({ name: 'InvalidRequest' });
  });

  it('tells its members nothing but the first, which is a delegated administrator', async () => {
    const [first = '', ...others] = demoAccounts(3).map(({ account_id }) => account_id.slice(4));
    const asked = async (account: string) => await callerFor(account).call('us-east-1', 'organizations', 'ListAccounts');

    expect(others).toHaveLength(2);
    for (const other of others) await expect(asked(other)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(members(await asked(first)).map(({ Id }) => Id)).toContain(first);
  });
});
