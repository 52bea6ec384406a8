/**
 * The rows of managed resources. Each write is conditional on the number of the row's writes, and is made anew from what is stored if another was faster,
 * so that none is lost. Whatever happens twice, or stops between two writes, leaves a row that the next worker understands.
 */
import { Conflict } from '../errors.ts';
import type { Outbox, OutboxAttributes } from '../events/outbox.ts';
import type { AccountId, ResourceUid } from '../ids.ts';
import { type Clock, isoTime } from '../seams.ts';
import { carriedOut } from '../storage/carried-out.ts';
import { absent, all, type Condition, equals, type Item, type Key, type Page, queryAll, type Store } from '../storage/store.ts';
import { type ManagedEvent, toldEvent } from './events.ts';
import type { DependentRow, ManagedEventRow, ManagedId, ManagedRow } from './model.ts';

export interface ManagedDeps {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly clock: Pick<Clock, 'now'>;
}

/** The fields that the repository itself writes. */
type OwnField = 'managed_id' | 'incarnation' | 'listed' | 'revision' | 'unlogged' | keyof OutboxAttributes;

/** The changes of a write. */
export interface RowChange {
  readonly set?: Partial<Omit<ManagedRow, OwnField>>;
  readonly remove?: readonly Exclude<keyof ManagedRow, OwnField>[];
  readonly events?: readonly ManagedEvent[];
}

/** The first row of a resource, before its first write. */
export type NewRow = Omit<ManagedRow, Exclude<OwnField, 'managed_id' | 'incarnation'>>;

/** Writers of one row are the API and one worker, so that a writer seldom loses twice. */
const MAX_TRIES = 10;
const TABLE = 'managed_resources';

export class ManagedRepository {
  readonly #deps: ManagedDeps;

  constructor(deps: ManagedDeps) {
    this.#deps = deps;
  }

  async get(managed_id: ManagedId, options?: { readonly consistent?: boolean }): Promise<ManagedRow | undefined> {
    return liveRow(await this.#deps.store.get(TABLE, { managed_id }, options));
  }

  /** In the order of the ids; those without a row are left out. */
  async getMany(ids: readonly ManagedId[]): Promise<readonly ManagedRow[]> {
    if (ids.length === 0) return [];
    const keys = [...new Set(ids)].map((managed_id) => ({ managed_id }));
    const rows = (await this.#deps.store.getMany(TABLE, keys)).map(liveRow);
    const found = new Map(rows.flatMap((row) => (row ? [[row.managed_id, row]] : [])));
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /** A page of all, the newest first. */
  async list(page: { readonly limit: number; readonly cursor?: Key | undefined }): Promise<Page<ManagedRow>> {
    const { items, ...rest } = await this.#deps.store.query(TABLE, {
      index: 'managed_by_time',
      partition: LISTED,
      descending: true,
      ...page,
    });
    return { ...rest, items: await this.getMany(idsOf(items)) };
  }

  async ofAccount(account: AccountId): Promise<readonly ManagedRow[]> {
    return await this.#ofPartition('managed_by_account', account);
  }

  async ofCustomer(customer: string): Promise<readonly ManagedRow[]> {
    return await this.#ofPartition('managed_by_customer', customer);
  }

  /** The ones that are this row of the inventory. There may be two: a database and its server are one row. */
  async ofResource(uid: ResourceUid): Promise<readonly ManagedRow[]> {
    return await this.#ofPartition('managed_by_resource', uid);
  }

  /** The ids of those that are due, the longest due first. */
  async due(limit: number): Promise<readonly ManagedId[]> {
    const { store, clock } = this.#deps;
    const { items } = await store.query(TABLE, { index: 'managed_due', partition: DUE, range: { to: isoTime(clock.now()) }, limit });
    return idsOf(items);
  }

  /** Stores a new row, and tells whether it did: not if there is one with this id. */
  async create(row: NewRow, events: readonly ManagedEvent[]): Promise<boolean> {
    const { store } = this.#deps;
    const { managed_id } = row;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = await store.get(TABLE, { managed_id }, { consistent: true });
      if (liveRow(before)) return false;
      // Rows of this table that are not live are kept for their events alone, which the new row takes over.
      const unsent: OutboxAttributes = before ?? {};
      const first: ManagedRow = { ...row, listed: LISTED, revision: 1 };
      const { stored, lines, told } = this.#told(first, events, unsent);
      const condition = before ? all(absent('listed'), sameOutbox(unsent)) : absent('managed_id');
      if (!(await carriedOut(store.put(TABLE, stored, condition)))) continue;
      await this.#tell(managed_id, lines, told);
      return true;
    }
    throw beingChanged(managed_id);
  }

