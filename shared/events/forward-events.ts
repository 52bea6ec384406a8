/** Passes events on to a bus of EventBridge. */
import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { MusterEvent } from './event.ts';

/** `Source` of the entries: what rules of the bus match first. */
const SOURCE = 'muster';

export interface ForwardDeps {
  readonly client: EventBridgeClient;
  /** ARN of the bus. */
  readonly bus: string;
}

/** Returns the error of each event that the bus refused, by its place. @param events at most ten, as in a batch of SQS */
export async function forwardEvents(events: readonly MusterEvent[], { client, bus }: ForwardDeps): Promise<ReadonlyMap<number, unknown>> {
  const answer = await client.send(
    new PutEventsCommand({
      Entries: events.map((event) => ({
        EventBusName: bus,
        Source: SOURCE,
        DetailType: event.type,
        Time: new Date(event.time),
        Detail: JSON.stringify(event),
      })),
    }),
  );
  const refused = (answer.Entries ?? []).flatMap(({ ErrorCode: code, ErrorMessage: message }, place) =>
    code === undefined ? [] : [[place, new Error(`EventBridge refused an event: ${code}: ${message}`)] as const],
  );
  return new Map(refused);
}
