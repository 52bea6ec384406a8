/** The interface through which Muster hands events to the bus. `sns-publisher.ts` implements it over SNS. */
import type { MusterEvent } from './event.ts';

export interface Publisher {
  /**
   * Hands any number of events to the bus, and returns the ids of those that it has accepted. An event that is not among them may have been
   * accepted nevertheless. Never rejects: a bus that cannot be reached has accepted nothing.
   */
  publish(events: readonly MusterEvent[]): Promise<ReadonlySet<string>>;
}
