/** The interface through which Muster hands events to the bus. `sns-publisher.ts` implements it over SNS. */
import type { MusterEvent } from './event.ts';

/** Ids of events. */
export interface Published {
  /** An event that is not among them may have been accepted nevertheless. */
  readonly accepted: ReadonlySet<string>;
  /** The bus has answered that it takes none like these. That says nothing of other events. */
  readonly unfit: ReadonlySet<string>;
}

export interface Publisher {
  /** Hands any number of events to the bus. Never rejects: a bus that cannot be reached has accepted nothing, and has found nothing unfit. */
  publish(events: readonly MusterEvent[]): Promise<Published>;
}
