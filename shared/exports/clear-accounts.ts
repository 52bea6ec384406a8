/** Clears what the bucket holds of accounts that a night does not name as exported. */
import pLimit from 'p-limit';
import { AccountDirectory } from '../connections/account-repository.ts';
import type { AccountId } from '../ids.ts';
import { AccountLeases, LEASE_MARGIN_MS } from '../jobs/account-lease.ts';
import type { Clock, Log } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import { type AccountOwner, claimAccount, isNewer, readAccount, type Stamp } from './account-object.ts';
import type { ExportObjects } from './export-objects.ts';
import { accountManifestKey, accountOfKey, fileKeys, filePrefixes, manifestsPrefix } from './night-layout.ts';

/** Listed at once. */
const PREFIXES_AT_ONCE = 4;
/** Looked after at once. */
const ACCOUNTS_AT_ONCE = 8;
/** Kept back from the invocation's time. */
const RESERVE_MS = 5_000;

export interface NightToClear {
  readonly date: string;
  /** Of the export whose night was just written. */
  readonly stamp: Stamp;
  readonly exported: ReadonlySet<AccountId>;
  /** Why, by account. */
  readonly failed: ReadonlyMap<AccountId, string | undefined>;
  /** When this invocation is cut off. */
  readonly until: number;
}

export interface ClearDeps {
  readonly store: Store;
  readonly objects: ExportObjects;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

/**
 * What this export or an older one has of such accounts goes; what a newer one has begun with is its own. A failed account
 * keeps a claim: tasks of older exports then know that they are late. False if a task still works on one of them, or time is
 * short: to be called again later, and to go on then with what is left.
 */
export async function clearUnexported(night: NightToClear, deps: ClearDeps): Promise<boolean> {
  const { date, exported, failed, until } = night;
  const isUnexported = (id: AccountId): boolean => !exported.has(id);
  const withFiles = await accountsUnder(deps.objects, filePrefixes(date), isUnexported);
  const withObject = await accountsUnder(deps.objects, [manifestsPrefix(date)], isUnexported);
  const ids = [...new Set([...failed.keys(), ...withFiles, ...withObject])];
  const cleared = await pLimit(ACCOUNTS_AT_ONCE).map(ids, async (id) => {
    if (deps.clock.now() > until - RESERVE_MS) return false;
    return await clearHeld(id, withFiles.has(id), night, deps);
  });
  return cleared.every(Boolean);
}

async function accountsUnder(
  objects: ExportObjects,
  prefixes: readonly string[],
  isWanted: (id: AccountId) => boolean,
): Promise<ReadonlySet<AccountId>> {
  const found = new Set<AccountId>();
  await pLimit(PREFIXES_AT_ONCE).map(prefixes, async (prefix) => {
    for await (const key of objects.list(prefix)) {
      const id = accountOfKey(key);
      if (id !== undefined && isWanted(id)) found.add(id);
    }
  });
  return found;
}

/** No task works on the account meanwhile: it would write what this removes. */
async function clearHeld(
  id: AccountId,
  hasFiles: boolean,
  { date, stamp, failed, until }: NightToClear,
  deps: ClearDeps,
): Promise<boolean> {
  const { store, objects, clock, log } = deps;
  const read = async (): Promise<AccountOwner | undefined> => await readAccount(objects, date, id, log);
  const before = await read();
  if (!hasFiles && before?.job_id === stamp.job_id && before.status === 'failed') return true;
  const account = await new AccountDirectory(store).get(id, { consistent: true });
  const leases = new AccountLeases(store, 'export');
  const closer = { job_id: stamp.job_id, attempt: 0 };
  // Nobody ever works on an account that is not registered.
  const lease = account && (await leases.take(id, closer, until + LEASE_MARGIN_MS, clock.now()));
  if (lease?.taken === false) return false;
  try {
    const owner = await read();
    if (owner && isNewer(owner, stamp)) return true;
    if (failed.has(id)) await claimAccount(objects, date, id, failedClaim(stamp, failed.get(id)));
    if (owner || hasFiles) await removeFiles(objects, date, id);
    if (owner && !failed.has(id)) await objects.remove([accountManifestKey(date, id)]);
    return true;
  } finally {
    if (lease) await leases.release(id, { ...closer, observed_at: lease.observed_at }, clock.now());
  }
}

export const failedClaim = (stamp: Stamp, error: string | undefined) => ({
  collected_at: stamp.collected_at,
  job_id: stamp.job_id,
  status: 'failed' as const,
  ...(error !== undefined && { error }),
});

/** Whoever calls holds the account. Before the object that says whose they are: without it nobody looks for them. */
export const removeFiles = async (objects: Pick<ExportObjects, 'remove'>, date: string, id: AccountId): Promise<void> => {
  await objects.remove(fileKeys(date, id));
};
