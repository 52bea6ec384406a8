/** A subscriber of the event topic: writes what customers and operators are told. */
import type { SQSEvent } from 'aws-lambda';
import { notify } from '../shared/notifications/notify.ts';
import { observe } from '../shared/observability/observe.ts';
import { createSqsClient, createStore } from '../shared/platform/clients.ts';
import { consumeEvents, deadLetterQueue, oneByOne } from '../shared/platform/consume-events.ts';
import { readEnvironment } from '../shared/platform/environment.ts';
import { systemClock } from '../shared/real-seams.ts';

const environment = readEnvironment(['DEAD_LETTER_QUEUE_URL', 'METRICS_NAMESPACE']);
const { log, handler: observed } = observe(environment.METRICS_NAMESPACE);
const store = createStore();
const deps = {
  deadLetters: deadLetterQueue(createSqsClient(), environment.DEAD_LETTER_QUEUE_URL),
  log,
  handle: oneByOne(async (event) => await notify(event, store, systemClock)),
};

export const handler = observed(async (event: SQSEvent) => await consumeEvents(event, deps));
