/** Handles the messages of an SQS batch one by one, so that a message that fails does not make the others fail. */
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { Log } from '../seams.ts';

export interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/**
 * Whether the message is done; SQS delivers a message again that is not. `alone`: the work must be asked once more for this message,
 * when no other message of the batch is being worked on.
 */
export type MessageAnswer = boolean | 'alone';

/** @param work is asked for all messages at once, and then for each that answered `alone`, one after the other; one that throws is not done */
export async function handleBatch(
  event: SQSEvent,
  log: Log,
  work: (record: SQSRecord, alone: boolean) => Promise<MessageAnswer>,
): Promise<BatchResponse> {
  const ask = async (record: SQSRecord, alone: boolean): Promise<MessageAnswer> => {
    try {
      return await work(record, alone);
    } catch (error) {
      log.error('A message failed; it is received again.', { message_id: record.messageId, error });
      return false;
    }
  };
  const answers = await Promise.all(event.Records.map((record) => ask(record, event.Records.length === 1)));
  for (const [index, record] of event.Records.entries()) if (answers[index] === 'alone') answers[index] = await ask(record, true);
  return {
    batchItemFailures: event.Records.filter((_, index) => answers[index] !== true).map(({ messageId }) => ({ itemIdentifier: messageId })),
  };
}
