/** Counts the findings of a listing by the keys in its index, without reading a row. */
import { orderPrefix, placeInOrder } from '../scan/finding-order.ts';
import type { Severity } from '../severity.ts';
import type { Key, Store } from '../storage/store.ts';
import { type FindingFilter, mayMatch, mergedSources, type Source } from './finding-listing.ts';
import type { Total } from './schemas/total.ts';

/** From here on "at least" is enough. */
const MOST_COUNTED = 10_000;
const MOST_QUERIES = 64;
const KEYS_AT_ONCE = 2000;
const SOURCES_AT_ONCE = 16;

/** A finding as its key in the index tells of it. */
export interface ListedKey {
  readonly finding_id: string;
  readonly severity: Severity;
}

/** Undefined if keys do not tell what matches: the filter is by what only a finding's row, or its resource's, has. */
export async function countFindings(store: Store, filter: FindingFilter): Promise<Total | undefined> {
  let count = 0;
  const exact = await visitKeys(store, filter, MOST_COUNTED, () => void (count += 1));
  return exact === undefined ? undefined : { count, exact };
}

/**
 * Calls `visit` for the findings of a listing, in no order, until it was called some `most` times. Returns whether those are all; undefined, without a call, if keys do not
 * tell what matches.
 */
export async function visitKeys(
  store: Store,
  filter: FindingFilter,
  most: number,
  visit: (key: ListedKey) => void,
): Promise<boolean | undefined> {
  const { regions, resources, tags, suppression_id } = filter;
  if (regions !== undefined || resources !== undefined || suppression_id !== undefined || tags.length > 0) return undefined;
  const range = { prefix: rangeOf(filter) };
  let left: readonly { readonly source: Source; readonly cursor?: Key }[] = mergedSources(filter)
    .flatMap(({ sources }) => sources)
    .map((source) => ({ source }));
  let visited = 0;
  for (let queries = 0; left.length > 0 && visited < most && queries < MOST_QUERIES;) {
    const some = left.slice(0, Math.min(SOURCES_AT_ONCE, MOST_QUERIES - queries));
    const pages = await Promise.all(
      some.map(async ({ source, cursor }) => await store.query('findings', { ...source, range, limit: KEYS_AT_ONCE, cursor })),
    );
    queries += some.length;
    for (const key of pages.flatMap(({ items }) => items)) {
      const { severity, at } = placeInOrder(String(key['list_order']));
      if (severity === undefined || !mayMatch(key, filter) || !isInOrder(severity, at, filter)) continue;
      visited += 1;
      visit({ finding_id: String(key['finding_id']), severity });
    }
    const further = pages.flatMap(({ cursor }, place) => (cursor ? [{ source: some[place]!.source, cursor }] : []));
    left = [...left.slice(some.length), ...further];
  }
  // No index by severity holds the resources that a customer has singly.
  return left.length === 0 && filter.customer_id === undefined;
}

function rangeOf({ status, severities }: FindingFilter): string {
  const [one, ...others] = severities ?? [];
  return one !== undefined && others.length === 0 ? orderPrefix(status, one) : `${status}#`;
}

const isInOrder = (severity: Severity, at: string, { severities, since }: FindingFilter): boolean =>
  (severities?.includes(severity) ?? true) && (since === undefined || at >= since);
