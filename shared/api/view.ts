/** The stored rows that exist for a caller. Routes read and write nothing else. */
import { EVERYTHING, type Scope } from '../access/principal.ts';
import { Access, ALL_TIMES } from '../access/access.ts';
import { isWholly } from '../access/scoped-jobs.ts';
import { type NightReader, ScopedNights } from '../access/scoped-nights.ts';
import { scopedStore } from '../access/scoped-store.ts';
import type { AccountId, CustomerId } from '../ids.ts';
import { AccountDirectory } from '../connections/account-repository.ts';
import { ConnectionDirectory } from '../connections/connection-repository.ts';
import type { ExportReader } from '../exports/export-objects.ts';
import { Nights } from '../exports/nights.ts';
import { JobRepository } from '../jobs/job-repository.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import type { Outbox } from '../events/outbox.ts';
import { ManagedRepository } from '../managed/repository.ts';
import { type CustomerServices, customerServices } from '../registered/customer-services.ts';
import type { FindingRow, SuppressionRow } from '../scan/model.ts';
import { liveSuppressionOver } from '../scan/suppress-finding.ts';
import type { Clock, Random } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import { SavedViews } from './saved-views.ts';
import { StoredTypes } from './stored-types.ts';

export interface View extends CustomerServices {
  readonly store: Store;
  readonly accounts: AccountDirectory;
  readonly connections: ConnectionDirectory;
  readonly jobRows: JobRepository;
  readonly storedTypes: StoredTypes;
  readonly nights: NightReader;
  /** The accounts that exist for the caller, sorted; undefined for a caller that may see everything. Lists are made of their partitions alone. */
  readonly only: readonly AccountId[] | undefined;
  /** The customer of whom the caller sees single resources too. */
  readonly customer_id: CustomerId | undefined;
  /** Since when the caller is told of a resource that exists for it: a text that sorts as times in ISO 8601 do. */
  readonly ownedSince: (uid: string) => Promise<string>;
  /** The live suppression that hides the finding, if one does: also one that does not exist for the caller. */
  readonly suppressionOver: (finding: FindingRow) => Promise<SuppressionRow | undefined>;
  readonly managed: ManagedRepository;
  /** All managed resources, for what depends on one, which must not be overlooked. */
  readonly managedOfAll: Pick<ManagedRepository, 'dependents' | 'getMany'>;
  /** They hold no rows of accounts, and are kept by person and not by scope. */
  readonly savedViews: SavedViews;
  /** Whether everything that the job covers exists for the caller. */
  readonly coversJob: (jobId: string) => Promise<boolean>;
}

interface Stored {
  readonly store: Store;
  /** Every registered resource type. */
  readonly types: readonly ResourceType[];
  readonly exports: ExportReader;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly random: Random;
}

/** Makes the views of callers. Those who may see everything share one, which keeps what it has read of the types and of exports. */
export function viewsOf(stored: Stored): (scope: Scope) => View {
  const whole = viewOver(stored, new Nights(stored.store, stored.exports, stored.clock), EVERYTHING);
  return (scope) =>
    scope.kind === 'all' ? whole : viewOver(stored, new ScopedNights(whole.nights, new Access(stored.store, scope)), scope);
}

function viewOver({ store: everything, types, outbox, clock, random }: Stored, nights: NightReader, scope: Scope): View {
  const store = scopedStore(everything, scope);
  const accounts = new AccountDirectory(store);
  return {
    store,
    accounts,
    connections: new ConnectionDirectory(store),
    jobRows: new JobRepository(store),
    storedTypes: new StoredTypes(types, accounts, clock),
    nights,
    ...customerServices({ store, outbox, clock, random }),
    // A registration also writes rows that are no customer's: the account that holds all registered resources, and its coverage.
    registered: customerServices({ store: everything, outbox, clock, random }).registered,
    only: scope.kind === 'all' ? undefined : [...scope.accounts].toSorted(),
    customer_id: scope.kind === 'all' ? undefined : scope.customer_id,
    managed: new ManagedRepository({ store, outbox, clock }),
    managedOfAll: new ManagedRepository({ store: everything, outbox, clock }),
    savedViews: new SavedViews(everything, clock),
    ownedSince: async (uid) => (scope.kind === 'all' ? ALL_TIMES : (await new Access(everything, scope).ownedSince([uid])).get(uid)!),
    suppressionOver: async (finding) => await liveSuppressionOver(everything, finding, clock.now()),
    coversJob: async (jobId) => scope.kind === 'all' || (await isWholly(jobId, new Access(everything, scope))),
  };
}
