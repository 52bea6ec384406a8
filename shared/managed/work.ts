/** One worker's step on one resource: the row as it was claimed, and the writes in the midst of the step. */
import type { AnyManager } from './define-manager.ts';
import type { Due } from './due.ts';
import type { EngineDeps } from './engine.ts';
import type { Findings } from './conditions.ts';
import type { ManagedEvent } from './events.ts';
import type { ManagerContext } from './manager.ts';
import type { JsonObject, ManagedRow, RequestedOperation } from './model.ts';
import type { RowChange } from './repository.ts';

/** The result of a step. */
export interface Outcome {
  readonly findings: Findings;
  readonly due: Due;
  /** Failures in a row; 0 if absent. */
  readonly failures?: number;
  readonly set?: RowChange['set'];
  readonly remove?: RowChange['remove'];
  /** Events beside those of a changed phase. */
  readonly events?: readonly ManagedEvent[];
  /** Whether the provider has the claimed generation whole. */
  readonly isApplied?: boolean;
  /** The operation that was called, as it is now. */
  readonly operation?: RequestedOperation;
}

/** The step ends by the removal of the row. */
export interface Removal {
  readonly removed: ManagedEvent;
}

/** Another worker has the row, or has removed it: this one writes nothing any more. */
export class Fenced extends Error {}

/** The row has changed in a way that the step has not seen. The step ends without asking the provider for anything. */
export class Superseded extends Error {}

export class Work {
  readonly deps: EngineDeps;
  readonly manager: AnyManager;
  /** As it was claimed. */
  readonly claimed: ManagedRow;
  #row: ManagedRow;

  constructor(deps: EngineDeps, manager: AnyManager, claimed: ManagedRow) {
    this.deps = deps;
    this.manager = manager;
    this.claimed = claimed;
    this.#row = claimed;
  }

  /** As this worker has written it last. */
  get row(): ManagedRow {
    return this.#row;
  }

  get context(): ManagerContext {
    return this.deps.contextOf(this.#row);
  }

  /**
   * Writes what must be stored before the provider is asked.
   * @throws Fenced; Superseded
   */
  async note(change: RowChange): Promise<void> {
    const after = await this.deps.rows.change(this.claimed.managed_id, (latest) => {
      if (!isOwn(latest, this.claimed)) return undefined;
      if (isSuperseded(latest, this.claimed)) throw new Superseded();
      return change;
    });
    if (!after) throw new Fenced();
    this.#row = after;
  }
}

/** Whether the worker that has claimed `claimed` still has the row. */
export const isOwn = (latest: ManagedRow, claimed: ManagedRow): boolean =>
  latest.attempt === claimed.attempt && latest.incarnation === claimed.incarnation;

/** Whether users have asked for something since. */
export const isSuperseded = (latest: ManagedRow, claimed: ManagedRow): boolean =>
  latest.generation !== claimed.generation || latest.deletion_requested_at !== claimed.deletion_requested_at;

/** A step with its configuration. */
export interface ConfiguredWork {
  readonly work: Work;
  /** Parsed, with the outputs of dependencies. */
  readonly config: JsonObject;
  /** A digest of what the dependencies give. */
  readonly outputs: string;
}
