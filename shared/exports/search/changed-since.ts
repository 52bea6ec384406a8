/** The resources of an account that have changed since a time, as they are now. */
import { type AccountId, parseResourceUid, resourceKey } from '../../ids.ts';
import type { ResourceRow } from '../../inventory/model.ts';
import { readRows } from '../../storage/read-rows.ts';
import { queryAll, type Store } from '../../storage/store.ts';
import type { Replaced } from './replace-rows.ts';
import { searchRow } from './search-row.ts';

const DAY_MS = 86_400_000;
/** The most resources of an account that are read again. */
const MOST_CHANGED = 500;

/** @param since milliseconds since 1970 @returns undefined if more than `MOST_CHANGED` have changed */
export async function changedSince(store: Store, account: AccountId, since: number, now: number): Promise<readonly Replaced[] | undefined> {
  const uids = new Set<string>();
  const from = new Date(since).toISOString();
  for (const day of daysBetween(since, now)) {
    const changes = queryAll(store, 'changes', { index: 'changes_by_account_day', partition: `${account}#${day}`, range: { from } });
    for await (const { resource_uid } of changes) {
      uids.add(String(resource_uid));
      if (uids.size > MOST_CHANGED) return undefined;
    }
  }
  return await replacedOf(store, [...uids]);
}

function* daysBetween(from: number, to: number): Generator<string> {
  for (let at = from - (from % DAY_MS); at <= to; at += DAY_MS) yield new Date(at).toISOString().slice(0, 10);
}

async function replacedOf(store: Pick<Store, 'getMany'>, uids: readonly string[]): Promise<readonly Replaced[]> {
  const found = new Map<string, ResourceRow>();
  for (let at = 0; at < uids.length;) {
    const { rows, read } = await readRows(store, 'resources', uids.slice(at).map(resourceKey));
    // The store's items are untyped; those of the table `resources` are such rows.
    for (const row of rows as readonly unknown[] as readonly ResourceRow[]) found.set(row.resource_uid, row);
    at += read;
  }
  return uids.flatMap((uid) => {
    const place = parseResourceUid(uid);
    const row = found.get(uid);
    return place ? [{ place, ...(row?.is_last === 1 && { row: searchRow(row) }) }] : [];
  });
}
