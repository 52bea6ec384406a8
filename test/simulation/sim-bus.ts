/** The bus of a simulation, which keeps what it accepts, and an invocation's client of it. The publisher over the client is the real one. */
import type { PublishBatchCommandInput, SNSClient } from '@aws-sdk/client-sns';
import { type MusterEvent, parseEvent } from '../../shared/events/event.ts';
import { Fault, type Invocation, type Surroundings } from './invocation.ts';

export class SimBus {
  /** Called with each event that the bus accepts, as often as it does. */
  onEvent: (event: MusterEvent, by: Invocation) => void = () => undefined;
  /** Until then the bus refuses everything, in true time. */
  downUntil = 0;

  accept(bodies: readonly string[], by: Invocation): void {
    for (const body of bodies) this.onEvent(parseEvent(JSON.parse(body)), by);
  }
}

/** A client of SNS that knows `PublishBatch` only. The bus may accept a part of a batch, and answer 200. */
export function snsClient(bus: SimBus, invocation: Invocation, { scheduler, chance, faults }: Surroundings): SNSClient {
  const send = async ({ input }: { readonly input: PublishBatchCommandInput }) => {
    const entries = input.PublishBatchRequestEntries ?? [];
    return await invocation.request(`publish ${entries.length} events`, () => {
      if (scheduler.now() < bus.downUntil) throw new Fault('InternalErrorException', 'The bus is down.');
      const taken = entries.filter(() => !faults.hits('event_refused'));
      if (taken.length < entries.length) invocation.disturbed = true;
      bus.accept(
        taken.map(({ Message: body = '' }) => body),
        invocation,
      );
      const refused = entries.filter((entry) => !taken.includes(entry));
      // The bus may accept an event, and answer that it has not.
      const doubted = taken.filter(() => chance.hits(0.5) && faults.hits('event_refused'));
      return {
        Successful: taken.filter((entry) => !doubted.includes(entry)).map(({ Id }) => ({ Id })),
        Failed: [...refused, ...doubted].map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false })),
      };
    });
  };
  // The publisher calls nothing but `send`.
  return { send } as unknown as SNSClient;
}
