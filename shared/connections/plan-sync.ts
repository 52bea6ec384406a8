/**
 * Decides what a sync changes, from the registered accounts and from what the login of each connection sees. It is pure: no clock, no I/O.
 * An account leaves only if the list of its own connection is whole and does not name it; a list that could not be read says nothing.
 */
import { isDeepStrictEqual } from 'node:util';
import type { UnreadAccount, VisibleAccount, VisibleAccounts } from '../clouds/login.ts';
import type { AccountId } from '../ids.ts';
import type { SyncedFields } from './account-repository.ts';
import type { AccountRow } from './model.ts';

/** The accounts that the login of a connection sees. */
export interface Look {
  readonly connection_id: string;
  readonly visible: VisibleAccounts;
}

export const SYNC_RESULTS = ['added', 'changed', 'moved', 'suspended', 'reinstated', 'left', 'returned'] as const;
export type SyncResult = (typeof SYNC_RESULTS)[number];

export interface SyncChange extends SyncedFields {
  readonly account_id: AccountId;
  /** The connection that the account has afterwards. */
  readonly connection_id: string;
  readonly result: SyncResult;
  readonly name: string;
  /** One sentence; absent if the fields say it all. */
  readonly reason?: string;
  /** The row before the change; absent if the account is new. */
  readonly row?: AccountRow;
}

/** An account that several connections see, of which another than `connection_id` keeps it. */
export interface SharedAccount {
  readonly account_id: AccountId;
  readonly kept_by: string;
  readonly connection_id: string;
}

/** A connection of which so many accounts seem to have left that none is marked, because its login may lead to another organization than before. */
export interface HeldConnection {
  readonly connection_id: string;
  readonly left: number;
  readonly of: number;
}

export interface SyncPlan {
  readonly changes: readonly SyncChange[];
  readonly shared: readonly SharedAccount[];
  readonly held: readonly HeldConnection[];
  readonly unchanged: number;
}

export interface PlanOptions {
  /** ISO 8601. */
  readonly now: string;
  /** Marks accounts as left even if they are more than half of their connection's. */
  readonly acceptLeft: boolean;
}

/** A single account may leave a connection of any size. */
const MIN_HELD = 2;
/** The most accounts that a sentence names. */
const MAX_NAMED = 5;

interface Sight {
  readonly connection_id: string;
  readonly account: VisibleAccount | UnreadAccount;
}

/** Among looks that see the same new account, the first one that can read it registers it. */
export function planSync(rows: readonly AccountRow[], looks: readonly Look[], { now, acceptLeft }: PlanOptions): SyncPlan {
  const read = looks.filter(({ visible }) => visible.listing !== 'refused');
  const sights = sightsOf(read);
  const whole = new Set(read.filter(({ visible }) => visible.listing === undefined).map(({ connection_id }) => connection_id));
  const registered = new Map(rows.map((row) => [row.account_id, row]));
  const changes: SyncChange[] = [];
  const shared: SharedAccount[] = [];
  const placed = new Set<AccountId>();
  let unchanged = 0;
  for (const [account_id, seen] of sights) {
    const row = registered.get(account_id);
    const own = row && seen.find(({ connection_id }) => connection_id === row.connection_id);
    const isFree = !row || row.left_at !== undefined || whole.has(row.connection_id);
    const keeper = own ?? (isFree ? seen.find(isUsable) : undefined);
    if (keeper) placed.add(account_id);
    const kept_by = keeper?.connection_id ?? (isFree ? undefined : row.connection_id);
    if (kept_by !== undefined)
      for (const { connection_id } of seen) if (connection_id !== kept_by) shared.push({ account_id, kept_by, connection_id });
    const change = keeper && (row ? updateOf(row, keeper) : additionOf(keeper, now));
    if (change) changes.push(change);
    else if (row) unchanged += 1;
  }
  const held: HeldConnection[] = [];
  for (const [connection_id, own] of Map.groupBy(rows, (row) => row.connection_id)) {
    if (!whole.has(connection_id)) continue;
    const present = own.filter(({ left_at }) => left_at === undefined);
    const gone = present.filter(({ account_id }) => !placed.has(account_id));
    if (!acceptLeft && gone.length >= MIN_HELD && gone.length * 2 > present.length)
      held.push({ connection_id, left: gone.length, of: present.length });
    else changes.push(...gone.map((row) => departureOf(row, now)));
  }
  return { changes: changes.toSorted((a, b) => (a.account_id < b.account_id ? -1 : 1)), shared, held, unchanged };
}

/** Every account that a connection sees, with the connections in the order of their ids. */
function sightsOf(looks: readonly Look[]): ReadonlyMap<AccountId, readonly Sight[]> {
  const sights = new Map<AccountId, Sight[]>();
  for (const { connection_id, visible } of looks.toSorted((a, b) => (a.connection_id < b.connection_id ? -1 : 1)))
    for (const account of [...visible.accounts, ...visible.others])
      sights.set(account.account_id, [...(sights.get(account.account_id) ?? []), { connection_id, account }]);
  // An account that a login can read goes to it before one that only lists the account as suspended.
  for (const seen of sights.values()) seen.sort((a, b) => Number('reason' in a.account) - Number('reason' in b.account));
  return sights;
}

