import { describe, expect, it } from '@jest/globals';
import { demoAccounts, profileAt, profileOf } from '../../../../../shared/clouds/aws/demo/accounts.ts';
import { parseAccountId } from '../../../../../shared/ids.ts';
import { idOfAccount } from './read-account.ts';

describe('the accounts of the demo organization', () => {
  it('are as many as asked for, up to the limit of AWS, all with ids and names of their own', () => {
    const accounts = demoAccounts(10_000);

    expect(new Set(accounts.map(({ account_id }) => parseAccountId(account_id))).size).toBe(10_000);
    expect(new Set(accounts.map(({ name }) => name)).size).toBe(10_000);
    expect(accounts.every(({ organizational_unit }) => organizational_unit !== '')).toBe(true);
  });

  it('differ in the last six digits, which keeps bucket names apart', () => {
    expect(new Set(demoAccounts(10_000).map(({ account_id }) => account_id.slice(-6))).size).toBe(10_000);
  });

  it('stay who they are when the organization grows', () => {
    expect(demoAccounts(100).slice(0, 7)).toEqual(demoAccounts(7));
  });

  it('are found again by their ids, and only as many as there are', () => {
    const last = idOfAccount(demoAccounts(50)[49]?.account_id ?? '');

    expect(profileOf(last, 50)).toEqual(profileAt(49));
    expect(profileOf(last, 49)).toBeUndefined();
    expect(profileOf('123456789012', 10_000)).toBeUndefined();
  });

  it('begin with a plain one, and each special one is there once', () => {
    const traits = Array.from({ length: 200 }, (_, index) => profileAt(index).trait);

    expect(traits[0]).toBeUndefined();
    expect(traits.filter((trait) => trait !== undefined).toSorted()).toEqual([
      'bucket_policies_denied',
      'large',
      'rds_unsupported',
      'role_denied',
    ]);
  });
});
