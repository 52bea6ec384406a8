/**
 * Brings the registered accounts in line with what the login of each connection sees. Every write is conditional, so a sync may be repeated and may
 * run beside jobs, beside people and beside another sync. A connection that fails leaves its accounts as they are.
 */
import pLimit from 'p-limit';
import { CloudError } from '../clouds/cloud-error.ts';
import type { VisibleAccount, VisibleAccounts } from '../clouds/login.ts';
import type { AccountId } from '../ids.ts';
import { redactText } from '../redact.ts';
import { isTooLarge } from '../storage/stored-form.ts';
import { type Clock, isoTime } from '../seams.ts';
import type { AccountDirectory } from './account-repository.ts';
import { type ConnectionDirectory, DEFAULT_CONNECTION, noConnection } from './connection-repository.ts';
import type { AccountRow, ConnectionRow } from './model.ts';
import { type Look, planSync, type SyncChange, type SyncPlan, type SyncResult, unknownStates } from './plan-sync.ts';
import type { SeenConnection, SubscriptionAgent } from './subscription-agent.ts';

const WRITES_AT_ONCE = 16;
/** Organizations throttles reads of tags at a few each second. */
const TAGS_AT_ONCE = 4;
/** The most changes and notes that an answer lists; its counts are whole. */
const MAX_LISTED = 1000;

export interface SyncRequest {
  /** Absent: every connection. */
  readonly connection_id?: string | undefined;
  /** Tells what would change, and writes nothing. */
  readonly dry_run?: boolean | undefined;
  /** Reads the tags of every account, also where that takes a request for each; else only of accounts that are new. */
  readonly tags?: boolean | undefined;
  /** Marks accounts as left even if they are more than half of their connection's. */
  readonly accept_left?: boolean | undefined;
}

export interface SyncDeps {
  readonly agent: Pick<SubscriptionAgent, 'overview'>;
  readonly connections: Pick<ConnectionDirectory, 'get' | 'all' | 'keeps'>;
  readonly accounts: Pick<AccountDirectory, 'all' | 'register' | 'applySync' | 'withdraw' | 'moveBack'>;
  readonly clock: Clock;
  /** No more tags are read after this time, in milliseconds since 1970. */
  readonly until: number;
}

/** `refused`: the login works, but may not list its organization. `failed`: it could not be asked. Neither changes an account. */
export const SYNC_STATUSES = ['read', 'refused', 'failed'] as const;

export interface SyncedConnection {
  readonly connection_id: string;
  readonly status: (typeof SYNC_STATUSES)[number];
  /** The number of accounts that the login sees. */
  readonly accounts: number;
  /** Why it was not read; absent if it was. */
  readonly message?: string;
}

export interface SyncedAccount extends Pick<SyncChange, 'account_id' | 'connection_id' | 'result' | 'name' | 'reason'> {
  /** The fields of the account that change. */
  readonly fields: readonly string[];
}

export interface AccountSync {
  readonly dry_run: boolean;
  readonly connections: readonly SyncedConnection[];
  readonly counts: Readonly<Partial<Record<SyncResult | 'unchanged', number>>>;
  /** The first 1,000 changes, by account. */
  readonly changes: readonly SyncedAccount[];
  /** Sentences about accounts and connections that a person should look at. */
  readonly notes: readonly string[];
}

/** @throws NotFound if the request names a connection that does not exist */
export async function syncAccounts(request: SyncRequest, deps: SyncDeps): Promise<AccountSync> {
  const { agent, accounts, clock } = deps;
  const connections = await connectionsOf(request, deps);
  const { seen, failed } = await agent.overview(connections);
  const rows: AccountRow[] = [];
  for await (const row of accounts.all({ consistent: true })) rows.push(row);
  const notes: string[] = [];
  const looks: Look[] = [];
  for (const each of seen) looks.push(await lookOf(each, rows, request, deps, notes));
  const plan = planSync(rows, looks, { now: isoTime(clock.now()), acceptLeft: request.accept_left ?? false });
  notes.push(...looks.flatMap(unknownStates), ...notesOf(plan));
  const storable = storableOf(plan.changes, notes);
  const changes = request.dry_run ? storable : await written(storable, deps, notes);
  return {
    dry_run: request.dry_run ?? false,
    connections: [
      ...looks.map(statusOf),
      ...failed.map(({ connection: { connection_id }, error }) => ({
        connection_id,
        status: 'failed' as const,
        accounts: 0,
        message: redactText(error.message),
      })),
    ].toSorted((a, b) => (a.connection_id < b.connection_id ? -1 : 1)),
    counts: {
      ...Object.fromEntries([...Map.groupBy(changes, ({ result }) => result)].map(([result, all]) => [result, all.length])),
      unchanged: plan.unchanged,
    },
    changes: changes.slice(0, MAX_LISTED).map(shownOf),
    notes: notes.slice(0, MAX_LISTED),
  };
}

async function connectionsOf({ connection_id: id }: SyncRequest, { connections }: SyncDeps): Promise<readonly ConnectionRow[]> {
  const found: ConnectionRow[] = [];
  if (id === undefined) {
    for await (const row of connections.all()) found.push(row);
    return found;
  }
  const row = await connections.get(id);
  if (!row) throw noConnection(id);
  return [row];
}

