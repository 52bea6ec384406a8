/**
 * Reads and writes the rows of resources, changes and coverage. Every write is conditional or may be repeated. A resource row
 * carries its newest change, which is copied to the history right after the row's write, and again before the row's next write.
 */
import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import { ConditionFailed } from '../errors.ts';
import { type AccountId, type JobId, providerOf, resourceUid, sliceId } from '../ids.ts';
import type { LocatedResource } from '../clouds/cloud.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import { LINKS_FORM, LinkRows } from '../graph/link-rows.ts';
import { epochSeconds } from '../seams.ts';
import { settled } from '../settled.ts';
import { MAX_SORT_KEY_BYTES } from '../storage/item-size.ts';
import { absent, all, equals, type Key, queryAll, type Store } from '../storage/store.ts';
import { isTooLarge } from '../storage/stored-form.ts';
import { replaceRow } from '../storage/whole-row.ts';
import { changeRowOf, patchBetween, stateOf } from './changes.ts';
import { coverageItem, coverageOf } from './coverage.ts';
import type { ChangeOp, ChangeRow, CoverageRow, LastChange, NotRead, ResourceRow, SliceKey } from './model.ts';
import { FirstRows } from './first-rows.ts';
import type { ResourceEvents } from './resource-events.ts';
import type { KnownRow } from './reconciler.ts';

/** The number of shards per type in the index by type. */
export const TYPE_SHARDS = 16;
/** The row of a deleted resource expires after this many days. Its history does not expire. */
export const DELETED_ROW_DAYS = 90;
const MAX_TRIES = 5;

/** The shard of the index by type that holds `uid`. */
export const typeShard = (type: string, uid: string): string =>
  `${type}#${String(createHash('sha256').update(uid).digest().readUInt16BE() % TYPE_SHARDS).padStart(2, '0')}`;

/** The run that writes the rows. */
export interface RunIdentity {
  readonly account_id: AccountId;
  readonly job_id: JobId;
  /** The time of the whole run, ISO 8601. It is later than that of every earlier run over the account. */
  readonly observed_at: string;
  /** Whether the account was removed once, so that resources without a row may have a history. */
  readonly was_removed: boolean;
  /** Reads whether no later run has taken the account. */
  readonly isNewest: () => Promise<boolean>;
}

/**
 * The facts that a run has of the rows of a slice before it stores a resource that has none.
 * - `other`: the resource may have a row or a history.
 * - `unheard_of`: no earlier run has stored anything of the slice.
 * - `own`: nor has any run that has gone on since this one began, and none can without noticing this one.
 */
export type SliceHistory = 'other' | 'unheard_of' | 'own';

/** The result of writing one resource. `superseded`: a newer run has written the row. */
export type Written = 'added' | 'updated' | 'restored' | 'unchanged' | 'superseded' | 'too_large';

/** The fields of a deleted row from which its expiry is set. */
interface DeletedRow {
  readonly key: Key;
  readonly version: number;
  readonly deleted_at: string;
}

/** The part of a slice's rows that a run holds, and what tells it of their state. */
const KNOWN_FIELDS = [
  'slice_id',
  'resource_id',
  'content_hash',
  'is_last',
  'observed_at',
  'expires_at',
  'source_version',
  'links_form',
] as const satisfies readonly (keyof ResourceRow)[];

/** The number of deleted rows whose expiry is set at once. */
const EXPIRIES_AT_ONCE = 8;

export class Repository {
  readonly #store: Store;
  readonly #run: RunIdentity;
  /** Changes that are not yet in the history. */
  readonly #uncopied: ChangeRow[] = [];
  /** Rows that this run marked deleted. Their expiry may be set as soon as the changes above are copied. */
  readonly #deleted: DeletedRow[] = [];
  /** Deleted rows without an expiry. The run that marked them deleted may have died before it copied the change to the history. */
  readonly #withoutExpiry: Key[] = [];
  readonly #firstRows: FirstRows;
  readonly #links: LinkRows;
  readonly #events: ResourceEvents;

  constructor(store: Store, run: RunIdentity, events: ResourceEvents) {
    this.#store = store;
    this.#run = run;
    this.#events = events;
    this.#firstRows = new FirstRows(store, run.isNewest);
    this.#links = new LinkRows(store);
  }

