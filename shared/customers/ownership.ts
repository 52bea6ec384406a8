/**
 * Who owns what: single resources and whole accounts, each of which belongs to one customer at most. The row of a resource, or of an account, in
 * `customer_resources` decides; it is written conditionally. `customer_id` of an account's own row follows it, so that what an account's owner may see is
 * known from the account, and the accounts of a customer from an index.
 */
import { Conflict, NotFound } from '../errors.ts';
import { type CausedEvent, causedEvent } from '../events/event.ts';
import { type OutboxAttributes, withoutOutbox } from '../events/outbox.ts';
import type { EventData, EventType } from '../events/event-types.ts';
import { type AccountId, type CustomerId, parseResourceUid, type ResourceUid } from '../ids.ts';
import { readableUid } from '../readable-ids.ts';
import { isoTime } from '../seams.ts';
import { carriedOut } from '../storage/carried-out.ts';
import { absent, type Condition, equals, type Key, type Page, queryAll } from '../storage/store.ts';
import type { CustomerDeps, CustomerRepository } from './customer-repository.ts';
import { assignmentOf, type AssignmentRow } from './model.ts';

/** A single resource, or a whole account. */
export interface Asset {
  readonly id: ResourceUid | AccountId;
  readonly name: string | null;
}

export interface AssignOptions {
  /** Who assigns it: the `id` of a principal. */
  readonly by: string;
  /** Takes it from the customer who owns it. */
  readonly transfer?: boolean | undefined;
}

const MAX_TRIES = 5;
const PAGE = 100;

export class Ownership {
  readonly #deps: CustomerDeps;
  readonly #customers: CustomerRepository;

  constructor(deps: CustomerDeps, customers: CustomerRepository) {
    this.#deps = deps;
    this.#customers = customers;
  }

