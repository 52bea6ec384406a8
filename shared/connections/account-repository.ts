/** The accounts that Muster covers, with the results of the newest runs over them. */
import { ConditionFailed, Conflict, NotFound } from '../errors.ts';
import type { AccountId, CustomerId } from '../ids.ts';
import { isoTime, type Clock } from '../seams.ts';
import { carriedOut } from '../storage/carried-out.ts';
import { absent, all, any, atMost, equals, queryAll, scanAll, type Key, type Page, type Store } from '../storage/store.ts';
import type { AccountRow } from './model.ts';

export interface NewAccount {
  readonly account_id: AccountId;
  readonly connection_id: string;
  readonly name?: string | undefined;
  readonly organizational_unit?: string | undefined;
}

/** The fields of an account's row that a run over the account sets. */
export type AccountFacts = Partial<
  Pick<AccountRow, 'status' | 'resource_counts' | 'undeclared_types' | 'coverage' | 'findings' | `last_${string}`>
>;

/** The fields by which a sync decides. */
const SYNCED = ['connection_id', 'name', 'enabled', 'disabled_by', 'state', 'left_at'] as const;

/** The changes that a sync makes to an account's row. */
export interface SyncedFields {
  readonly set: Partial<AccountRow>;
  readonly remove: readonly (keyof AccountRow)[];
}

export interface AddedAccount {
  /** `exists`: the account was registered before, and its row is unchanged. */
  readonly result: 'created' | 'exists';
  readonly account: AccountRow;
}

export class AccountDirectory {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async get(accountId: AccountId, options?: { readonly consistent?: boolean }): Promise<AccountRow | undefined> {
    return (await this.#store.get('accounts', { account_id: accountId }, options)) as AccountRow | undefined;
  }

  /** Returns the rows in no particular order; ids that are not registered are left out. */
  async getMany(accountIds: readonly AccountId[]): Promise<readonly AccountRow[]> {
    const keys = accountIds.map((account_id) => ({ account_id }));
    return (await this.#store.getMany('accounts', keys)) as readonly unknown[] as readonly AccountRow[];
  }

  /** Returns one page of accounts, in no particular order. */
  async list(options: { readonly limit: number; readonly cursor?: Key | undefined }): Promise<Page<AccountRow>> {
    return (await this.#store.scan('accounts', options)) as Page<unknown> as Page<AccountRow>;
  }

  /** The ids of the accounts that a customer owns whole. */
  async ownedBy(customerId: CustomerId): Promise<readonly AccountId[]> {
    const query = { index: 'accounts_by_customer', partition: customerId } as const;
    const owned: AccountId[] = [];
    // The store's items have no type of their own; the index holds the keys of accounts' rows.
    for await (const item of queryAll(this.#store, 'accounts', query)) owned.push(item['account_id'] as AccountId);
    return owned;
  }

  async *all(options: { readonly consistent?: boolean } = {}): AsyncGenerator<AccountRow> {
    for await (const item of scanAll(this.#store, 'accounts', options)) yield item as unknown as AccountRow;
  }

  async *enabled(): AsyncGenerator<AccountRow> {
    for await (const account of this.all()) if (account.enabled) yield account;
  }

  /** Registers an account, enabled. An account that is registered already is left unchanged. */
  async add(account: NewAccount, clock: Clock): Promise<AddedAccount> {
    const { account_id, connection_id, name, organizational_unit } = account;
    const row: AccountRow = {
      account_id,
      connection_id,
      name: name ?? account_id,
      ...(organizational_unit === undefined ? {} : { organizational_unit }),
      enabled: true,
      status: 'never_run',
      created_at: isoTime(clock.now()),
    };
    try {
      await this.#store.put('accounts', { ...row }, absent('account_id'));
      return { result: 'created', account: row };
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      return { result: 'exists', account: (await this.get(account_id, { consistent: true })) ?? row };
    }
  }

  /**
   * Writes only the given fields, so that it never overwrites what a run records at the same time. An account that a person enables or disables is
   * no longer one that a sync has disabled. @throws NotFound
   */
  async change(
    accountId: AccountId,
    change: { readonly enabled?: boolean | undefined; readonly name?: string | undefined; readonly connection_id?: string | undefined },
  ): Promise<AccountRow> {
    const remove = change.enabled === undefined ? [] : ['disabled_by', 'disabled_reason'];
    try {
      return (await this.#store.update('accounts', { account_id: accountId }, { set: change, remove })) as unknown as AccountRow;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      throw new NotFound(`No account ${accountId} is registered.`);
    }
  }

  /** Registers an account as a sync has found it. Returns false, and writes nothing, if it is registered already. */
  async register(row: AccountRow): Promise<boolean> {
    return await carriedOut(this.#store.put('accounts', { ...row }, absent('account_id')));
  }

  /**
   * Writes what a sync has found, unless a person or another sync has changed the account since `row` was read. Fields of runs may change meanwhile.
   * Returns whether it was written.
   */
  async applySync(row: AccountRow, { set, remove }: SyncedFields): Promise<boolean> {
    const unchanged = SYNCED.map((field) => {
      const value = row[field];
      return value === undefined ? absent(field) : equals(field, value);
    });
    return await carriedOut(this.#store.update('accounts', { account_id: row.account_id }, { set, remove }, all(...unchanged)));
  }

  /** Takes back `add`, unless the account was changed since: its connection is being removed. */
  async withdraw({ account_id, connection_id, created_at }: AccountRow): Promise<void> {
    const unchanged = all(equals('connection_id', connection_id), equals('created_at', created_at));
    await carriedOut(this.#store.delete('accounts', { account_id }, unchanged));
  }

  /** Takes back a move from one connection to another, unless the account was moved again since. */
  async moveBack(accountId: AccountId, to: string, from: string): Promise<void> {
    const set = { connection_id: from };
    await carriedOut(this.#store.update('accounts', { account_id: accountId }, { set }, equals('connection_id', to)));
  }

  /** Deletes the account's row. @throws Conflict if the account is enabled */
  async remove(accountId: AccountId): Promise<void> {
    try {
      await this.#store.delete('accounts', { account_id: accountId }, any(absent('account_id'), equals('enabled', false)));
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      throw new Conflict(`The account ${accountId} was enabled while it was being removed; remove it again.`);
    }
  }

  /**
   * Records a run's results in the account's row, unless a newer run of the operation has recorded its own. Writes only the given
   * fields. Does nothing if the account is no longer registered.
   * @param observedAt of the run; the row keeps that of the newest run as `<operation>_observed_at`
   */
  async recordRun(accountId: AccountId, operation: string, observedAt: string, facts: AccountFacts): Promise<void> {
    const order = `${operation}_observed_at`;
    try {
      const set = { ...facts, [order]: observedAt };
      await this.#store.update('accounts', { account_id: accountId }, { set }, any(absent(order), atMost(order, observedAt)));
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }

  async setEnabled(accountId: AccountId, enabled: boolean): Promise<AccountRow> {
    return this.change(accountId, { enabled });
  }
}
