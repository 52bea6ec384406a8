/** The changes of a listing, by day and account and then by time, and the filter for them. */
import type { AccountId, CustomerId } from '../ids.ts';
import { parseResourceUid, resourceKey } from '../ids.ts';
import { fieldChanges, type FieldChange } from '../inventory/field-changes.ts';
import { applyPatch, MisfitPatch } from '../inventory/apply-change.ts';
import type { ChangeOp, ChangeRow, ResourceRow } from '../inventory/model.ts';
import { readRows } from '../storage/read-rows.ts';
import { queryAll, type Item, type Store } from '../storage/store.ts';
import { badCursor } from './cursors.ts';
import { BUDGET, type Partition, type WalkPosition } from './partition-walk.ts';
import { isUid, SINGLE, singleResources } from './resource-listing.ts';
import { tagMatch } from './tag-filter.ts';

/** A change must match every member; undefined allows all. */
export interface ChangeFilter {
  /** Times in ISO 8601, in UTC with milliseconds: from `since` on, and before `until`. */
  readonly since: string;
  readonly until: string;
  /** Ordered. */
  readonly accounts: readonly AccountId[];
  /** The customer whose single resources' changes are listed after those of the accounts. */
  readonly customer_id: CustomerId | undefined;
  readonly types: ReadonlySet<string> | undefined;
  readonly regions: ReadonlySet<string> | undefined;
  readonly ops: ReadonlySet<ChangeOp> | undefined;
  /** Ids, names, native ids or uids of resources. */
  readonly resources: ReadonlySet<string> | undefined;
  /** `key` or `key=value`; the resource must have all of them now, or have had them when it was deleted. */
  readonly tags: readonly string[];
}

export interface ListedChange {
  readonly row: ChangeRow;
  readonly position: WalkPosition;
  /** `unread`: the change matches but for the tags of its resource, which could not be read. */
  readonly match: true | 'unread';
}

const DAY_MS = 86_400_000;

/** The partitions of the accounts and, after them, one for each resource that a customer has singly. */
export async function* changePartitions(
  store: Store,
  filter: ChangeFilter,
  cursor: WalkPosition | undefined,
): AsyncGenerator<Partition<ListedChange>> {
  yield* accountPartitions(store, filter, cursor);
  if (filter.customer_id === undefined) return;
  const from = cursor?.partition.startsWith(SINGLE) ? cursor.partition.slice(SINGLE.length) : undefined;
  if (from !== undefined && isUid(from)) yield singlePartition(store, filter, from);
  for (let after = from; ;) {
    const page = await singleResources(store, filter.customer_id, after, BUDGET.queries);
    for (const uid of page.uids) yield singlePartition(store, filter, uid);
    if (page.next === undefined) return;
    after = page.next;
  }
}

/** The changes of one resource, by version. */
function singlePartition(store: Store, filter: ChangeFilter, uid: string): Partition<ListedChange> {
  const name = `${SINGLE}${uid}`;
  return {
    name,
    read: async (after, limit) => {
      const version = after === undefined ? 0 : Number(after);
      if (!Number.isSafeInteger(version)) throw badCursor();
      const page = await store.query('changes', { partition: uid, range: { from: version + 1 }, limit });
      const rows = (page.items as readonly unknown[] as readonly ChangeRow[]).filter(
        (row) => row.observed_at >= filter.since && row.observed_at < filter.until && mayMatch({ ...row }, filter) && isWanted(row, filter),
      );
      const matching = await ofResources(
        store,
        rows.map((row) => ({ at: String(row.version), row })),
        filter,
      );
      return {
        entries: matching.map(({ at, row, match }) => ({ at, item: { row, match, position: { partition: name, after: at } } })),
        next: page.cursor && String(page.cursor['version']),
      };
    },
  };
}

/**
 * One partition of the index for each day and account, the oldest day first. There are only as many as one page can read, beginning
 * with the cursor's.
 */
