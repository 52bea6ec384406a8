/** Which accounts a caller may see: as an administrator or a token says it, and the rows that this comes to. */
import { type AccountSelector, parseAccountSelector } from '../connections/account-selector.ts';
import type { AccountDirectory } from '../connections/account-repository.ts';
import { InvalidRequest } from '../errors.ts';
import { type AccountId, type CustomerId, isCustomerId } from '../ids.ts';
import type { Clock } from '../seams.ts';
import { EVERYTHING, type Principal, type Scope } from './principal.ts';

export type Reach =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'limited';
      /** The accounts that one of these selects. They narrow what a customer owns; if they are absent, it is all of that. */
      readonly selectors?: readonly AccountSelector[];
      readonly customer_id?: CustomerId;
    };

/** A caller before anything stored is read. */
export interface Caller extends Omit<Principal, 'scope'> {
  readonly reach: Reach;
}

/** Selects every account, beside the selectors of `account-selector.ts`. */
export const ALL_ACCOUNTS = '*';

/**
 * One of the two is given: nobody sees everything because a text is missing.
 * @throws InvalidRequest naming `accounts` or `customer_id`
 */
export function reachOf(accounts: readonly string[] | undefined, customer: string | undefined): Reach {
  if (customer !== undefined && !isCustomerId(customer))
    throw new InvalidRequest('customer_id', `customer_id: ${JSON.stringify(customer.slice(0, 100))} is not the id of a customer.`);
  const isAll = accounts?.includes(ALL_ACCOUNTS) === true;
  if (customer === undefined && isAll) return { kind: 'all' };
  return {
    kind: 'limited',
    ...(!isAll && accounts !== undefined && { selectors: accounts.map((each) => parseAccountSelector(each, 'accounts')) }),
    ...(customer !== undefined && { customer_id: customer }),
  };
}

export interface ScopeSources {
  readonly accounts: Pick<AccountDirectory, 'all' | 'getMany' | 'ownedBy'>;
  readonly clock: Clock;
}

/** The accounts that patterns select are looked up again after this time: an account that is moved or tagged comes and goes so much later. */
const KEPT_MS = 30_000;
/** The most patterns that are kept. */
const MOST_KEPT = 200;

/** Finds the rows that callers may see. */
export class Scopes {
  readonly #sources: ScopeSources;
  readonly #selected = new Map<string, { readonly at: number; readonly accounts: Promise<readonly AccountId[]> }>();

  constructor(sources: ScopeSources) {
    this.#sources = sources;
  }

  async of(reach: Reach): Promise<Scope> {
    if (reach.kind === 'all') return EVERYTHING;
    const { selectors, customer_id } = reach;
    if (customer_id === undefined) return { kind: 'limited', accounts: new Set(await this.#select(selectors ?? [])) };
    const owned = await this.#sources.accounts.ownedBy(customer_id);
    if (selectors === undefined) return { kind: 'limited', accounts: new Set(owned), customer_id };
    const within = new Set(await this.#select(selectors));
    return { kind: 'limited', accounts: new Set(await this.#narrowed(owned, selectors)), customer_id, within };
  }

  async #narrowed(owned: readonly AccountId[], selectors: readonly AccountSelector[]): Promise<readonly AccountId[]> {
    const rows = await this.#sources.accounts.getMany(owned);
    return rows.filter((row) => selectors.some(({ matches }) => matches(row))).map(({ account_id }) => account_id);
  }

  async #select(selectors: readonly AccountSelector[]): Promise<readonly AccountId[]> {
    const named = selectors.flatMap(({ id }) => id ?? []);
    const patterns = selectors.filter(({ id }) => id === undefined);
    if (patterns.length === 0) return named;
    const key = JSON.stringify(patterns.map(({ written }) => written));
    const now = this.#sources.clock.now();
    const kept = this.#selected.get(key);
    if (kept && now - kept.at <= KEPT_MS) return [...named, ...(await kept.accounts)];
    const accounts = this.#matching(patterns);
    this.#selected.delete(key);
    this.#selected.set(key, { at: now, accounts });
    // A failed lookup is not kept. Whoever waits for it gets its error from `accounts` itself.
    accounts.catch(() => this.#selected.delete(key));
    for (const oldest of [...this.#selected.keys()].slice(0, -MOST_KEPT)) this.#selected.delete(oldest);
    return [...named, ...(await accounts)];
  }

  async #matching(selectors: readonly AccountSelector[]): Promise<readonly AccountId[]> {
    const found: AccountId[] = [];
    for await (const row of this.#sources.accounts.all()) if (selectors.some(({ matches }) => matches(row))) found.push(row.account_id);
    return found;
  }
}
