/** The partitions that a listing of findings reads, and the filter for its rows. */
import type { AccountDirectory } from '../connections/account-repository.ts';
import { MusterError } from '../errors.ts';
import { type AccountId, parseResourceUid } from '../ids.ts';
import type { Severity } from '../severity.ts';
import { type FindingKey, parseFindingId } from '../scan/finding-id.ts';
import { OPEN_SHARDS, type FindingRow, type FindingStatus } from '../scan/model.ts';
import { readRows } from '../storage/read-rows.ts';
import type { Item, Query, Store } from '../storage/store.ts';
import { badCursor } from './cursors.ts';
import type { Partition } from './partition-walk.ts';

export interface FindingFilter {
  readonly status: FindingStatus;
  readonly account_id: AccountId | undefined;
  readonly policy_id: string | undefined;
  /** The finding's policy must be one of these; undefined allows every policy. */
  readonly policy_ids: ReadonlySet<string> | undefined;
  readonly severity: Severity | undefined;
  readonly type: string | undefined;
  readonly suppression_id: string | undefined;
}

interface Directory {
  readonly store: Store;
  readonly accounts: Pick<AccountDirectory, 'all'>;
}

/** Open findings of all accounts are read by the shards of their index. Findings of other statuses have no index and are read account by account. */
export async function findingPartitions({ store, accounts }: Directory, filter: FindingFilter): Promise<readonly Partition<FindingRow>[]> {
  if (filter.account_id !== undefined) return [accountPartition(store, filter.account_id, filter)];
  if (filter.status === 'open')
    return Array.from({ length: OPEN_SHARDS }, (_, shard) => shardPartition(store, String(shard).padStart(2, '0'), filter));
  const ids: AccountId[] = [];
  for await (const { account_id } of accounts.all()) ids.push(account_id);
  return ids.toSorted().map((id) => accountPartition(store, id, filter));
}

function accountPartition(store: Store, accountId: AccountId, filter: FindingFilter): Partition<FindingRow> {
  return {
    name: accountId,
    read: async (after, limit) => {
      const start = after === undefined ? undefined : keyAfter(after, filter);
      if (start && start.account_id !== accountId) throw badCursor();
      const cursor = start && { account_id: start.account_id, finding_id: start.finding_id };
      const page = await store.query('findings', { partition: accountId, ...rangeOf(filter), limit, cursor });
      return {
        entries: page.items.map((item) => ({ at: idOf(item), item: item as unknown as FindingRow })),
        next: page.cursor && idOf(page.cursor),
      };
    },
  };
}

/** The index holds keys only and may be out of date, so the rows are read by their keys. */
function shardPartition(store: Store, shard: string, filter: FindingFilter): Partition<FindingRow> {
  return {
    name: shard,
    read: async (after, limit) => {
      const start = after === undefined ? undefined : keyAfter(after, filter);
      const cursor = start && { account_id: start.account_id, finding_id: start.finding_id, open_shard: shard };
      const page = await store.query('findings', { index: 'open_findings', partition: shard, ...rangeOf(filter), limit, cursor });
      const ids = page.items.map(idOf);
      const wanted = page.items.filter((item) => isWantedId(idOf(item), filter));
      const keys = wanted.map((item) => ({ account_id: item['account_id'] as string, finding_id: idOf(item) }));
      const { rows, read } = await readRows(store, 'findings', keys);
      const byId = new Map(rows.map((row) => [idOf(row), row]));
      const entries = wanted.slice(0, read).flatMap((item) => {
        const row = byId.get(idOf(item));
        return row ? [{ at: idOf(item), item: row as unknown as FindingRow }] : [];
      });
      return { entries, next: read < wanted.length ? idOf(wanted[read - 1]!) : page.cursor && ids.at(-1) };
    },
  };
}

const idOf = (item: Item): string => item['finding_id'] as string;
const typeOf = (findingId: string): string | undefined => parseResourceUid(findingId.slice(findingId.indexOf('#') + 1))?.type;

const policyOf = (findingId: string): string => findingId.slice(0, findingId.indexOf('#'));

const isWantedId = (findingId: string, { type, policy_ids }: FindingFilter): boolean =>
  typeOf(findingId) === (type ?? typeOf(findingId)) && (policy_ids?.has(policyOf(findingId)) ?? true);

const prefixOf = ({ policy_id, policy_ids }: FindingFilter): string =>
  policy_id === undefined ? commonPrefix([...(policy_ids ?? [])]) : `${policy_id}#`;

/** The longest text with which all of them begin. */
function commonPrefix(texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  let length = first.length;
  for (const text of others) while (!text.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}

const rangeOf = (filter: FindingFilter): Pick<Query, 'range'> => (prefixOf(filter) === '' ? {} : { range: { prefix: prefixOf(filter) } });

/** The key after which to continue. @throws InvalidRequest naming `cursor` if the position is not a finding id that the query can reach */
function keyAfter(after: string, filter: FindingFilter): FindingKey {
  try {
    if (after.startsWith(prefixOf(filter))) return parseFindingId(after);
  } catch (error) {
    if (!(error instanceof MusterError)) throw error;
  }
  throw badCursor();
}

export const isWantedFinding = (row: FindingRow, { status, severity, type, suppression_id, policy_ids }: FindingFilter): boolean =>
  row.status === status &&
  row.severity === (severity ?? row.severity) &&
  row.type === (type ?? row.type) &&
  (policy_ids?.has(row.policy_id) ?? true) &&
  (suppression_id === undefined || row.suppression?.suppression_id === suppression_id);
