/** The caller with a limited scope, as the rules of the tables see it. */
import type { AccountId, CustomerId, ResourceUid } from '../ids.ts';
import { parseResourceUid } from '../ids.ts';
import type { Item, Key, Page, Query, Store } from '../storage/store.ts';
import type { Scope } from './principal.ts';

export type Limited = Extract<Scope, { readonly kind: 'limited' }>;

export class Access {
  /** The store that holds everything. */
  readonly store: Store;
  readonly scope: Limited;
  /** Sorted. */
  readonly accounts: readonly AccountId[];
  readonly #kept = new Map<string, Promise<unknown>>();

  constructor(store: Store, scope: Limited) {
    this.store = store;
    this.scope = scope;
    this.accounts = [...scope.accounts].toSorted();
  }

  has(account: unknown): account is AccountId {
    return this.scope.accounts.has(account as AccountId);
  }

  /** Tells whether what the customer has in the account exists for the caller, though the account is not the customer's. */
  reaches(account: string | undefined): boolean {
    const { within } = this.scope;
    // A set tells of any text whether it has it, but its type takes ids of accounts only.
    return within === undefined || within.has(account as AccountId);
  }

  /** Keeps the result of `read` for as long as the access lives, which is one request. */
  async once<T>(name: string, read: () => Promise<T>): Promise<T> {
    // Each name is always read by the same function.
    const kept = (this.#kept.get(name) as Promise<T> | undefined) ?? read();
    this.#kept.set(name, kept);
    return await kept;
  }

  /**
   * The resources that exist for the caller. Those of its accounts do without anything being read; of each other one, the row of its owner is
   * read, whether or not there is such a resource.
   */
  async resources(uids: readonly string[]): Promise<ReadonlySet<string>> {
    const distinct = [...new Set(uids)];
    const own = distinct.filter((uid) => this.has(parseResourceUid(uid)?.account_id));
    const { customer_id } = this.scope;
    if (customer_id === undefined || own.length === distinct.length) return new Set(own);
    const others = distinct.filter((uid) => !own.includes(uid)).map((resource_uid) => ({ resource_uid }));
    const owners = await this.store.getMany('customer_resources', others);
    const single = owners
      .filter((row) => row['customer_id'] === customer_id && this.reaches(parseResourceUid(uidIn(row))?.account_id))
      .map((row) => String(row['resource_uid']));
    return new Set([...own, ...single]);
  }

  /**
   * Since when the caller is told of each of the accounts and resources that exist for it, in ISO 8601: a customer since it, or the account that it is in, was
   * assigned to it; whoever acts for no customer, of all times. The map has each of the ids.
   */
  async ownedSince(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { customer_id } = this.scope;
    if (customer_id === undefined) return new Map(ids.map((id) => [id, ALL_TIMES]));
    const accountOf = (id: string): string | undefined => parseResourceUid(id)?.account_id;
    const accounts = await this.#assignedAccounts();
    const resources = [...new Set(ids.filter((id) => accountOf(id) !== undefined))];
    const rows = await this.store.getMany(
      'customer_resources',
      resources.map((resource_uid) => ({ resource_uid })),
    );
    const single = new Map(assignments(rows, customer_id));
    const first = (...times: readonly (string | undefined)[]): string =>
      times.filter((time) => time !== undefined).toSorted()[0] ?? NO_TIME;
    return new Map(ids.map((id) => [id, first(accounts.get(accountOf(id) ?? id), single.get(id))]));
  }

  /** When the scope's accounts were assigned, as whole accounts. */
  async #assignedAccounts(): Promise<ReadonlyMap<string, string>> {
    return await this.once('assigned accounts', async () => {
      const keys = this.accounts.map((resource_uid) => ({ resource_uid }));
      return new Map(assignments(await this.store.getMany('customer_resources', keys), this.scope.customer_id));
    });
  }
}

/** Sorts before every time, and after every time. */
export const ALL_TIMES = '';
const NO_TIME = '\uFFFF';

/** The ids that are assigned to the customer, with the times. A row that is only kept until its events are sent has no customer. */
const assignments = (rows: readonly Item[], customerId: CustomerId | undefined): readonly (readonly [string, string])[] =>
  rows.filter((row) => row['customer_id'] === customerId).map((row) => [String(row['resource_uid']), String(row['assigned_at'])]);

/** How the rows of a table exist for callers with a limited scope. */
export interface Rule {
  /** The keys whose rows may exist for the caller. It is asked before anything is read, and reads as much for a key without a row as for a foreign one. */
  readable(keys: readonly Key[], access: Access): readonly Key[] | Promise<readonly Key[]>;
  /** The rows as they are for the caller, without those that do not exist for it. Absent: as they are stored. */
  readonly shown?: (rows: readonly Item[], access: Access) => readonly Item[] | Promise<readonly Item[]>;
  /** Absent: no row exists for the caller in any query. */
  readonly query?: (query: Query, access: Access) => Promise<Page>;
  /** Absent: the caller sees an empty table. */
  readonly scan?: (page: ScanPage, access: Access) => Promise<Page>;
  /** Whether the caller may write a row with these contents, of which a deletion or an update has the key alone. Absent: it may write nothing. */
  readonly writable?: (row: Item, access: Access) => boolean | Promise<boolean>;
}

export interface ScanPage {
  readonly limit?: number;
  readonly cursor?: Key | undefined;
}

export const NO_ROWS: Page = { items: [] };

export const uidIn = (row: Item): ResourceUid => row['resource_uid'] as ResourceUid;
