/** Proves a connection: who the login is, which accounts it sees, and what it may not do. It changes nothing, and no answer holds a secret. */
import pLimit from 'p-limit';
import { CloudError, isRetryable } from '../clouds/cloud-error.ts';
import type { Connection } from '../clouds/connection.ts';
import { NotLoggedIn, type OpenLogin, type VisibleAccounts } from '../clouds/login.ts';
import { isHeldBy, type ResourceType } from '../clouds/resource-type.ts';
import { InvalidRequest } from '../errors.ts';
import type { AccountId, Cloud } from '../ids.ts';
import { redactText } from '../redact.ts';
import type { AccountDirectory } from './account-repository.ts';
import { failureOf } from './connection-failure.ts';
import { unknownStates } from './plan-sync.ts';
import type { SubscriptionAgent } from './subscription-agent.ts';

/** The most accounts in which a check opens a session, and how many at once. */
const MAX_TRIED = 20;
const TRIED_AT_ONCE = 5;
/** The most permissions that are listed. */
const MAX_PERMISSIONS = 1000;
/** The most problems that are listed. */
const MAX_LISTED = 100;
/** The most permissions or accounts that a sentence names. */
const MAX_NAMED = 5;
/** How many accounts are looked up at once. */
const BATCH = 100;

export const CHECK_STATUSES = ['ok', 'incomplete', 'failed', 'unreachable'] as const;

export interface ConnectionProblem {
  /** Absent if the problem is not one of a single account. */
  readonly account_id?: AccountId;
  /** The permission that is missing, in the provider's words. */
  readonly permission?: string;
  /** One sentence: what is wrong, and what to do. */
  readonly message: string;
}

export interface CheckedConnection {
  readonly connection_id: string;
  readonly provider: Cloud;
  /** `incomplete`: the login works, and there are problems. `failed`: the cloud refuses the login. `unreachable`: it did not answer. */
  readonly status: (typeof CHECK_STATUSES)[number];
  /** The account that the login belongs to, and the user or role. Absent if the login does not work. */
  readonly account_id?: AccountId;
  readonly user?: string;
  /** The number of accounts that the login can read. */
  readonly accounts: number;
  /** How many of them are not registered. Absent if the accounts that are registered are not known. */
  readonly not_registered?: number;
  /** In how many of them a session was opened. */
  readonly tried: number;
  readonly missing_permissions: readonly string[];
  /** Permissions of which the cloud did not tell whether the login has them. */
  readonly unknown_permissions: readonly string[];
  /** The first problems. */
  readonly problems: readonly ConnectionProblem[];
  /** Information that is no problem, in sentences. */
  readonly notes: readonly string[];
}

export interface CheckDeps {
  readonly agent: Pick<SubscriptionAgent, 'renewed'>;
  /** The registered accounts; absent if there is no deployment. */
  readonly accounts?: Pick<AccountDirectory, 'getMany'> | undefined;
  /** The types that inventories read. */
  readonly types: readonly ResourceType[];
  /** Once it is aborted, the check ends, whatever it has done. */
  readonly signal: AbortSignal;
}

/** Never throws: an error that nobody expected is told as the connection's failure. */
export async function checkConnection(connection: Connection, deps: CheckDeps): Promise<CheckedConnection> {
  const { signal } = deps;
  const late = new Promise<CheckedConnection>((resolve) => {
    const message = `The check of the connection ${connection.connection_id} took too long; try again.`;
    signal.addEventListener('abort', () => resolve(failed(connection, 'unreachable', message)), { once: true });
  });
  return await Promise.race([proven(connection, deps), late]);
}

async function proven(connection: Connection, deps: CheckDeps): Promise<CheckedConnection> {
  try {
    const login = await deps.agent.renewed(connection);
    const { account_id, user } = await login.directory.identity();
    const visible = await login.directory.accounts();
    const { owners, ...standing } = await registered(connection, visible, deps);
    const trial = await tryAccounts(login, mine(visible, owners, connection), deps);
    const problems = [...standing.problems, ...trial.problems];
    const missing = [...(visible.missing ?? []), ...trial.missing, ...problems.flatMap(({ permission }) => permission ?? [])];
    return {
      connection_id: connection.connection_id,
      provider: connection.provider,
      status: problems.length + missing.length > 0 ? 'incomplete' : 'ok',
      account_id,
      user,
      accounts: visible.accounts.length,
      ...(owners && { not_registered: visible.accounts.filter((account) => !owners.has(account.account_id)).length }),
      tried: trial.tried,
      missing_permissions: bounded(missing),
      unknown_permissions: bounded(trial.unknown.filter((permission) => !missing.includes(permission))),
      problems: problems.slice(0, MAX_LISTED),
      notes: [...standing.notes, ...trial.notes],
    };
  } catch (error) {
    const failure = failureOf(connection.connection_id, error);
    if (failure instanceof NotLoggedIn) return failed(connection, failure.unreachable ? 'unreachable' : 'failed', failure.message);
    if (failure instanceof InvalidRequest) return failed(connection, 'failed', failure.message);
    const { class: errorClass, permission } = failure.details;
    return failed(connection, isRetryable(errorClass) ? 'unreachable' : 'failed', failure.message, permission);
  }
}

