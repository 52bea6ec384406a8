/** Handles the messages of an SQS batch one by one, so that a message that fails does not make the others fail. */
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { Log } from '../seams.ts';

export interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/** @param work returns whether the message is done; SQS delivers a message again if `work` returns false or throws */
export async function handleBatch(event: SQSEvent, log: Log, work: (record: SQSRecord) => Promise<boolean>): Promise<BatchResponse> {
  const answers = await Promise.all(
    event.Records.map(async (record) => {
      try {
        return await work(record);
      } catch (error) {
        log.error('A message failed; it is received again.', { message_id: record.messageId, error });
        return false;
      }
    }),
  );
  return {
    batchItemFailures: event.Records.filter((_, index) => !answers[index]).map(({ messageId }) => ({ itemIdentifier: messageId })),
  };
}