const closedState = (account: VisibleAccount | UnreadAccount): string | undefined => ('state' in account ? account.state : undefined);

const isStateKnown = ({ state_known }: VisibleAccount): boolean => state_known !== false;

/** A sentence about the accounts whose state the cloud does not tell; none if there are no such accounts. */
export function unknownStates({ connection_id, visible }: Look): readonly string[] {
  const ids = visible.accounts.filter((account) => !isStateKnown(account)).map(({ account_id }) => account_id);
  if (ids.length === 0) return [];
  const named = `${ids.slice(0, MAX_NAMED).join(', ')}${ids.length > MAX_NAMED ? ', …' : ''}`;
  return [
    `The cloud does not tell in words that Muster knows whether ${ids.length} accounts of the connection ${connection_id} are in use (${named}); a sync leaves them enabled or disabled as they are.`,
  ];
}

/** False for an account in use that the login lists and cannot read. */
const isUsable = ({ account }: Sight): boolean => !('reason' in account) || closedState(account) !== undefined;

const closedReason = (state: string): string => `The cloud lists the account as ${state}.`;

function additionOf({ connection_id, account }: Sight, now: string): SyncChange {
  const { account_id, name, organizational_unit, tags } = account;
  const state = closedState(account);
  const set: AccountRow = {
    account_id,
    connection_id,
    name: name ?? account_id,
    ...(name !== null && { directory_name: name }),
    ...(organizational_unit !== null && { organizational_unit }),
    ...(tags && { tags }),
    enabled: state === undefined,
    ...(state !== undefined && { state, disabled_by: 'sync', disabled_reason: closedReason(state) }),
    status: 'never_run',
    created_at: now,
  };
  return {
    account_id,
    connection_id,
    result: 'added',
    name: set.name,
    ...(state !== undefined && { reason: closedReason(state) }),
    set,
    remove: [],
  };
}

/** The change of a registered account that the connection sees; undefined if there is none. */
function updateOf(row: AccountRow, { connection_id, account }: Sight): SyncChange | undefined {
  const { account_id } = row;
  // A state that is not known changes nothing.
  const seenState = isStateKnown(account) ? closedState(account) : row.state;
  const set: { -readonly [F in keyof AccountRow]?: AccountRow[F] } = {};
  const remove: SyncedFields['remove'][number][] = [];
  if (connection_id !== row.connection_id) set.connection_id = connection_id;
  const { name } = account;
  if (name !== null && name !== row.directory_name) {
    set.directory_name = name;
    const isOwn = row.name !== account_id && row.name !== row.directory_name;
    if (!isOwn && name !== row.name) set.name = name;
  }
  const { organizational_unit: unit, tags } = account;
  // Null is a unit that is not known; empty is the root.
  if (unit !== null && unit !== row.organizational_unit) set.organizational_unit = unit;
  if (tags && !isDeepStrictEqual(tags, row.tags)) set.tags = tags;
  // Each change of the state acts once, so that a person may enable or disable the account afterwards.
  const hasReturned = row.left_at !== undefined;
  const hasOtherState = seenState !== row.state;
  if (hasReturned) remove.push('left_at');
  if (seenState === undefined && row.state !== undefined) remove.push('state');
  if (seenState !== undefined && hasOtherState) set.state = seenState;
  if (hasReturned || hasOtherState) {
    const isOurs = row.disabled_by === 'sync';
    if (seenState === undefined && isOurs) {
      set.enabled = true;
      remove.push('disabled_by', 'disabled_reason');
    }
    if (seenState !== undefined && (row.enabled || isOurs)) {
      set.enabled = false;
      set.disabled_by = 'sync';
      set.disabled_reason = closedReason(seenState);
    }
  }
  if (Object.keys(set).length + remove.length === 0) return undefined;
  return {
    account_id,
    connection_id,
    result: resultOf(row, set, seenState),
    name: set.name ?? row.name,
    ...(set.disabled_reason !== undefined && { reason: set.disabled_reason }),
    set,
    remove,
    row,
  };
}

function resultOf(row: AccountRow, set: Partial<AccountRow>, seenState: string | undefined): SyncResult {
  if (set.connection_id !== undefined) return 'moved';
  if (row.left_at !== undefined) return 'returned';
  if (seenState !== row.state) return seenState === undefined ? 'reinstated' : 'suspended';
  return 'changed';
}

function departureOf(row: AccountRow, now: string): SyncChange {
  const { account_id, connection_id, name } = row;
  const reason = `The organization that the connection ${connection_id} lists has no such account any more.`;
  const disabling = { enabled: false, disabled_by: 'sync', disabled_reason: reason } as const;
  const isOurs = row.enabled || row.disabled_by === 'sync';
  return { account_id, connection_id, result: 'left', name, reason, set: { left_at: now, ...(isOurs && disabling) }, remove: [], row };
}