const bounded = (permissions: readonly string[]): readonly string[] => [...new Set(permissions)].toSorted().slice(0, MAX_PERMISSIONS);

const failed = (
  { connection_id, provider }: Connection,
  status: 'failed' | 'unreachable',
  message: string,
  permission?: string,
): CheckedConnection => ({
  connection_id,
  provider,
  status,
  accounts: 0,
  tried: 0,
  missing_permissions: permission === undefined ? [] : [permission],
  unknown_permissions: [],
  problems: [{ ...(permission !== undefined && { permission }), message: redactText(message) }],
  notes: [],
});

interface Standing {
  /** The connection of each account that is registered; undefined if the registered accounts are not known. */
  readonly owners: ReadonlyMap<AccountId, string> | undefined;
  readonly problems: readonly ConnectionProblem[];
  readonly notes: readonly string[];
}

/** How the accounts that the login sees stand to those that are registered. */
async function registered({ connection_id }: Connection, visible: VisibleAccounts, { accounts }: CheckDeps): Promise<Standing> {
  // That an account is suspended or closed is no fault of the connection.
  const unread = visible.others.filter(({ state }) => state === undefined);
  const problems: ConnectionProblem[] = unread.map(({ account_id, reason }) => ({ account_id, message: `It is not read: ${reason}.` }));
  const notes = [...(visible.note === undefined ? [] : [visible.note]), ...unknownStates({ connection_id, visible })];
  if (visible.accounts.length === 0) {
    problems.push({ message: visible.note ?? 'The login works, but sees no account: give it the right to read them.' });
    return { owners: accounts && new Map(), problems, notes: [] };
  }
  if (!accounts) return { owners: undefined, problems, notes };
  const owners = new Map<AccountId, string>();
  const ids = visible.accounts.map(({ account_id }) => account_id);
  for (let at = 0; at < ids.length; at += BATCH)
    for (const row of await accounts.getMany(ids.slice(at, at + BATCH))) owners.set(row.account_id, row.connection_id);
  for (const [account_id, owner] of owners)
    if (owner !== connection_id)
      problems.push({
        account_id,
        message: `It belongs to the connection ${owner}, which reads it; move it here with "muster accounts move", or let ${connection_id} not see it.`,
      });
  return { owners, problems, notes };
}

/** The accounts to try: those that are registered with this connection, then those that are not registered. */
function mine(
  { accounts }: VisibleAccounts,
  owners: ReadonlyMap<AccountId, string> | undefined,
  { connection_id }: Connection,
): readonly AccountId[] {
  const ids = accounts.map(({ account_id }) => account_id);
  if (!owners) return ids;
  return [...ids.filter((id) => owners.get(id) === connection_id), ...ids.filter((id) => !owners.has(id))];
}

interface Trial {
  readonly tried: number;
  readonly problems: readonly ConnectionProblem[];
  /** The permissions that the login lacks for the resource types in one of the accounts or more. */
  readonly missing: readonly string[];
  readonly unknown: readonly string[];
  readonly notes: readonly string[];
}

/** Opens a session in the first of the accounts, asks each for its regions, and which permissions the login lacks in it. */
async function tryAccounts(login: OpenLogin, ids: readonly AccountId[], { types, signal }: CheckDeps): Promise<Trial> {
  const limit = pLimit(TRIED_AT_ONCE);
  const missing = new Set<string>();
  const unknown = new Set<string>();
  const untold: AccountId[] = [];
  let tried = 0;
  const tryOne = async (account_id: AccountId): Promise<ConnectionProblem | undefined> => {
    if (signal.aborted) return undefined;
    tried += 1;
    try {
      const session = await login.session(account_id, Infinity, []);
      try {
        await session.regions();
      } finally {
        session.close();
      }
      const told = login.missing
        ? await login.missing(
            account_id,
            types.filter((type) => isHeldBy(type, account_id)),
          )
        : undefined;
      if (!told) {
        untold.push(account_id);
        return undefined;
      }
      for (const permission of told.missing) missing.add(permission);
      for (const permission of told.unknown) unknown.add(permission);
      if (told.missing.length === 0) return undefined;
      return { account_id, message: `The login lacks permissions that its resource types need: ${listed(told.missing)}.` };
    } catch (error) {
      const failure = failureOf(login.connection.connection_id, error);
      const permission = failure instanceof CloudError ? failure.details.permission : undefined;
      return { account_id, ...(permission !== undefined && { permission }), message: redactText(failure.message) };
    }
  };
  const found = await Promise.all(ids.slice(0, MAX_TRIED).map((id) => limit(tryOne, id)));
  const notes = [
    ...(untold.length === 0
      ? []
      : [
          `Which permissions the login lacks for single resource types is told only after an inventory, by "muster coverage": ${listed(untold)}.`,
        ]),
    ...(unknown.size === 0
      ? []
      : [
          `Whether the login has these permissions could not be found out, and "muster coverage" tells it after an inventory: ${listed([...unknown].toSorted())}.`,
        ]),
  ];
  return { tried, problems: found.filter((problem) => problem !== undefined), missing: [...missing], unknown: [...unknown], notes };
}

const listed = (names: readonly string[]): string =>
  names.length > MAX_NAMED ? `${names.slice(0, MAX_NAMED).join(', ')} and ${names.length - MAX_NAMED} others` : names.join(', ');
