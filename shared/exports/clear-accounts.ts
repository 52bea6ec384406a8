/** Clears what the bucket holds of accounts that a night does not name as exported. */
import pLimit from 'p-limit';
import { AccountDirectory } from '../connections/account-repository.ts';
import type { AccountId } from '../ids.ts';
import { AccountLeases } from '../jobs/account-lease.ts';
import type { Clock, Log } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import { claimAccount, isNewer, readAccount, type Stamp } from './account-object.ts';
import type { ExportObjects } from './export-objects.ts';
import { accountManifestKey, accountOfKey, fileKeys, filePrefixes, manifestsPrefix } from './night-layout.ts';

/** Listed at once. */
const PREFIXES_AT_ONCE = 4;
/** Looked after at once. */
const ACCOUNTS_AT_ONCE = 8;

export interface NightToClear {
  readonly date: string;
  /** Of the export whose night was just written. */
  readonly stamp: Stamp;
  readonly exported: ReadonlySet<AccountId>;
  /** Why, by account. */
  readonly failed: ReadonlyMap<AccountId, string | undefined>;
  /** Until when accounts are held. */
  readonly leaseUntil: number;
}

export interface ClearDeps {
  readonly store: Store;
  readonly objects: ExportObjects;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

/**
 * What this export or an older one has of such accounts goes; what a newer one has begun with is its own. A failed account
 * keeps a claim: tasks of older exports then know that they are late. False if a task still works on one of them: to be called
 * again later.
 */
export async function clearUnexported(night: NightToClear, deps: ClearDeps): Promise<boolean> {
  const { date, exported, failed } = night;
  const withObjects = await accountsUnder(deps.objects, [...filePrefixes(date), manifestsPrefix(date)], (id) => !exported.has(id));
  const limit = pLimit(ACCOUNTS_AT_ONCE);
  const cleared = await limit.map([...new Set([...failed.keys(), ...withObjects])], async (id) => await clearHeld(id, night, deps));
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
async function clearHeld(id: AccountId, { date, stamp, failed, leaseUntil }: NightToClear, deps: ClearDeps): Promise<boolean> {
  const { store, objects, clock, log } = deps;
  const account = await new AccountDirectory(store).get(id, { consistent: true });
  // Nobody ever works on an account that is not registered.
  if (!account) {
    await clearAccount(objects, date, id);
    return true;
  }
  const isOfNewer = async (): Promise<boolean> => {
    const owner = await readAccount(objects, date, id, log);
    return owner !== undefined && isNewer(owner, stamp);
  };
  if (await isOfNewer()) return true;
  const leases = new AccountLeases(store, 'export');
  const closer = { job_id: stamp.job_id, attempt: 0 };
  const lease = await leases.take(account, closer, leaseUntil, clock.now());
  if (!lease.taken) return false;
  try {
    if (!(await isOfNewer())) await clearAccount(objects, date, id, failed.has(id) ? { stamp, error: failed.get(id) } : undefined);
    return true;
  } finally {
    await leases.release(id, closer, clock.now());
  }
}

/** Whoever calls holds the account. `failed`: what is left to say of it. */
export async function clearAccount(
  objects: Pick<ExportObjects, 'putText' | 'remove'>,
  date: string,
  id: AccountId,
  failed?: { readonly stamp: Stamp; readonly error: string | undefined },
): Promise<void> {
  // The claim first: no reader takes the account for whole from then on.
  if (failed) await claimAccount(objects, date, id, { ...failed.stamp, status: 'failed', ...(failed.error && { error: failed.error }) });
  await objects.remove(failed ? fileKeys(date, id) : [...fileKeys(date, id), accountManifestKey(date, id)]);
}
