/**
 * Keeps e-mail addresses unique without transactions. An address has a row of its own, its claim, which names the customer who has the address or is
 * about to get it. A request claims the address before it writes the customer's row, and may die in between. So another request may take the claim
 * over after a minute, and keeps the first one from going on before it does: it deletes the row of a customer that is not added yet, and raises
 * `fence` of one that has another address, on which the first request's write is conditional (docs/adr/0054-customers.md).
 */
import { hash } from 'node:crypto';
import { Conflict } from '../errors.ts';
import type { CustomerId } from '../ids.ts';
import type { Clock, Random } from '../seams.ts';
import { carriedOut } from '../storage/carried-out.ts';
import { absent, all, type Condition, equals, type Store } from '../storage/store.ts';
import { customerOf, type CustomerRow } from './model.ts';

/** Requests end within 30 seconds, so a claim that is older is most likely one of a request that has died. */
const GRACE_MS = 60_000;
const MAX_TRIES = 5;

interface ClaimRow {
  /** `email#<digest>` */
  readonly customer_id: string;
  readonly owner: CustomerId;
  /** Different for each write of the row. */
  readonly claim: string;
  /** Milliseconds since 1970. */
  readonly claimed_at: number;
}

/** A claim as it was written or read. */
export type EmailClaim = Pick<ClaimRow, 'owner' | 'claim'> & { readonly key: string };

export interface EmailClaimsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
}

export class EmailClaims {
  readonly #deps: EmailClaimsDeps;

  constructor(deps: EmailClaimsDeps) {
    this.#deps = deps;
  }

  /**
   * Claims the address for the customer. The customer's row must have been read before, and is to be written afterwards on the condition that it has
   * neither another version nor another fence. @throws Conflict if another customer has the address, or is about to get it
   */
  async claim(key: string, owner: CustomerId): Promise<EmailClaim> {
    const { store, clock, random } = this.#deps;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const held = await this.#read(key);
      if (held && held.owner !== owner && !(await this.#isFreed(held, key))) continue;
      const row: ClaimRow = { customer_id: rowId(key), owner, claim: random.hex(32), claimed_at: clock.now() };
      const isWritten = await carriedOut(store.put('customers', row, held ? equals('claim', held.claim) : absent('customer_id')));
      if (isWritten) return { key, owner, claim: row.claim };
    }
    throw beingClaimed();
  }

  /** The claim on an address that the customer has; undefined if it has none. */
  async of(key: string, owner: CustomerId): Promise<EmailClaim | undefined> {
    const held = await this.#read(key);
    return held?.owner === owner ? { key, owner, claim: held.claim } : undefined;
  }

  /** Gives the claim up, unless it was written again since. */
  async release({ key, claim }: EmailClaim): Promise<void> {
    await carriedOut(this.#deps.store.delete('customers', { customer_id: rowId(key) }, equals('claim', claim)));
  }

  async #read(key: string): Promise<ClaimRow | undefined> {
    // Rows of this key are claims.
    return (await this.#deps.store.get('customers', { customer_id: rowId(key) }, { consistent: true })) as ClaimRow | undefined;
  }

  /** Whether the claim of another customer may be taken over now; false if it has to be read again. @throws Conflict */
  async #isFreed({ owner, claimed_at }: ClaimRow, key: string): Promise<boolean> {
    const { store, clock } = this.#deps;
    const owning = { customer_id: owner };
    // The store's items are untyped; this is a customer's row, which may be pending.
    const row = (await store.get('customers', owning, { consistent: true })) as CustomerRow | undefined;
    if (row === undefined || row.outbox_then === 'delete') return true;
    const added = customerOf({ ...row });
    if (added?.email_key === key)
      throw new Conflict(`email: the customer ${owner} has this e-mail address; give another, or change that customer.`, owner);
    if (claimed_at + GRACE_MS > clock.now()) throw beingClaimed();
    if (!added) return await carriedOut(store.delete('customers', owning, equals('pending', true)));
    return await carriedOut(store.update('customers', owning, { add: { fence: 1 } }, equals('email_key', added.email_key)));
  }
}

/** The condition of a write of the customer's row that follows a claim: the row is as it was read. */
export const asRead = ({ version, fence }: CustomerRow): Condition =>
  all(equals('version', version), fence === undefined ? absent('fence') : equals('fence', fence));

const beingClaimed = (): Conflict =>
  new Conflict('email: another request is giving this e-mail address to a customer; try again in a minute.');

/** The address may be longer than a key, and is no business of who sees keys. */
const rowId = (key: string): string => `email#${hash('sha256', key, 'base64url')}`;
