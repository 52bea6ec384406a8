/** Resources found by a name of theirs, without reading those that have other names. */
import pLimit from 'p-limit';
import { type AccountId, parseResourceUid, resourceKey, type ResourceUid } from '../ids.ts';
import type { Item, Store } from '../storage/store.ts';
import { type BearerRow, entriesOf, nameKey } from './link-rows.ts';
import { namesOf } from './names.ts';
import type { StoredRow } from './graph.ts';

export interface Named<Row> {
  /** Resources in use, by uid. */
  readonly resources: readonly Row[];
  /** Whether these are all. If not, a name is borne by more resources than one search reads. */
  readonly isWhole: boolean;
}

interface Where {
  /** The types of which a resource may be: each takes a query. */
  readonly types: readonly string[];
  /** Undefined: all accounts. */
  readonly accounts: ReadonlySet<AccountId> | undefined;
}

const QUERIES_AT_ONCE = 16;
const BEARERS_OF_A_TYPE = 100;
/** The most rows that one search loads, of 2 KB on average. */
const MOST_ROWS = 200;

/**
 * The resources in use whose id, native id (an ARN in AWS) or own name the text is. A name that the tag `Name` alone gives is not found: `namesOf` says why
 * it is no name by which others refer to a resource.
 */
export async function namedResources<Row extends StoredRow>(
  store: Pick<Store, 'query' | 'getMany'>,
  name: string,
  { types, accounts }: Where,
  rowOf: (item: Item) => Row,
): Promise<Named<Row>> {
  const [only] = accounts?.size === 1 ? accounts : [];
  const prefix = entriesOf('is', only);
  let isWhole = true;
  const found = await pLimit(QUERIES_AT_ONCE).map([...types], async (type) => {
    const page = await store.query('links', { partition: nameKey({ type, id: name }), range: { prefix }, limit: BEARERS_OF_A_TYPE });
    if (page.cursor) isWhole = false;
    // Rows of `links` that are called `is` are those of bearers.
    return (page.items as readonly unknown[] as readonly BearerRow[]).map(({ resource_uid }) => resource_uid);
  });
  const uids = [...new Set(found.flat())].filter((uid) => isIn(uid, accounts)).toSorted();
  const loaded = uids.slice(0, MOST_ROWS);
  const rows = loaded.length === 0 ? [] : (await store.getMany('resources', loaded.map(resourceKey))).map(rowOf);
  const resources = rows
    .filter((row) => row.is_last === 1 && namesOf(row).some(({ type, id }) => type === row.type && id === name))
    .toSorted((a, b) => (a.resource_uid < b.resource_uid ? -1 : 1));
  return { resources, isWhole: isWhole && loaded.length === uids.length };
}

const isIn = (uid: ResourceUid, accounts: Where['accounts']): boolean => {
  const account = parseResourceUid(uid)?.account_id;
  return accounts === undefined || (account !== undefined && accounts.has(account));
};
