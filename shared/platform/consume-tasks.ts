/** What the functions do with messages from the queues. */
import type { SQSEvent } from 'aws-lambda';
import { endDeadLetter, parseTaskMessage } from '../jobs/dead-letter.ts';
import { type RunTaskDeps, runTask } from '../jobs/run-task.ts';
import type { SettleDeps } from '../jobs/settle-job.ts';
import { handleBatch, type BatchResponse } from './sqs-batch.ts';

export interface ConsumeTasksDeps extends RunTaskDeps {
  /** The queue gives a message up after so many receives. */
  readonly maxReceiveCount: number;
}

/** Runs the task of each message. `deadline`: when this invocation is cut off. */
export async function consumeTasks(event: SQSEvent, deadline: number, deps: ConsumeTasksDeps): Promise<BatchResponse> {
  return await handleBatch(event, deps.log, async (record) => {
    const message = parseTaskMessage(record.body);
    if (!message) {
      deps.log.warn('A message is not a task; it goes to the dead letters.', { message_id: record.messageId });
      // Nothing will make it readable: no reason to wait between its receives.
      await deps.queue.delayRedelivery(record.receiptHandle, 0);
      return false;
    }
    const receiveCount = Number(record.attributes.ApproximateReceiveCount);
    const answer = await runTask(message, { deadline, receiveCount, maxReceiveCount: deps.maxReceiveCount }, deps);
    if (answer.kind === 'retry') await deps.queue.delayRedelivery(record.receiptHandle, answer.delay_seconds);
    return answer.kind === 'done';
  });
}

/** Ends the tasks of messages that a work queue gave up. */
export async function consumeDeadLetters(event: SQSEvent, deps: SettleDeps): Promise<BatchResponse> {
  return await handleBatch(event, deps.log, async (record) => {
    await endDeadLetter(record.body, deps);
    return true;
  });
}