  /** The ids and hashes of a slice's rows, including deleted ones. */
  async *known(type: ResourceType, segment: string): AsyncGenerator<KnownRow & { readonly resource_id: string }> {
    const rows = queryAll(this.#store, 'resources', {
      partition: sliceId(this.#run.account_id, type.type, segment),
      fields: KNOWN_FIELDS,
      consistent: true,
    });
    for await (const row of rows as AsyncIterable<Pick<ResourceRow, (typeof KNOWN_FIELDS)[number]>>) {
      const { resource_id, content_hash, observed_at, source_version, links_form } = row;
      if (row.is_last === 0 && row.expires_at === undefined) this.#withoutExpiry.push(keyOf(row));
      // A row without links is read whole and looked at again, although its resource is unchanged.
      const isLinked = links_form === LINKS_FORM;
      yield {
        resource_id,
        hash: isLinked ? content_hash : '',
        in_use: row.is_last === 1,
        observed_at,
        ...(source_version !== undefined && isLinked && { source_version }),
      };
    }
  }

  /** The ids of a slice's rows, in their order in the table. */
  async *ids(type: ResourceType, segment: string): AsyncGenerator<string> {
    const partition = sliceId(this.#run.account_id, type.type, segment);
    const rows = queryAll(this.#store, 'resources', { partition, fields: ['resource_id'], consistent: true });
    for await (const row of rows as AsyncIterable<Pick<ResourceRow, 'resource_id'>>) yield row.resource_id;
  }

  /** Stores the resource, unless the row already holds this state. */
  async write(
    type: ResourceType,
    segment: string,
    resource: LocatedResource,
    hash: string,
    expected: 'absent' | 'present',
    history: SliceHistory,
  ): Promise<Written> {
    if (!isKey(resourceUid(this.#run.account_id, type.type, segment, resource.resource_id))) return 'too_large';
    if (expected === 'absent') {
      const fresh = history !== 'other' && !this.#run.was_removed;
      const version = fresh ? 1 : (await this.#newestVersion(type, segment, resource.resource_id)) + 1;
      const row = await this.#events.told(this.#row(type, segment, resource, hash, undefined, version), undefined);
      if (isTooLarge('resources', row)) return 'too_large';
      try {
        const isStored = history === 'own' && fresh && (await this.#firstRows.add(row));
        if (!isStored) {
          await this.#links.add(row, undefined);
          await this.#store.put('resources', row, absent('slice_id'));
        }
        this.#uncopied.push(changeRowOf(row));
        this.#events.written(row);
        return 'added';
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
      }
    }
    return await this.#replace(type, segment, resource, hash);
  }

  /** Replaces a row in use by another state of its resource. False if another writer has replaced it meanwhile. */
  async revise(type: ResourceType, before: ResourceRow, resource: LocatedResource, hash: string): Promise<boolean> {
    const after = this.#row(type, before.segment, resource, hash, before, before.version + 1);
    return await this.#swap(before, await this.#events.told(after, before));
  }

  /** Marks a row deleted. False if there is none, if it is deleted already, or if a newer run has written it. */
  async delete(type: ResourceType, segment: string, resourceId: string): Promise<boolean> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = await this.#read(type, segment, resourceId);
      // An earlier try of this loop, whose answer was lost, may have marked the row deleted.
      if (before?.is_last === 0 && before.expires_at === undefined) this.#withoutExpiry.push(keyOf(before));
      if (!before || before.is_last === 0 || before.observed_at > this.#run.observed_at) return false;
      const version = before.version + 1;
      const deleted: ResourceRow = {
        ...before,
        version,
        observed_at: this.#run.observed_at,
        changed_at: this.#run.observed_at,
        last_change: this.#change('delete', version),
        is_last: 0,
        deleted_at: this.#run.observed_at,
      };
      if (await this.#swap(before, await this.#events.told(deleted, before))) return true;
    }
    return false;
  }

  /**
   * Copies the changes of the rows that were written since the last call into the history, and then sets the expiry of deleted rows.
   * An expired row takes its newest change along, so the history must hold that change before the row has an expiry. Sends the events of the
   * changes last, so that the history has what they tell of.
   */
  async copyChanges(): Promise<void> {
    // Slices share a repository, so each call takes its own share: it sets the expiry of a row only after it has copied the row's change.
    const [changes, deleted, withoutExpiry] = [this.#uncopied.splice(0), this.#deleted.splice(0), this.#withoutExpiry.splice(0)];
    await this.#store.putMany('changes', changes);
    const limit = pLimit(EXPIRIES_AT_ONCE);
    await settled([
      ...deleted.map((row) => limit(() => this.#expire(row))),
      ...withoutExpiry.map((key) => limit(() => this.#copyAndExpire(key))),
    ]);
    await this.#events.send();
  }

  /** The slices of the account that may have stored resources. */
  async populatedSlices(): Promise<readonly SliceKey[]> {
    const rows = [...(await this.coverage()).values()];
    return rows.flatMap(({ segment, slices }) =>
      Object.entries(slices).flatMap(([type, { populated }]) => (populated ? [{ type, segment }] : [])),
    );
  }

  /** The account's coverage rows by segment. */
  async coverage(): Promise<Map<string, CoverageRow>> {
    const rows = new Map<string, CoverageRow>();
    for await (const item of queryAll(this.#store, 'coverage', { partition: this.#run.account_id, consistent: true })) {
      const row = coverageOf(item);
      rows.set(row.segment, row);
    }
    return rows;
  }

  /**
   * Writes the whole row of a segment: `slices`, and the other types of `known`, the row as this run last read or wrote it. If another run
   * has written the row since, its row is read again, and its other types are kept. `wasAsKnown`: no other run had. `notRead` replaces what the
   * row says of types that are not read; null removes it, and undefined keeps it.
   * @throws ConditionFailed if a newer run has written the row
   */
  async saveCoverage(
    segment: string,
    slices: CoverageRow['slices'],
    known: CoverageRow | undefined,
    notRead?: NotRead | null,
  ): Promise<{ readonly row: CoverageRow; readonly wasAsKnown: boolean }> {
    const { account_id, observed_at } = this.#run;
    const place = { table: 'coverage', key: { account_id, segment }, itemOf: coverageItem, rowOf: coverageOf } as const;
    let replaced = known;
    const row = await replaceRow<CoverageRow>(this.#store, place, observed_at, known, (before) => {
      replaced = before;
      const kept = notRead === undefined ? before?.not_read : notRead;
      return { account_id, segment, observed_at, slices: { ...before?.slices, ...slices }, ...(kept && { not_read: kept }) };
    });
    return { row, wasAsKnown: replaced === known };
  }

  /** Sets the expiry of a deleted row whose change may not be in the history yet. */
  async #copyAndExpire(key: Key): Promise<void> {
    const row = (await this.#store.get('resources', key, { consistent: true })) as ResourceRow | undefined;
    if (row?.is_last !== 0 || row.expires_at !== undefined) return;
    await this.#store.putMany('changes', [changeRowOf(row)]);
    await this.#expire(deletedOf(row));
  }

  async #expire({ key, version, deleted_at }: DeletedRow): Promise<void> {
    const update = { set: { expires_at: epochSeconds(Date.parse(deleted_at)) + DELETED_ROW_DAYS * 86_400 } };
    try {
      await this.#store.update('resources', key, update, all(equals('version', version), absent('expires_at')));
    } catch (error) {
      // The condition fails if the resource was restored meanwhile; its row must not expire then.
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }

  async #replace(type: ResourceType, segment: string, resource: LocatedResource, hash: string): Promise<Written> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = await this.#read(type, segment, resource.resource_id);
      if (!before) return await this.write(type, segment, resource, hash, 'absent', 'other');
      if (before.observed_at > this.#run.observed_at) return 'superseded';
      const restored = before.is_last === 0;
      if (!restored && before.content_hash === hash && before.links_form !== LINKS_FORM) {
        await this.#link(before);
        continue;
      }
      const revised = restored ? undefined : this.#revised(before, resource, hash);
      if (revised) {
        if (isTooLarge('resources', revised)) return 'too_large';
        if (await this.#putOver(before, revised)) return 'unchanged';
        continue;
      }
      if (!restored && before.content_hash === hash) return 'unchanged';
      const after = await this.#events.told(this.#row(type, segment, resource, hash, before, before.version + 1), before);
      if (isTooLarge('resources', after)) return 'too_large';
      if (await this.#swap(before, after)) return restored ? 'restored' : 'updated';
    }
    return 'superseded';
  }

  /**
   * Replaces `before`, the row as this run read it, by `after`. Copies the change that `before` carries to the history first. False if
   * another run has replaced the row meanwhile.
   */
  async #swap(before: ResourceRow, after: ResourceRow): Promise<boolean> {
    await this.#store.putMany('changes', [changeRowOf(before)]);
    if (after.is_last === 1) await this.#links.add(after, before.is_last === 1 && before.links_form === LINKS_FORM ? before : undefined);
    if (!(await this.#putOver(before, after))) return false;
    this.#uncopied.push(changeRowOf(after));
    this.#events.written(after);
    if (after.is_last === 0) this.#deleted.push(deletedOf(after));
    await this.#links.remove(before, after.is_last === 1 ? after : undefined);
    return true;
  }

  /** Writes the links of a row in use that an earlier release wrote, unless another run has replaced it meanwhile. */
  async #link(row: ResourceRow): Promise<void> {
    await this.#links.add(row, undefined);
    await this.#putOver(row, { ...row, links_form: LINKS_FORM });
  }

  /** False if another run has replaced `before` meanwhile. */
  async #putOver(before: ResourceRow, after: ResourceRow): Promise<boolean> {
    try {
      await this.#store.put('resources', after, equals('version', before.version));
      return true;
    } catch (error) {
      if (error instanceof ConditionFailed) return false;
      throw error;
    }
  }

  /**
   * The row with the resource's version and times of use, if the resource is in the same state otherwise. That is no change, but without it the
   * resource's details would be read in every run, and policies would judge old times.
   */
  #revised(row: ResourceRow, resource: LocatedResource, hash: string): ResourceRow | undefined {
    const { source_version } = resource;
    if (row.content_hash !== hash || source_version === undefined || row.source_version === source_version) return undefined;
    return { ...row, ...stateOf(resource), source_version, revised_at: this.#run.observed_at };
  }

  #row(type: ResourceType, segment: string, resource: LocatedResource, hash: string, before: ResourceRow | undefined, version: number) {
    const { account_id, observed_at } = this.#run;
    const uid = resourceUid(account_id, type.type, segment, resource.resource_id);
    const op = before ? (before.is_last === 0 ? 'restore' : 'update') : 'add';
    // The history does not have the state of a revised row, so no patch would lead from there.
    const patch = before && before.revised_at === undefined ? patchBetween(before, resource) : undefined;
    return {
      slice_id: sliceId(account_id, type.type, segment),
      resource_id: resource.resource_id,
      resource_uid: uid,
      type_shard: typeShard(type.type, uid),
      account_id,
      provider: providerOf(account_id),
      type: type.type,
      kind: type.kind,
      service: type.service,
      segment,
      ...stateOf(resource),
      content_hash: hash,
      ...(resource.source_version !== undefined && { source_version: resource.source_version }),
      version,
      links_form: LINKS_FORM,
      first_seen_at: before?.first_seen_at ?? observed_at,
      observed_at,
      changed_at: observed_at,
      last_change: { ...this.#change(op, version), ...(patch && { patch }) },
      is_last: 1,
    } as const satisfies ResourceRow;
  }

  #change(op: ChangeOp, version: number): LastChange {
    return { op, version, observed_at: this.#run.observed_at, job_id: this.#run.job_id };
  }

  async #read(type: ResourceType, segment: string, resourceId: string): Promise<ResourceRow | undefined> {
    const key = { slice_id: sliceId(this.#run.account_id, type.type, segment), resource_id: resourceId };
    return (await this.#store.get('resources', key, { consistent: true })) as ResourceRow | undefined;
  }

  /** The newest version in the history. A row that expired has left its history, and a new row continues its versions. */
  async #newestVersion(type: ResourceType, segment: string, resourceId: string): Promise<number> {
    const partition = resourceUid(this.#run.account_id, type.type, segment, resourceId);
    const page = await this.#store.query('changes', { partition, descending: true, limit: 1, consistent: true, fields: ['version'] });
    return (page.items[0]?.['version'] as number | undefined) ?? 0;
  }
}

const deletedOf = (row: ResourceRow): DeletedRow => ({
  key: keyOf(row),
  version: row.version,
  deleted_at: row.deleted_at ?? row.observed_at,
});

const keyOf = ({ slice_id, resource_id }: Pick<ResourceRow, 'slice_id' | 'resource_id'>): Key => ({ slice_id, resource_id });

/** Whether DynamoDB takes the uid as a key. It is longer than `resource_id`, and a sort key of the index by type. */
const isKey = (uid: string): boolean => uid.isWellFormed() && Buffer.byteLength(uid) <= MAX_SORT_KEY_BYTES;
