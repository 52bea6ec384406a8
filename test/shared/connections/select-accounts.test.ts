import { beforeEach, describe, expect, it } from '@jest/globals';
import { AccountDirectory } from '../../../shared/connections/account-repository.ts';
import { selectAccounts, type SelectOptions } from '../../../shared/connections/select-accounts.ts';
import { account as idOf, accountRow } from '../../support/api-fixture.ts';
import { MemoryStore } from '../../support/memory-store.ts';

let store: MemoryStore;
beforeEach(async () => {
  store = new MemoryStore();
  const rows = [
    accountRow({ account_id: idOf('1'), name: 'prod-web', organizational_unit: 'Prod/Web', tags: { team: 'payments' } }),
    accountRow({ account_id: idOf('2'), name: 'prod-db', organizational_unit: 'Prod', tags: {}, connection_id: 'acme' }),
    accountRow({ account_id: idOf('3'), name: 'lab', enabled: false }),
  ];
  for (const row of rows) await store.put('accounts', row);
});

const selected = async (written: readonly string[], options: Partial<SelectOptions> = {}): Promise<readonly string[]> =>
  (await selectAccounts(written, new AccountDirectory(store), { field: 'accounts', ...options })).map(({ account_id }) => account_id);

describe('the accounts of several selectors', () => {
  it.each([
    [['unit:/Root/Prod/*'], ['1', '2']],
    [['unit:/Root/Prod'], ['2']],
    [
      ['tag:team=payments', 'connection:acme'],
      ['1', '2'],
    ],
    [
      ['name:prod-*', '000000000002', 'name:lab'],
      ['1', '2', '3'],
    ],
    [['000000000003', 'aws:000000000003'], ['3']],
  ])('%j are united, each account once, by id', async (written, digits) => {
    expect(await selected(written)).toEqual(digits.map(idOf));
  });

  it('are looked up one by one if all are ids', async () => {
    await selected(['000000000001']);

    expect([...store.requests.keys()]).not.toContainEqual(expect.stringMatching(/scan/));
  });

  it('are only the enabled ones if only those may be used', async () => {
    expect(await selected(['name:*'], { onlyEnabled: true })).toEqual([idOf('1'), idOf('2')]);
    await expect(selected(['name:lab'], { onlyEnabled: true })).rejects.toThrow(
      'accounts: "name:lab" selects only accounts that are disabled (1). Enable one with "muster accounts enable".',
    );
    await expect(selected(['000000000003'], { onlyEnabled: true })).rejects.toThrow(/is disabled\. Enable it/);
  });

  it.each([
    ['unit:/Root/Prod/Wep', /selects no account \(the units of 1 are not known.*Did you mean unit:\/Root\/Prod\/Web/],
    [
      'tag:team=payment',
      /\(the tags of 1 are not known\).*Did you mean tag:team=payments\? "muster accounts sync --tags" reads what is not known\.$/,
    ],
    ['name:prod-wep', /^accounts: "name:prod-wep" selects no account; "muster accounts list --wide" shows.*Did you mean name:prod-web/],
    ['connection:acmee', /Did you mean connection:acme\?/],
    ['000000000009', /the account aws:000000000009 is not registered.*Did you mean aws:\d{12}/],
  ])('are refused if %s names none, even if others do', async (selector, message) => {
    await expect(selected(['name:prod-*', selector])).rejects.toThrow(message);
    await expect(selected(['name:prod-*', selector])).rejects.toMatchObject({ name: 'InvalidRequest', field: 'accounts' });
  });

  it('are refused if no account is registered, and if there are too many patterns', async () => {
    await expect(selected(Array.from({ length: 21 }, () => 'name:*'))).rejects.toThrow(/has 21 selectors with a pattern; at most 20/);
    store = new MemoryStore();
    await expect(selected(['name:*'])).rejects.toThrow(/because none is registered/);
  });

  it('name the item that is wrong', async () => {
    await expect(selected(['name:*', 'x'], { itemField: (index) => `accounts[${index}]` })).rejects.toMatchObject({ field: 'accounts[1]' });
  });
});