function accountPartitions(store: Store, filter: ChangeFilter, cursor: WalkPosition | undefined): readonly Partition<ListedChange>[] {
  const partitions: Partition<ListedChange>[] = [];
  for (const day of daysOf(filter)) {
    for (const account of filter.accounts) {
      const name = `${day}#${account}`;
      if (cursor && name < cursor.partition) continue;
      partitions.push({ name, read: reader(store, filter, name, `${account}#${day}`) });
      if (partitions.length > BUDGET.queries) return partitions;
    }
  }
  return partitions;
}

function* daysOf({ since, until }: ChangeFilter): Generator<string> {
  for (let at = Date.parse(`${since.slice(0, 10)}T00:00:00Z`); at < Date.parse(until); at += DAY_MS)
    yield new Date(at).toISOString().slice(0, 10);
}

const reader =
  (store: Store, filter: ChangeFilter, name: string, partition: string): Partition<ListedChange>['read'] =>
  async (after, limit) => {
    const cursor = after === undefined ? undefined : keyOf(after, partition);
    const range = { from: filter.since, to: filter.until };
    const page = await store.query('changes', { index: 'changes_by_account_day', partition, range, limit, cursor });
    const wanted = page.items.filter((key) => mayMatch(key, filter));
    const keys = wanted.map((key) => ({ resource_uid: key['resource_uid'] as string, version: key['version'] as number }));
    const { rows, read } = await readRows(store, 'changes', keys);
    const byKey = new Map((rows as readonly unknown[] as readonly ChangeRow[]).map((row) => [`${row.version}#${row.resource_uid}`, row]));
    const found = wanted.slice(0, read).flatMap((key) => {
      const row = byKey.get(`${String(key['version'])}#${String(key['resource_uid'])}`);
      return row && isWanted(row, filter) ? [{ at: placeOf(key), row }] : [];
    });
    const matching = await ofResources(store, found, filter);
    return {
      entries: matching.map(({ at, row, match }) => ({ at, item: { row, match, position: { partition: name, after: at } } })),
      next: read < wanted.length ? placeOf(wanted[read - 1]!) : page.cursor && placeOf(page.cursor),
    };
  };

/** The place of an entry in its partition: `<observed_at>#<version>#<uid>`. */
const placeOf = (key: Item): string => `${String(key['observed_at'])}#${String(key['version'])}#${String(key['resource_uid'])}`;

