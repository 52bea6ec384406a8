/** What is stored, as far as it exists for a caller. Routes read and write nothing else. */
import type { Scope } from '../access/principal.ts';
import { AccountDirectory } from '../connections/account-repository.ts';
import { ConnectionDirectory } from '../connections/connection-repository.ts';
import type { ExportReader } from '../exports/export-objects.ts';
import { Nights } from '../exports/nights.ts';
import { JobRepository } from '../jobs/job-repository.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import type { Clock } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import { StoredTypes } from './stored-types.ts';

export interface View {
  readonly store: Store;
  readonly accounts: AccountDirectory;
  readonly connections: ConnectionDirectory;
  readonly jobRows: JobRepository;
  readonly storedTypes: StoredTypes;
  readonly nights: Nights;
}

interface Stored {
  readonly store: Store;
  /** Every registered resource type. */
  readonly types: readonly ResourceType[];
  readonly exports: ExportReader;
  readonly clock: Clock;
}

/** Makes the views of callers. Those who may see everything share one, which keeps what it has read of the types and of exports. */
export function viewsOf(stored: Stored): (scope: Scope) => View {
  const whole = viewOver(stored);
  return () => whole;
}

function viewOver({ store, types, exports, clock }: Stored): View {
  const accounts = new AccountDirectory(store);
  return {
    store,
    accounts,
    connections: new ConnectionDirectory(store),
    jobRows: new JobRepository(store),
    storedTypes: new StoredTypes(types, accounts, clock),
    nights: new Nights(store, exports, clock),
  };
}
