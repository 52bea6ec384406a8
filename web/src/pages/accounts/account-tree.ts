/** The accounts as a tree of their organizational units. */

/** The tree needs these members of an account. */
export interface TreeAccount {
  readonly account_id: string;
  readonly name: string;
  /** Names from the root down; `/` and `%` in a name are `%2F` and `%25`. */
  readonly organizational_unit?: string | undefined;
  readonly enabled: boolean;
  readonly status: 'never_run' | 'ok' | 'partial' | 'failed';
}

export interface UnitNode<A> {
  readonly kind: 'unit';
  /** The unit's path, which no account has as its id. */
  readonly id: string;
  readonly name: string;
  readonly children: readonly Node<A>[];
  /** The number of accounts in the unit and below it. */
  readonly accounts: number;
  /** How many of them are enabled and were not read whole. */
  readonly notWhole: number;
}

export interface AccountNode<A> {
  readonly kind: 'account';
  readonly id: string;
  readonly account: A;
}

export type Node<A> = UnitNode<A> | AccountNode<A>;

/** Where accounts are that belong to no organization, or whose unit is not known. */
export const NO_UNIT = '/';

export function accountTree<A extends TreeAccount>(accounts: readonly A[]): readonly UnitNode<A>[] {
  const top: Draft<A> = { units: new Map(), accounts: [] };
  for (const account of accounts) {
    let place = top;
    for (const part of partsOf(account.organizational_unit)) {
      const below = place.units.get(part) ?? { units: new Map(), accounts: [] };
      place.units.set(part, below);
      place = below;
    }
    place.accounts.push(account);
  }
  const nodes = nodesOf(top, '');
  const units = nodes.filter((node) => node.kind === 'unit');
  const others = nodes.filter((node) => node.kind === 'account');
  return others.length === 0 ? units : [...units, unitOf(NO_UNIT, 'Without a unit', others)];
}

interface Draft<A> {
  readonly units: Map<string, Draft<A>>;
  readonly accounts: A[];
}

const partsOf = (unit = ''): readonly string[] => unit.split('/').filter((part) => part !== '');

function nodesOf<A extends TreeAccount>({ units, accounts }: Draft<A>, path: string): readonly Node<A>[] {
  const below = [...units].map(([part, draft]) => unitOf(`${path}/${part}`, decoded(part), nodesOf(draft, `${path}/${part}`)));
  const own = accounts.map((account): AccountNode<A> => ({ kind: 'account', id: account.account_id, account }));
  return [
    ...below.toSorted((left, right) => left.name.localeCompare(right.name)),
    ...own.toSorted((left, right) => left.account.name.localeCompare(right.account.name) || left.id.localeCompare(right.id)),
  ];
}

function unitOf<A extends TreeAccount>(id: string, name: string, children: readonly Node<A>[]): UnitNode<A> {
  const sum = (count: (node: Node<A>) => number): number => children.reduce((total, node) => total + count(node), 0);
  return {
    kind: 'unit',
    id,
    name,
    children,
    accounts: sum((node) => (node.kind === 'unit' ? node.accounts : 1)),
    notWhole: sum((node) => (node.kind === 'unit' ? node.notWhole : Number(isNotWhole(node.account)))),
  };
}

export const isNotWhole = ({ enabled, status }: TreeAccount): boolean => enabled && status !== 'ok';

const decoded = (part: string): string => part.replaceAll(/%2F/gi, '/').replaceAll('%25', '%');