  /**
   * Changes a row, and returns it as it is then. `next` is called with the row as it is stored, and again if another writer was faster.
   * @returns undefined if there is no row, or if `next` returned undefined, whereupon nothing is written
   * @throws Conflict if other writers were always faster; whatever `next` throws
   */
  async change(managed_id: ManagedId, next: (row: ManagedRow) => RowChange | undefined): Promise<ManagedRow | undefined> {
    const { store } = this.#deps;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = await this.get(managed_id, { consistent: true });
      const change = before && next(before);
      if (!change) return undefined;
      await this.#log(before.unlogged ?? []);
      const { set = {}, remove = [], events = [] } = change;
      const changed: ManagedRow = { ...before, ...set, revision: before.revision + 1 };
      // Without events of its own, a write leaves those of others to whoever caused them.
      const { attributes, lines, told } = events.length > 0 ? this.#told(changed, events, before) : NOTHING_TOLD;
      const removed = [...remove, ...(lines.length > 0 ? [] : (['unlogged'] as const))];
      const written = { set: { ...set, revision: changed.revision, ...attributes }, remove: removed };
      if (!(await carriedOut(store.update(TABLE, { managed_id }, written, isUnchanged(before, lines.length > 0))))) continue;
      await this.#tell(managed_id, lines, told);
      const after: Record<string, unknown> = { ...changed, ...attributes };
      for (const name of removed) delete after[name];
      // It has the fields of `changed`, less the optional ones that were removed.
      return after as unknown as ManagedRow;
    }
    throw beingChanged(managed_id);
  }

  /** Removes a row, and tells whether it did. The log stays. `next` as in `change`. */
  async remove(managed_id: ManagedId, next: (row: ManagedRow) => readonly ManagedEvent[] | undefined): Promise<boolean> {
    const { store } = this.#deps;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = await this.get(managed_id, { consistent: true });
      const events = before && next(before);
      if (!events) return false;
      const { lines, told } = this.#told({ ...before, revision: before.revision + 1 }, events, before, 'delete');
      // Nobody would log them once the row is gone.
      await this.#log([...(before.unlogged ?? []), ...lines]);
      const gone = told.outbox
        ? store.put(TABLE, { managed_id, ...told }, isUnchanged(before))
        : store.delete(TABLE, { managed_id }, isUnchanged(before));
      if (!(await carriedOut(gone))) continue;
      await this.#tell(managed_id, [], told);
      return true;
    }
    throw beingChanged(managed_id);
  }

  /** The ids of the resources that may depend on this one: their own rows decide. Strongly consistent. */
  async dependents(managed_id: ManagedId): Promise<readonly ManagedId[]> {
    const ids: ManagedId[] = [];
    for await (const item of queryAll(this.#deps.store, 'managed_dependents', { partition: managed_id, consistent: true }))
      // Every row of this table is a `DependentRow`.
      ids.push(item['dependent_id'] as ManagedId);
    return ids;
  }

  /** Notes that `dependent` depends on each of `ids`. It is written before the dependent's row. */
  async addDependent(dependent: ManagedId, ids: readonly ManagedId[]): Promise<void> {
    const rows = ids.map((managed_id): DependentRow => ({ managed_id, dependent_id: dependent }));
    if (rows.length > 0) await this.#deps.store.putMany('managed_dependents', rows);
  }

  /** Is called after the row of `dependent` has said so. */
  async removeDependent(dependent: ManagedId, ids: readonly ManagedId[]): Promise<void> {
    for (const managed_id of ids) await this.#deps.store.delete('managed_dependents', { managed_id, dependent_id: dependent });
  }

  /** A page of the resource's log, the newest first. */
  async log(managed_id: ManagedId, page: { readonly limit: number; readonly cursor?: Key | undefined }): Promise<Page<ManagedEventRow>> {
    const { items, ...rest } = await this.#deps.store.query('managed_events', { partition: managed_id, descending: true, ...page });
    // Every row of this table is one.
    return { ...rest, items: items as readonly object[] as readonly ManagedEventRow[] };
  }

  async #ofPartition(index: 'managed_by_account' | 'managed_by_customer' | 'managed_by_resource', partition: string) {
    const items: Item[] = [];
    for await (const item of queryAll(this.#deps.store, TABLE, { index, partition })) items.push(item);
    return await this.getMany(idsOf(items));
  }

  /** The attributes of the events that the write of `row` causes, and the lines of the log that they become. */
  #told(row: ManagedRow, events: readonly ManagedEvent[], before: OutboxAttributes, then?: 'delete') {
    const time = isoTime(this.#deps.clock.now());
    const tellings = events.map((event, place) => toldEvent(row, event, place, time));
    const caused = tellings.map((each) => each.caused);
    const lines = tellings.map(({ line }) => line);
    const told = this.#deps.outbox.of(TABLE, { managed_id: row.managed_id }, caused, before, then);
    const attributes = { ...told, ...(lines.length > 0 && { unlogged: lines }) };
    return { lines, told, attributes, stored: { ...row, ...attributes } };
  }

  async #tell(managed_id: ManagedId, lines: readonly ManagedEventRow[], told: OutboxAttributes): Promise<void> {
    await this.#log(lines);
    await this.#deps.outbox.publishCaused(TABLE, { managed_id }, told);
  }

  /** A line that is logged twice is the same row. */
  async #log(lines: readonly ManagedEventRow[]): Promise<void> {
    if (lines.length > 0) await this.#deps.store.putMany('managed_events', lines);
  }
}

const NOTHING_TOLD: { readonly attributes: object; readonly lines: readonly ManagedEventRow[]; readonly told: OutboxAttributes } = {
  attributes: {},
  lines: [],
  told: {},
};

export const LISTED = 'managed' as const satisfies ManagedRow['listed'];
export const DUE = 'due' as const satisfies ManagedRow['due'];

/** A row that is only kept until its events are sent is none. */
const liveRow = (item: Item | undefined): ManagedRow | undefined =>
  // Every row of this table that is listed was written as a `ManagedRow`.
  item?.['listed'] === LISTED ? (item as object as ManagedRow) : undefined;

const idsOf = (items: readonly Item[]): readonly ManagedId[] => items.map((item) => item['managed_id'] as ManagedId);

const sameOutbox = ({ outbox_at }: OutboxAttributes): Condition =>
  outbox_at === undefined ? absent('outbox_at') : equals('outbox_at', outbox_at);

/** @param carriesEvents whether the write carries the row's unsent events over */
const isUnchanged = (row: ManagedRow, carriesEvents = true): Condition =>
  all(equals('incarnation', row.incarnation), equals('revision', row.revision), ...(carriesEvents ? [sameOutbox(row)] : []));

const beingChanged = (managed_id: ManagedId): Conflict =>
  new Conflict(`The managed resource ${managed_id} is being changed by other requests; try again.`);