/** @throws InvalidRequest naming `cursor` */
function keyOf(place: string, account_day: string): { readonly [name: string]: string | number } {
  const [, observed_at, version, resource_uid] = /^(\d{4}-[^#]{1,30})#(\d{1,15})#(.+)$/s.exec(place) ?? [];
  if (observed_at === undefined || resource_uid === undefined || !isUid(resource_uid)) throw badCursor();
  return { account_day, observed_at, version: Number(version), resource_uid };
}

/** Whether the change of an index entry can match, by its id and time. */
function mayMatch(key: Item, { types, until }: ChangeFilter): boolean {
  const type = parseResourceUid(key['resource_uid'] as string)?.type;
  return (types === undefined || type === undefined || types.has(type)) && (key['observed_at'] as string) < until;
}

const isWanted = (row: ChangeRow, { types, regions, ops }: ChangeFilter): boolean =>
  (types?.has(row.type) ?? true) && (regions?.has(row.region) ?? true) && (ops?.has(row.op) ?? true);

/** Leaves the changes of resources that have one of the ids or names, and that have the tags or whose tags could not be read. */
async function ofResources<C extends { readonly row: ChangeRow }>(
  store: Store,
  changes: readonly C[],
  { tags, resources }: ChangeFilter,
): Promise<readonly (C & Pick<ListedChange, 'match'>)[]> {
  if (tags.length === 0 && resources === undefined) return changes.map((change) => ({ ...change, match: true }));
  const known = await readResources(
    store,
    changes.map(({ row }) => row.resource_uid),
    (resource) => ({
      match: tagMatch(tags, resource.tags),
      isNamed: resources === undefined || namesOf(resource).some((name) => typeof name === 'string' && resources.has(name)),
    }),
  );
  return changes.flatMap((change) => {
    const { resource_uid } = change.row;
    // A resource that is not stored any more has no tags.
    const { match, isNamed } = known.get(resource_uid) ?? { match: tagMatch(tags, {}), isNamed: resources?.has(resource_uid) ?? true };
    return isNamed && match !== false ? [{ ...change, match }] : [];
  });
}

const namesOf = ({ resource_uid, resource_id, name, native_id }: ResourceRow) => [resource_uid, resource_id, name, native_id];

/** Resources read at once, because their rows may be large. */
const AT_ONCE = 50;

/** The values that `read` takes from each resource's row, by uid. Rows that do not exist any more are left out. */
async function readResources<T>(store: Store, uids: readonly string[], read: (row: ResourceRow) => T): Promise<ReadonlyMap<string, T>> {
  const found = new Map<string, T>();
  const wanted = [...new Set(uids)].filter(isUid);
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const rows = await store.getMany('resources', wanted.slice(at, at + AT_ONCE).map(resourceKey));
    for (const row of rows as readonly unknown[] as readonly ResourceRow[]) found.set(row.resource_uid, read(row));
  }
  return found;
}

export interface ShownChange extends ChangeRow {
  readonly name: string | null;
  readonly fields?: readonly FieldChange[];
}

/** The most earlier changes that one page reads to know the values before its own changes, and the most bytes of its answer. */
const MAX_EARLIER = 1000;

/**
 * The changes with their resources' names and, for `update` and `restore`, the values before and after. What was before is known by
 * applying the earlier patches, so a page that would have to read too many ends early: the second member is then its last position.
 */
export async function shownChanges(
  store: Store,
  changes: readonly ListedChange[],
): Promise<{ readonly items: readonly ShownChange[]; readonly cursor?: WalkPosition }> {
  const names = await readResources(
    store,
    changes.map(({ row }) => row.resource_uid),
    ({ name }) => name,
  );
  const items: ShownChange[] = [];
  let earlier = 0;
  let bytes = 0;
  for (const [place, { row }] of changes.entries()) {
    const replayed = row.op === 'update' || row.op === 'restore' ? row.version - 1 : 0;
    earlier += Math.min(replayed, MAX_EARLIER);
    if (place > 0 && earlier > MAX_EARLIER) return { items, cursor: changes[place - 1]!.position };
    const shown = {
      ...row,
      name: names.get(row.resource_uid) ?? null,
      ...(replayed > 0 && { fields: await fieldsOf(store, row) }),
    };
    bytes += Buffer.byteLength(JSON.stringify(shown));
    if (place > 0 && bytes > BUDGET.bytes) return { items, cursor: changes[place - 1]!.position };
    items.push(shown);
  }
  return { items };
}

async function fieldsOf(store: Store, row: ChangeRow): Promise<readonly FieldChange[]> {
  try {
    return fieldChanges(row.patch, row.version <= MAX_EARLIER ? await stateBefore(store, row) : undefined);
  } catch (error) {
    if (!(error instanceof MisfitPatch)) throw error;
    return fieldChanges(row.patch, undefined);
  }
}

/** The state before a change; undefined if its history is not whole. */
async function stateBefore(store: Store, { resource_uid, version }: ChangeRow): Promise<unknown> {
  let state: unknown = null;
  let next = 1;
  for await (const item of queryAll(store, 'changes', { partition: resource_uid, range: { from: 1, to: version - 1 } })) {
    // The store's items have no type of their own; each row of `changes` was written as one.
    const change = item as unknown as ChangeRow;
    if (change.version !== next) return undefined;
    next += 1;
    // A delete has an empty patch: the state stays, and a restore's patch applies to it.
    state = applyPatch(state, change.patch);
  }
  return next === version ? state : undefined;
}
