/** Handles the messages of a subscriber of the event topic, each of which is an event. */
import type { SQSEvent } from 'aws-lambda';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { ZodError } from 'zod';
import { type MusterEvent, parseEvent } from '../events/event.ts';
import type { Log } from '../seams.ts';
import type { BatchResponse } from './sqs-batch.ts';

/** Takes the messages that no later receive could handle either. */
export interface DeadLetters {
  send(body: string, reason: string): Promise<void>;
}

export interface ConsumeEventsDeps {
  readonly deadLetters: DeadLetters;
  readonly log: Log;
  /**
   * Handles the events of a batch. Returns the error of each that failed, by the event's place in the batch: it is received again, and after several
   * times it becomes a dead letter.
   */
  readonly handle: (events: readonly MusterEvent[]) => Promise<ReadonlyMap<number, unknown>>;
}

/** A message that is no event goes to the dead letters at once, with the reason. */
export async function consumeEvents({ Records }: SQSEvent, { deadLetters, log, handle }: ConsumeEventsDeps): Promise<BatchResponse> {
  const failed = new Map<string, unknown>();
  const read: { readonly id: string; readonly event: MusterEvent }[] = [];
  for (const { messageId: id, body } of Records) {
    const parsed = eventIn(body);
    if ('event' in parsed) read.push({ id, event: parsed.event });
    else {
      log.warn('A message is not an event; it goes to the dead letters.', { message_id: id, reason: parsed.reason });
      await deadLetters.send(body, parsed.reason).catch((error: unknown) => failed.set(id, error));
    }
  }
  if (read.length > 0) {
    const errors = await handle(read.map(({ event }) => event)).catch((error: unknown) => new Map(read.map((_, place) => [place, error])));
    for (const [place, error] of errors) failed.set(read[place]?.id ?? '', error);
  }
  for (const [message_id, error] of failed) log.error('A message failed; it is received again.', { message_id, error });
  return { batchItemFailures: [...failed.keys()].map((itemIdentifier) => ({ itemIdentifier })) };
}

/** For subscribers that handle one event at a time. */
export const oneByOne =
  (handle: (event: MusterEvent) => Promise<void>): ConsumeEventsDeps['handle'] =>
  async (events) => {
    const errors = new Map<number, unknown>();
    for (const [place, event] of events.entries()) await handle(event).catch((error: unknown) => errors.set(place, error));
    return errors;
  };

/** The queue of dead letters, over SQS. The attribute `reason` says why a message is there. */
export const deadLetterQueue = (client: SQSClient, url: string): DeadLetters => ({
  send: async (body, reason) => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: url,
        MessageBody: body,
        MessageAttributes: { reason: { DataType: 'String', StringValue: reason } },
      }),
    );
  },
});

function eventIn(body: string): { readonly event: MusterEvent } | { readonly reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { reason: 'The message is not JSON.' };
  }
  try {
    return { event: parseEvent(value) };
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const [issue] = error.issues;
    // The reason names the member that is wrong, and never repeats its value.
    return { reason: `The message is not an event of Muster: ${issue?.path.join('.') || 'the whole'} is wrong (${issue?.code}).` };
  }
}