function statusOf({ connection_id, visible }: Look): SyncedConnection {
  const { accounts, others, listing, note } = visible;
  if (listing !== 'refused') return { connection_id, status: 'read', accounts: accounts.length + others.length };
  return { connection_id, status: 'refused', accounts: 0, ...(note !== undefined && { message: redactText(note) }) };
}

const shownOf = ({ account_id, connection_id, result, name, reason, set, remove }: SyncChange): SyncedAccount => ({
  account_id,
  connection_id,
  result,
  name,
  ...(reason !== undefined && { reason }),
  fields: result === 'added' ? [] : [...Object.keys(set), ...remove].toSorted(),
});

/** The accounts that the connection sees, with the tags of the accounts where the request or a new account needs them. */
async function lookOf(
  { login, visible }: SeenConnection,
  rows: readonly AccountRow[],
  request: SyncRequest,
  { clock, until }: SyncDeps,
  notes: string[],
): Promise<Look> {
  const { connection_id } = login.connection;
  const { directory } = login;
  if (!directory.tags || visible.listing !== undefined) return { connection_id, visible };
  const owners = new Map(rows.map((row) => [row.account_id, row.connection_id]));
  const wanted = (id: AccountId): boolean => !owners.has(id) || (request.tags === true && owners.get(id) === connection_id);
  // Accounts that are in use and cannot be read are not registered.
  const closed = visible.others.filter(({ state }) => state !== undefined);
  const ids = [...visible.accounts, ...closed].map(({ account_id }) => account_id).filter(wanted);
  const read = new Map<AccountId, Readonly<Record<string, string>>>();
  let why: string | undefined;
  const readOne = async (id: AccountId): Promise<void> => {
    if (why === undefined && clock.now() >= until) why = 'there was no time for more';
    if (why !== undefined) return;
    try {
      const tags = await directory.tags?.(id);
      if (tags) read.set(id, tags);
      else why = 'the login may not read them';
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      why = redactText(error.message).replace(/\.$/, '');
    }
  };
  await pLimit(TAGS_AT_ONCE).map(ids, readOne);
  if (why !== undefined)
    notes.push(
      `The tags of ${ids.length - read.size} accounts of the connection ${connection_id} were not read (${why}); "muster accounts sync --tags" reads them.`,
    );
  const tagged = <A extends VisibleAccount>(account: A): A => {
    const tags = read.get(account.account_id);
    return tags ? { ...account, tags } : account;
  };
  const { accounts, others } = visible;
  return { connection_id, visible: { ...visible, accounts: accounts.map(tagged), others: others.map(tagged) } satisfies VisibleAccounts };
}

function notesOf({ shared, held }: SyncPlan): readonly string[] {
  return [
    ...held.map(
      ({ connection_id, left, of }) =>
        `${left} of ${of} accounts of the connection ${connection_id} are not in its organization any more; they were left as they are, in case the login leads to another organization now. If they have left, run "muster accounts sync --connection ${connection_id} --accept-left".`,
    ),
    ...shared.map(
      ({ account_id, kept_by, connection_id }) =>
        `The connection ${connection_id} sees the account ${account_id} too; it stays with ${kept_by}. To change that, run "muster accounts move ${account_id} --connection ${connection_id}".`,
    ),
  ];
}

/** The changes without those whose rows no table can hold: each of them is named, and its account stays as it is. */
function storableOf(changes: readonly SyncChange[], notes: string[]): readonly SyncChange[] {
  return changes.filter(({ account_id, connection_id, row, set }) => {
    const isStorable = !isTooLarge('accounts', { ...row, ...set });
    if (!isStorable)
      notes.push(
        `The account ${account_id} of the connection ${connection_id} was left as it is: with what the cloud tells of it, such as its tags, its row would have more than 400 KB; give it fewer or shorter tags there.`,
      );
    return isStorable;
  });
}

/** Writes the changes. Returns those that were written. */
async function written(changes: readonly SyncChange[], deps: SyncDeps, notes: string[]): Promise<readonly SyncChange[]> {
  const { accounts } = deps;
  const limit = pLimit(WRITES_AT_ONCE);
  const done = await limit.map([...changes], async (change) => {
    // A change without a row has all fields of a new one.
    const isWritten = change.row ? await accounts.applySync(change.row, change) : await accounts.register(change.set as AccountRow);
    return isWritten ? [change] : [];
  });
  const kept = await withoutRemoved(done.flat(), deps, notes);
  const late = changes.length - done.flat().length;
  if (late > 0) notes.push(`${late} accounts were changed by someone else meanwhile; the next sync looks at them again.`);
  return kept;
}

/** Takes accounts away again from connections that are being removed. */
async function withoutRemoved(
  changes: readonly SyncChange[],
  { accounts, connections, clock }: SyncDeps,
  notes: string[],
): Promise<readonly SyncChange[]> {
  const given = changes.filter(({ result }) => result === 'added' || result === 'moved');
  const undone = new Set<SyncChange>();
  for (const [connection_id, gave] of Map.groupBy(given, (change) => change.connection_id)) {
    if (connection_id === DEFAULT_CONNECTION || (await connections.keeps(connection_id, clock))) continue;
    for (const change of gave) {
      undone.add(change);
      if (change.row) await accounts.moveBack(change.account_id, connection_id, change.row.connection_id);
      else await accounts.withdraw(change.set as AccountRow);
    }
    notes.push(`The connection ${connection_id} is being removed, so none of its accounts were registered.`);
  }
  return changes.filter((change) => !undone.has(change));
}
