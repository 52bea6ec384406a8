/** A subscriber of the event topic: passes every event on to a bus of EventBridge. The stack has it only if the context names a bus. */
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { SQSEvent } from 'aws-lambda';
import { forwardEvents } from '../shared/events/forward-events.ts';
import { observe } from '../shared/observability/observe.ts';
import { createSqsClient } from '../shared/platform/clients.ts';
import { consumeEvents, deadLetterQueue } from '../shared/platform/consume-events.ts';
import { readEnvironment } from '../shared/platform/environment.ts';

const environment = readEnvironment(['DEAD_LETTER_QUEUE_URL', 'EVENT_BUS', 'METRICS_NAMESPACE']);
const { log, handler: observed } = observe(environment.METRICS_NAMESPACE);
const bus = environment.EVENT_BUS;
// A bus takes events in its own region only, which its ARN names.
const client = new EventBridgeClient({ region: bus.split(':')[3] ?? '', maxAttempts: 5 });
const deps = {
  deadLetters: deadLetterQueue(createSqsClient(), environment.DEAD_LETTER_QUEUE_URL),
  log,
  handle: async (events: Parameters<typeof forwardEvents>[0]) => await forwardEvents(events, { client, bus }),
};

export const handler = observed(async (event: SQSEvent) => await consumeEvents(event, deps));
