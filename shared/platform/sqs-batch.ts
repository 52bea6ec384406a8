/** An SQS batch, message by message: one that fails never takes the others with it. */
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { Log } from '../seams.ts';

export interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/** `work` answers whether the message is done; one that is not, or that throws, is received again. */
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
