/** The customers. Each e-mail address has one customer, also if requests run at the same time and die between two writes (`email-claims.ts`). */
import { Conflict, NotFound, PreconditionFailed } from '../errors.ts';
import { type CausedEvent, causedEvent, type EventCause } from '../events/event.ts';
import type { Outbox } from '../events/outbox.ts';
import type { CustomerId } from '../ids.ts';
import { type Clock, epochSeconds, isoTime, type Random } from '../seams.ts';
import { carriedOut } from '../storage/carried-out.ts';
import { absent, all, any, atMost, equals, type Key, type Page, type Store } from '../storage/store.ts';
import { emailKey } from './email.ts';
import { asRead, type EmailClaim, EmailClaims } from './email-claims.ts';
import { customerOf, type CustomerRow } from './model.ts';

export interface CustomerDeps {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly random: Random;
}

/** Both must be valid; `email` is an address (`emailKey`). */
export interface CustomerFields {
  readonly name: string;
  readonly email: string;
}

/** The changes of one request. `undefined` leaves a field as it is. */
export type CustomerChange = { readonly [F in keyof CustomerFields]?: CustomerFields[F] | undefined };

/** Whether a version of a customer is one that the caller has seen. Absent: any is. */
export type IsExpected = (version: number) => boolean;

/** The row of a customer that was never added is deleted after this time. */
const PENDING_SECONDS = 86_400;
/** A removal takes less: the API's function ends after 30 seconds. */
const REMOVAL_MS = 60_000;
const MAX_TRIES = 5;
/** Characters of a name by which customers are sorted. An index takes keys of 1,024 bytes. */
const MAX_NAME_KEY = 200;

export class CustomerRepository {
  readonly #deps: CustomerDeps;
  readonly #claims: EmailClaims;

  constructor(deps: CustomerDeps) {
    this.#deps = deps;
    this.#claims = new EmailClaims(deps);
  }

  /** Undefined if there is no such customer. */
  async get(customerId: string, options?: { readonly consistent?: boolean }): Promise<CustomerRow | undefined> {
    if (!isCustomerId(customerId)) return undefined;
    return customerOf(await this.#deps.store.get('customers', { customer_id: customerId }, options));
  }

  /** @throws NotFound */
  async require(customerId: string): Promise<CustomerRow> {
    const row = await this.get(customerId, { consistent: true });
    if (!row) throw noCustomer(customerId);
    return row;
  }

  /** A page of customers by name. */
  async list({ limit, cursor }: { readonly limit: number; readonly cursor?: Key | undefined }): Promise<Page<CustomerRow>> {
    const { store } = this.#deps;
    const page = await store.query('customers', { index: 'customers_by_name', partition: LISTED, limit, cursor });
    // Every entry of the index has the key of its row.
    const ids = page.items.map((item) => item['customer_id'] as CustomerId);
    const rows = await store.getMany(
      'customers',
      ids.map((customer_id) => ({ customer_id })),
    );
    const found = new Map(rows.map((row) => [row['customer_id'], customerOf(row)]));
    return { ...page, items: ids.flatMap((id) => found.get(id) ?? []) };
  }

  /** @throws Conflict if another customer has the e-mail address */
  async add({ name, email }: CustomerFields): Promise<CustomerRow> {
    const { store, outbox, clock, random } = this.#deps;
    const now = clock.now();
    const customer_id = newCustomerId(random);
    const key = { customer_id };
    const row: CustomerRow = {
      customer_id,
      name,
      name_key: nameKey(name),
      email,
      email_key: keyOf(email),
      created_at: isoTime(now),
      updated_at: isoTime(now),
      version: 1,
      pending: true,
      expires_at: epochSeconds(now) + PENDING_SECONDS,
    };
    await store.put('customers', row, absent('customer_id'));
    let claim: EmailClaim;
    try {
      claim = await this.#claims.claim(row.email_key, customer_id);
    } catch (error) {
      await store.delete('customers', key);
      throw error;
    }
    const told = outbox.of('customers', key, [customerEvent('muster.customer.added', row, 1)]);
    const added = { set: { listed: LISTED, ...told }, remove: ['pending', 'expires_at'] };
    if (!(await carriedOut(store.update('customers', key, added, equals('pending', true))))) {
      await this.#claims.release(claim);
      throw new Conflict('email: another request has taken this e-mail address meanwhile; try again.');
    }
    await outbox.publishCaused('customers', key, told);
    return await this.require(customer_id);
  }

  /**
   * Changes a customer. A request that changes nothing writes nothing. @throws NotFound; PreconditionFailed if the customer's version is none that is
   * expected; Conflict if another customer has the e-mail address
   */
  async change(customerId: CustomerId, change: CustomerChange, isExpected: IsExpected = () => true): Promise<CustomerRow> {
    const { store, outbox, clock } = this.#deps;
    const key = { customer_id: customerId };
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = await this.require(customerId);
      checkVersion(before, isExpected);
      const { name = before.name, email = before.email } = change;
      if (name === before.name && email === before.email) return before;
      const email_key = keyOf(email);
      const isMoved = email_key !== before.email_key;
      // Read before the row is written: what claims the address anew afterwards keeps it.
      const former = isMoved ? await this.#claims.of(before.email_key, customerId) : undefined;
      const claim = isMoved ? await this.#claims.claim(email_key, customerId) : undefined;
      const version = before.version + 1;
      const changed = { name, name_key: nameKey(name), email, email_key, version, updated_at: isoTime(clock.now()) };
      const told = outbox.of('customers', key, [customerEvent('muster.customer.updated', { ...before, ...changed }, version)], before);
      if (!(await carriedOut(store.update('customers', key, { set: { ...changed, ...told } }, sameOutbox(before))))) {
        if (claim && !(await this.get(customerId, { consistent: true }))) await this.#claims.release(claim);
        continue;
      }
      if (former) await this.#claims.release(former);
      await outbox.publishCaused('customers', key, told);
      return { ...before, ...changed };
    }
    throw new Conflict(`The customer ${customerId} is being changed by other requests; try again.`);
  }

