/** A `Publisher` that keeps what it is given. It hands each event over as JSON, as the bus does, so that nothing that JSON cannot say gets through. */
import { type MusterEvent, parseEvent } from '../../shared/events/event.ts';
import type { EventType } from '../../shared/events/event-types.ts';
import { Outbox, type OutboxDeps } from '../../shared/events/outbox.ts';
import type { Published, Publisher } from '../../shared/events/publisher.ts';
import type { Store } from '../../shared/storage/store.ts';
import { KeptLog, ManualClock } from './fakes.ts';

export class MemoryPublisher implements Publisher {
  readonly sent: MusterEvent[] = [];
  /** Which events are refused. */
  refuses: (event: MusterEvent) => boolean = () => false;
  /** Which events the bus finds unfit. */
  findsUnfit: (event: MusterEvent) => boolean = () => false;

  async publish(events: readonly MusterEvent[]): Promise<Published> {
    const unfit = events.filter((event) => this.findsUnfit(event));
    const accepted = events.filter((event) => !this.refuses(event) && !unfit.includes(event));
    this.sent.push(...accepted.map((event) => parseEvent(JSON.parse(JSON.stringify(event)))));
    return { accepted: new Set(accepted.map(({ id }) => id)), unfit: new Set(unfit.map(({ id }) => id)) };
  }

  of<T extends EventType>(type: T): readonly MusterEvent<T>[] {
    return this.sent.filter((event): event is MusterEvent<T> => event.type === type);
  }
}

/** An outbox over `store` whose events are kept in `publisher`. */
export function outboxOver(
  store: Store,
  given: Partial<OutboxDeps> = {},
): { readonly outbox: Outbox; readonly publisher: MemoryPublisher } {
  const publisher = new MemoryPublisher();
  const outbox = new Outbox({
    store,
    publisher,
    deployment: 'test',
    findingSeverity: 'high',
    clock: new ManualClock(),
    log: new KeptLog(),
    ...given,
  });
  return { outbox, publisher };
}

/** An outbox without a bus: nothing is told. */
export const silentOutbox = (store: Store): Outbox => outboxOver(store, { publisher: undefined }).outbox;
