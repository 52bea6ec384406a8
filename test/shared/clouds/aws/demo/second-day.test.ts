import { beforeAll, describe, expect, it } from '@jest/globals';
import { demoAccounts } from '../../../../../shared/clouds/aws/demo/accounts.ts';
import { demoAnswerer, demoFaults } from '../../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { callerOf, idOfAccount, readAccount, type Item } from './read-account.ts';

const ACCOUNTS = 14;
/** The fourteen without those whose reads are denied; the last and the one in the middle spend a quiet day. */
const ids = demoAccounts(ACCOUNTS).map(({ account_id }) => idOfAccount(account_id));
const readable = ids.filter((_, index) => ![2, 3, 4].includes(index));
const quiet = new Set([ids[6], ids[13]]);

/** What AWS moves by itself. */
const VOLATILE = new Set(['PasswordLastUsed', 'LatestRestorableTime', 'LastUsedDate', 'RoleLastUsed']);

/** JSON keeps neither key order nor type of dates apart: the texts are equal if nothing but volatile values differs. */
const steady = (item: Item | undefined): string => JSON.stringify(item, (key, value: unknown) => (VOLATILE.has(key) ? undefined : value));

interface Difference {
  readonly added: readonly string[];
  readonly deleted: readonly string[];
  readonly changed: readonly string[];
  /** Same but for volatile values, and other in those. */
  readonly touched: readonly string[];
}

const differences = new Map<string, Difference>();
const secondDays = new Map<string, Map<string, Item>>();

beforeAll(async () => {
  for (const id of readable) {
    const [before, after] = await Promise.all(
      ([1, 2] as const).map((day) => readAccount(callerOf(demoAnswerer({ accounts: ACCOUNTS, day }), id))),
    );
    if (!before || !after) throw new Error('an account could not be read');
    const kept = [...before.keys()].filter((key) => after.has(key));
    secondDays.set(id, after);
    differences.set(id, {
      added: [...after.keys()].filter((key) => !before.has(key)),
      deleted: [...before.keys()].filter((key) => !after.has(key)),
      changed: kept.filter((key) => steady(before.get(key)) !== steady(after.get(key))),
      touched: kept.filter(
        (key) => steady(before.get(key)) === steady(after.get(key)) && JSON.stringify(before.get(key)) !== JSON.stringify(after.get(key)),
      ),
    });
  }
});

const ofList = (keys: readonly string[], list: string): string[] => keys.filter((key) => key.startsWith(`${list}|`));

describe('the second day of the demo estate', () => {
  it('adds, changes and deletes in every account that is not quiet', () => {
    for (const [id, { added, changed, deleted }] of differences) {
      if (quiet.has(id)) continue;
      expect(added.length).toBeGreaterThan(0);
      expect(changed.length).toBeGreaterThan(0);
      expect(deleted.length).toBeGreaterThan(0);
    }
  });

  it('leaves most resources as they were', () => {
    for (const [id, { added, changed, deleted }] of differences) {
      expect(added.length + changed.length + deleted.length).toBeLessThan((secondDays.get(id)?.size ?? 0) / 2);
    }
  });

  it('changes nothing but volatile values in a quiet account', () => {
    for (const id of quiet) {
      expect(differences.get(id ?? '')).toEqual({ added: [], changed: [], deleted: [], touched: expect.anything() });
    }
  });

  it('moves the volatile values in every account', () => {
    for (const { touched } of differences.values()) {
      expect(ofList(touched, 'databases').length + ofList(touched, 'users').length + ofList(touched, 'roles').length).toBeGreaterThan(0);
    }
  });

  it('reaches every type of resource somewhere', () => {
    const all = [...differences.values()].flatMap(({ added, changed, deleted }) => [...added, ...changed, ...deleted]);
    const lists = ['vpcs', 'subnets', 'groups', 'instances', 'volumes', 'databases', 'functions', 'buckets', 'users', 'roles'];

    expect(lists.filter((list) => ofList(all, list).length === 0)).toEqual([]);
  });

  it('deletes instances with their volumes, buckets, functions and users, and leaves nothing that points to them', () => {
    const gone = [...differences.values()].flatMap(({ deleted }) => deleted);

    expect(new Set(gone.map((key) => key.split('|')[0]))).toEqual(
      new Set(['instances', 'volumes', 'buckets', 'functions', 'users', 'entities']),
    );
    for (const [id, account] of secondDays) {
      const text = JSON.stringify([...account]);
      for (const key of differences.get(id)?.deleted ?? []) expect(text).not.toContain(JSON.stringify(key.split('|')[2]));
    }
  });

  it('closes the open SSH port, the public bucket and the missing MFA of the first account', () => {
    const [first = ''] = ids;
    const named = (day: 1 | 2) => new Set(demoFaults({ accounts: ACCOUNTS, day }, first).map(({ fault }) => fault));
    const shown = ['security_group_ssh_from_anywhere', 'bucket_public_policy', 'user_without_mfa'] as const;

    expect(shown.filter((fault) => named(1).has(fault))).toEqual(shown);
    expect(shown.filter((fault) => named(2).has(fault))).toEqual([]);
    expect(named(2).size).toBeGreaterThan(0);
  });
});