  /**
   * Removes the customer unless `giveBack` answers false or throws. The row is marked first, then `giveBack` looks at what the customer owns, then the row
   * is deleted if the mark is still the same. Whoever has given the customer something calls `keeps` afterwards.
   * @returns whether the customer is gone
   * @throws NotFound; PreconditionFailed; Conflict if another request removes the customer, or has stopped this one
   */
  async remove(customerId: CustomerId, giveBack: () => Promise<boolean>, isExpected: IsExpected = () => true): Promise<boolean> {
    const { store, outbox, clock, random } = this.#deps;
    const key = { customer_id: customerId };
    const before = await this.require(customerId);
    checkVersion(before, isExpected);
    const removing = random.hex(32);
    const mark = { removing, removing_until: clock.now() + REMOVAL_MS };
    const isFree = all(equals('version', before.version), any(absent('removing'), atMost('removing_until', clock.now())));
    if (!(await carriedOut(store.update('customers', key, { set: mark }, isFree)))) {
      checkVersion(await this.require(customerId), isExpected);
      throw new Conflict(`Another request is changing or removing the customer ${customerId}; try again in a minute.`);
    }
    let isFreed = false;
    try {
      isFreed = await giveBack();
    } finally {
      if (!isFreed) await this.#unmark(customerId, removing);
    }
    if (!isFreed) return false;
    const claim = await this.#claims.of(before.email_key, customerId);
    const row = await this.require(customerId);
    const told = outbox.of(
      'customers',
      key,
      [customerEvent('muster.customer.removed', { ...row, updated_at: isoTime(this.#deps.clock.now()) }, 'removed')],
      row,
      'delete',
    );
    const isOwn = all(equals('removing', removing), sameOutbox(row));
    const gone = told.outbox ? store.put('customers', { ...key, ...told }, isOwn) : store.delete('customers', key, isOwn);
    if (!(await carriedOut(gone))) {
      await this.#unmark(customerId, removing);
      throw new Conflict(`The customer ${customerId} was changed, or was given something, while it was being removed; it was not removed.`);
    }
    if (claim && claim.key === row.email_key) await this.#claims.release(claim);
    await outbox.publishCaused('customers', key, told);
    return true;
  }

  /**
   * Whether the customer stays: to be asked after it was given something. If not, it is being removed or is gone, and the caller takes that away again. A
   * removal that has taken too long is stopped.
   */
  async keeps(customerId: CustomerId): Promise<boolean> {
    for (;;) {
      const row = await this.get(customerId, { consistent: true });
      if (row?.removing === undefined) return row !== undefined;
      if ((row.removing_until ?? 0) > this.#deps.clock.now()) return false;
      if (await this.#unmark(customerId, row.removing)) return true;
    }
  }

  /** False if the customer has no such mark any more. */
  async #unmark(customerId: CustomerId, removing: string): Promise<boolean> {
    const update = { remove: ['removing', 'removing_until'] };
    return await carriedOut(this.#deps.store.update('customers', { customer_id: customerId }, update, equals('removing', removing)));
  }
}

const LISTED = 'customer';

/** The row, its fence and its outbox are as they were read, so that no event is lost. */
const sameOutbox = (row: CustomerRow) =>
  all(asRead(row), row.outbox_at === undefined ? absent('outbox_at') : equals('outbox_at', row.outbox_at));

function checkVersion({ customer_id, version }: CustomerRow, isExpected: IsExpected): void {
  if (!isExpected(version))
    throw new PreconditionFailed(
      `If-Match: the customer ${customer_id} has been changed since you read it, its ETag is "${version}"; read it again, and send the request with that ETag.`,
    );
}

const customerEvent = (
  type: `muster.customer.${'added' | 'updated' | 'removed'}`,
  row: CustomerRow,
  transition: EventCause['transition'],
): CausedEvent =>
  causedEvent(
    { table: 'customers', key: { customer_id: row.customer_id }, transition },
    {
      type,
      subject: row.customer_id,
      time: row.updated_at,
      severity: 'informational',
      customerid: row.customer_id,
      data: { customer_id: row.customer_id, name: row.name },
    },
  );

export const noCustomer = (id: string): NotFound =>
  new NotFound(`There is no customer ${JSON.stringify(id.slice(0, 100))}; GET /customers lists them.`);

const CUSTOMER_ID = /^cus_[A-Za-z0-9_-]{22}$/;

export const isCustomerId = (text: string): text is CustomerId => CUSTOMER_ID.test(text);

/** With 130 random bits. */
const newCustomerId = (random: Random): CustomerId =>
  `cus_${Buffer.from(random.hex(34), 'hex').toString('base64url').slice(-22)}` as CustomerId;

const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase().slice(0, MAX_NAME_KEY).toWellFormed();

function keyOf(email: string): string {
  const key = emailKey(email);
  if (key === undefined) throw new TypeError('The e-mail address of a customer was not checked before it was stored.');
  return key;
}
