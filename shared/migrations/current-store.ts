/** Refuses to work on data that a newer version of Muster has migrated: this version could write rows that the newer one no longer understands. */
import { NewerData } from '../errors.ts';
import type { Clock } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import { MigrationRows } from './migration-rows.ts';

/** For how long an answer counts, in milliseconds. A function of this version notices a newer one's migration so much later. */
const CHECK_EVERY_MS = 60_000;

/** @throws NewerData if a migration is applied that is not among `known`, the ids of this version's */
export async function refuseNewer(store: Store, known: readonly string[]): Promise<void> {
  const rows = await new MigrationRows(store).all();
  const unknown = [...rows.values()].filter(({ migration_id, state }) => state === 'done' && !known.includes(migration_id));
  const newest = unknown.toSorted((left, right) => left.migration_id.localeCompare(right.migration_id)).at(-1);
  if (!newest) return;
  throw new NewerData(
    `Muster ${newest.version} has migrated these data (migration ${newest.migration_id}), and this Muster knows the migrations up to ${known.at(-1) ?? '0000'}: use Muster ${newest.version} or newer.`,
  );
}

/** The store, each call of which first checks that no newer version has migrated the data: one read of a small table a minute. @throws NewerData */
export function currentStore(store: Store, known: readonly string[], clock: Clock): Store {
  let latest: { readonly at: number; readonly check: Promise<void> } | undefined;
  const checked = async <T>(call: () => Promise<T>): Promise<T> => {
    if (!latest || clock.now() - latest.at >= CHECK_EVERY_MS) {
      const mine = { at: clock.now(), check: refuseNewer(store, known) };
      latest = mine;
      mine.check.catch((error: unknown) => {
        // The next call reads again after a failure.
        if (!(error instanceof NewerData) && latest === mine) latest = undefined;
      });
    }
    await latest.check;
    return await call();
  };
  return {
    get: async (...args) => await checked(async () => await store.get(...args)),
    getMany: async (...args) => await checked(async () => await store.getMany(...args)),
    put: async (...args) => await checked(async () => await store.put(...args)),
    putMany: async (...args) => await checked(async () => await store.putMany(...args)),
    update: async (...args) => await checked(async () => await store.update(...args)),
    delete: async (...args) => await checked(async () => await store.delete(...args)),
    query: async (...args) => await checked(async () => await store.query(...args)),
    scan: async (...args) => await checked(async () => await store.scan(...args)),
  };
}
