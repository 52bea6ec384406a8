import { describe, expect, it } from '@jest/globals';
import { accountTree, type Node, type TreeAccount } from '../../web/src/pages/accounts/account-tree.ts';

const account = (name: string, organizational_unit?: string, changes: Partial<TreeAccount> = {}): TreeAccount => ({
  account_id: `aws:${name}`,
  name,
  organizational_unit,
  enabled: true,
  status: 'ok',
  ...changes,
});

/** The tree as lists of names. */
const names = (nodes: readonly Node<TreeAccount>[]): unknown[] =>
  nodes.map((node) => (node.kind === 'unit' ? [node.name, ...names(node.children)] : node.account.name));

describe('the tree of accounts', () => {
  it('has units before accounts, each by name, and accounts without a unit last', () => {
    const tree = accountTree([
      account('b', '/Root'),
      account('lone'),
      account('pay', '/Root/Prod/Payments'),
      account('a', '/Root'),
      account('dev', '/Root/Dev'),
    ]);

    expect(names(tree)).toEqual([
      ['Root', ['Dev', 'dev'], ['Prod', ['Payments', 'pay']], 'a', 'b'],
      ['Without a unit', 'lone'],
    ]);
  });

  it('counts the accounts of a unit and below it, and the enabled ones that were not read whole', () => {
    const [root] = accountTree([
      account('a', '/Root', { status: 'failed' }),
      account('b', '/Root/Prod', { status: 'partial' }),
      account('c', '/Root/Prod', { status: 'failed', enabled: false }),
      account('d', '/Root/Prod'),
      account('e', '/Root/Prod', { status: 'never_run' }),
    ]);

    expect(root).toMatchObject({ accounts: 5, notWhole: 3, children: [{ name: 'Prod', accounts: 4, notWhole: 2 }, {}] });
  });

  it('writes the characters of a name that its path cannot have', () => {
    expect(accountTree([account('a', '/Root/R%2FD 100%25')])).toMatchObject([
      { children: [{ name: 'R/D 100%', id: '/Root/R%2FD 100%25' }] },
    ]);
  });

  it('is empty without accounts', () => {
    expect(accountTree([])).toEqual([]);
  });
});
