/** For tests that are not about events: nothing is told. */
import type { Owners } from '../../shared/events/owners.ts';
import { ResourceEvents } from '../../shared/inventory/resource-events.ts';
import { FindingEvents } from '../../shared/scan/finding-events.ts';
import type { Store } from '../../shared/storage/store.ts';
import { silentOutbox } from './memory-publisher.ts';

const NOBODY: Owners = { of: () => Promise.resolve(undefined) };

export const silentResourceEvents = (store: Store): ResourceEvents => new ResourceEvents(silentOutbox(store), NOBODY);
export const silentFindingEvents = (store: Store): FindingEvents => new FindingEvents(silentOutbox(store), NOBODY);