  /** Undefined if it is assigned to nobody by itself. */
  async of(id: ResourceUid | AccountId): Promise<AssignmentRow | undefined> {
    return assignmentOf(await this.#deps.store.get('customer_resources', { resource_uid: id }, { consistent: true }));
  }

  /**
   * Assigns a resource or an account, which must exist. What the customer owns already is left as it is.
   * @throws NotFound if there is no such customer; Conflict naming the owner if another customer owns it, or a part of it, or the account that it is in
   */
  async assign(customerId: CustomerId, asset: Asset, options: AssignOptions): Promise<AssignmentRow> {
    await this.#customers.require(customerId);
    await this.#checkAround(customerId, asset.id, options.transfer);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const item = await this.#deps.store.get('customer_resources', { resource_uid: asset.id }, { consistent: true });
      const before = assignmentOf(item);
      if (before?.customer_id === customerId) {
        await this.#follow(asset.id, 'heal');
        return before;
      }
      if (before && !options.transfer && (await this.#customers.get(before.customer_id, { consistent: true })))
        throw ownedBy(before.customer_id, shownAsset(asset.id));
      const row = this.#assigned(customerId, asset, options.by);
      const told = this.#deps.outbox.of('customer_resources', keyOf(asset.id), eventsOf(row, before), item);
      // The row as it was read, also if it is only kept until its events are sent: such a row has a claim too.
      if (!(await this.#put({ ...row, ...told }, item as AssignmentRow | undefined))) continue;
      await this.#checkKept(row, before, asset);
      await this.#follow(asset.id);
      await this.#deps.outbox.publishCaused('customer_resources', keyOf(asset.id), told);
      return row;
    }
    throw new Conflict(`${shownAsset(asset.id)} is being assigned by other requests; try again.`);
  }

  /** Takes it back from the customer. @throws NotFound if it is not assigned to the customer by itself */
  async release(customerId: CustomerId, id: ResourceUid | AccountId): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = await this.of(id);
      if (before?.customer_id !== customerId) {
        await this.#follow(id, 'heal');
        const accountId = parseResourceUid(id)?.account_id;
        if (accountId !== undefined && (await this.of(accountId))?.customer_id === customerId)
          throw new Conflict(
            `${shownAsset(id)} is the customer's with its whole account ${accountId}, and not by itself; take the account back instead.`,
          );
        throw new NotFound(
          `${shownAsset(id)} is not assigned to the customer ${customerId}; GET /customers/${customerId}/resources lists what is.`,
        );
      }
      if (await this.#releaseRow(before)) return;
    }
    throw new Conflict(`${shownAsset(id)} is being assigned by other requests; try again.`);
  }

  /** Takes it back from whoever owns it. */
  async releaseFromAll(id: ResourceUid | AccountId): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = await this.of(id);
      if (!before || (await this.#releaseRow(before))) return;
    }
    throw new Conflict(`${shownAsset(id)} is being assigned by other requests; try again.`);
  }

  /** Takes back an account that is being removed, and the single resources in it. */
  async releaseAccount(accountId: AccountId): Promise<void> {
    await this.releaseFromAll(accountId);
    for await (const { resource_uid } of this.ofAccount(accountId)) await this.releaseFromAll(resource_uid);
  }

  /**
   * Takes back everything that the customer owns, until `isOver`. Returns whether that was everything. The customer must be marked as being removed, so
   * that it is given nothing meanwhile.
   */
  async releaseAll(customerId: CustomerId, isOver: () => boolean): Promise<boolean> {
    let cursor: Key | undefined;
    do {
      const page = await this.page(customerId, { limit: PAGE, cursor });
      for (const row of page.items) {
        if (isOver()) return false;
        // Whoever has released it meanwhile, or has given it to another customer, has done what is asked.
        await this.#releaseRow(row);
      }
      cursor = page.cursor;
    } while (cursor);
    return true;
  }

  /** Everything that is assigned to the customer by itself, resources and whole accounts, page by page in order of their ids. */
  async page(
    customerId: CustomerId,
    { limit, cursor }: { readonly limit: number; readonly cursor?: Key | undefined },
  ): Promise<Page<AssignmentRow>> {
    const query = { index: 'customer_resources_by_customer', partition: customerId, limit, cursor } as const;
    // The index has only rows with an owner, and all of their attributes.
    return (await this.#deps.store.query('customer_resources', query)) as Page<unknown> as Page<AssignmentRow>;
  }

  /** The single resources of an account that are assigned, whoever owns the account. */
  async *ofAccount(accountId: AccountId): AsyncGenerator<AssignmentRow> {
    const query = { index: 'customer_resources_by_account', partition: accountId } as const;
    // The store's items have no type of their own; the index has only rows with an owner, and all of their attributes.
    for await (const item of queryAll(this.#deps.store, 'customer_resources', query)) yield item as unknown as AssignmentRow;
  }

  #assigned(customer_id: CustomerId, { id, name }: Asset, assigned_by: string): AssignmentRow {
    const account_id = parseResourceUid(id)?.account_id;
    return {
      resource_uid: id,
      customer_id,
      ...(account_id !== undefined && { account_id }),
      name,
      assigned_at: isoTime(this.#deps.clock.now()),
      assigned_by,
      claim: this.#deps.random.hex(32),
    };
  }

  /** Puts the row over the one that was read. */
  async #put(row: AssignmentRow | Dying, before: Pick<AssignmentRow, 'claim' | 'outbox_at'> | undefined): Promise<boolean> {
    return await carriedOut(this.#deps.store.put('customer_resources', row, asRead(before)));
  }

  /** False if the row has changed since it was read. */
  async #releaseRow(before: AssignmentRow): Promise<boolean> {
    const { store, outbox, clock, random } = this.#deps;
    const key = keyOf(before.resource_uid);
    const events = [assignmentEvent('muster.resource.released', before, isoTime(clock.now()))];
    const told = outbox.of('customer_resources', key, events, before, 'delete');
    const gone = told.outbox
      ? this.#put({ resource_uid: before.resource_uid, claim: random.hex(32), ...told }, before)
      : carriedOut(store.delete('customer_resources', key, asRead(before)));
    if (!(await gone)) return false;
    await this.#follow(before.resource_uid);
    await outbox.publishCaused('customer_resources', key, told);
    return true;
  }

  /**
   * Looks at what overlaps. A resource in an account of another customer is not assigned, nor an account of which another customer owns a resource, unless
   * it is transferred with the account. @throws Conflict naming the other customer
   */
  async #checkAround(customerId: CustomerId, id: ResourceUid | AccountId, transfer: boolean | undefined): Promise<void> {
    const accountId = parseResourceUid(id)?.account_id;
    if (accountId !== undefined) {
      const owner = (await this.of(accountId))?.customer_id;
      if (owner !== undefined && owner !== customerId && (await this.#customers.get(owner)))
        throw new Conflict(
          `${shownAsset(id)} is in the account ${accountId}, which the customer ${owner} owns; take the account back first.`,
          owner,
        );
      return;
    }
    // No uid, so the id of an account.
    for await (const row of this.ofAccount(id as AccountId)) {
      if (row.customer_id === customerId) continue;
      if (transfer) await this.releaseFromAll(row.resource_uid);
      else if (await this.#customers.get(row.customer_id))
        throw new Conflict(
          `The customer ${row.customer_id} owns ${lower(shownAsset(row.resource_uid))} in the account ${id}; take it back first, or send "transfer": true.`,
          row.customer_id,
        );
    }
  }

  /** @throws Conflict after taking it away again, if the customer is being removed, or if another customer was given the account or a part of it meanwhile */
  async #checkKept(row: AssignmentRow, before: AssignmentRow | undefined, { id }: Asset): Promise<void> {
    try {
      if (!(await this.#customers.keeps(row.customer_id)))
        throw new Conflict(`The customer ${row.customer_id} is being removed or is gone; name another.`);
      await this.#checkAround(row.customer_id, id, false);
    } catch (error) {
      const stored = await this.of(id);
      if (stored?.claim === row.claim) await this.#giveBack(stored, before);
      throw error;
    }
  }

  /** Gives what was just assigned back to the customer who had it before, if that customer still exists. */
  async #giveBack(row: AssignmentRow, before: AssignmentRow | undefined): Promise<void> {
    const { outbox, clock, random } = this.#deps;
    if (!before || !(await this.#customers.get(before.customer_id))) return void (await this.#releaseRow(row));
    const back: AssignmentRow = { ...withoutOutbox(before), assigned_at: isoTime(clock.now()), claim: random.hex(32) };
    const told = outbox.of('customer_resources', keyOf(row.resource_uid), eventsOf(back, row), row);
    if (!(await this.#put({ ...back, ...told }, row))) return;
    await this.#follow(row.resource_uid);
    await outbox.publishCaused('customer_resources', keyOf(row.resource_uid), told);
  }

  /**
   * Writes the owner of an account into the account's row. The account is read first, and written only if no other request has written its owner since, be it
   * the same owner: so a request that was held up never writes an owner of the past. `heal`: writes only what an interrupted request has not.
   */
  async #follow(id: ResourceUid | AccountId, heal?: 'heal'): Promise<void> {
    if (parseResourceUid(id)) return;
    const key = { account_id: id };
    for (;;) {
      const account = await this.#deps.store.get('accounts', key, { consistent: true });
      const owner = (await this.of(id))?.customer_id;
      if (!account || (heal && account['customer_id'] === owner)) return;
      const owner_claim = this.#deps.random.hex(32);
      const change = owner === undefined ? { set: { owner_claim }, remove: ['customer_id'] } : { set: { owner_claim, customer_id: owner } };
      // Only this function writes `owner_claim`.
      const known = account['owner_claim'] as string | undefined;
      const isUnchanged = known === undefined ? absent('owner_claim') : equals('owner_claim', known);
      if (await carriedOut(this.#deps.store.update('accounts', key, change, isUnchanged))) return;
    }
  }
}

/** A row that is only kept until its events are sent. */
type Dying = Pick<AssignmentRow, 'resource_uid' | 'claim'> & OutboxAttributes;

const keyOf = (id: ResourceUid | AccountId): { readonly resource_uid: string } => ({ resource_uid: id });

const asRead = (before: Pick<AssignmentRow, 'claim'> | undefined): Condition =>
  before === undefined ? absent('resource_uid') : equals('claim', before.claim);

const shownAsset = (id: ResourceUid | AccountId): string =>
  parseResourceUid(id) ? `The resource ${readableUid(id)}` : `The account ${id}`;

/** For the middle of a sentence. */
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

export const ownedBy = (owner: CustomerId, asset: string): Conflict =>
  new Conflict(`${asset} is assigned to the customer ${owner}; take it back first, or send "transfer": true.`, owner);

function eventsOf(row: AssignmentRow, before: AssignmentRow | undefined): readonly CausedEvent[] {
  const { assigned_at: time, customer_id } = row;
  return [
    ...(before ? [assignmentEvent('muster.resource.released', before, time, { transferred_to: customer_id })] : []),
    assignmentEvent('muster.resource.assigned', row, time, before && { transferred_from: before.customer_id }),
  ];
}

function assignmentEvent(
  type: EventType & `muster.resource.${'assigned' | 'released'}`,
  { resource_uid, account_id, customer_id, name, claim }: AssignmentRow,
  time: string,
  more: Partial<EventData<'muster.resource.assigned'>> = {},
): CausedEvent {
  const isAccount = account_id === undefined;
  return causedEvent(
    { table: 'customer_resources', key: keyOf(resource_uid), transition: `${type.split('.').at(-1)}-${claim}` },
    {
      type,
      subject: resource_uid,
      time,
      severity: 'informational',
      customerid: customer_id,
      accountid: account_id ?? resource_uid,
      data: { customer_id, name, ...(isAccount ? { account_id: resource_uid } : { account_id, resource_uid }), ...more },
    },
  );
}
