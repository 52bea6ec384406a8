/** The parts of the engine. */
import type { ResourceUid } from '../ids.ts';
import type { Queue } from '../queues/queue.ts';
import type { Clock, Log, Random } from '../seams.ts';
import type { AnyManager } from './define-manager.ts';
import type { ManagerContext } from './manager.ts';
import type { ManagedRow } from './model.ts';
import type { ManagedRepository } from './repository.ts';

/** Whose resource a manager works on: the fields of its context that are the row's. */
export type ContextOf = (row: Pick<ManagedRow, 'managed_id' | 'spec' | 'provider_resource_id' | 'creation'>) => ManagerContext;

export interface EngineDeps {
  readonly rows: ManagedRepository;
  readonly managers: ReadonlyMap<string, AnyManager>;
  readonly contextOf: ContextOf;
  /** Whether the inventory has the resource, and has not seen it deleted. */
  readonly isInventoried: (uid: ResourceUid) => Promise<boolean>;
  readonly queue: Pick<Queue, 'send'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly log: Log;
}
