/** Handles batches of messages from the work queues and their dead-letter queues. */
import type { SQSEvent } from 'aws-lambda';
import { endDeadLetter, parseTaskMessage } from '../jobs/dead-letter.ts';
import { type RunTaskDeps, runTask } from '../jobs/run-task.ts';
import type { SettleDeps } from '../jobs/settle-job.ts';
import { taskMessage } from '../jobs/start-job.ts';
import { handleBatch, type BatchResponse } from './sqs-batch.ts';

export interface ConsumeTasksDeps extends RunTaskDeps {
  /** After this many receives, the queue moves a message to its dead-letter queue. */
  readonly maxReceiveCount: number;
}

/**
 * Runs the task of each message.
 * @param deadline when Lambda ends this invocation, in milliseconds since the epoch
 */
export async function consumeTasks(event: SQSEvent, deadline: number, deps: ConsumeTasksDeps): Promise<BatchResponse> {
  const started = deps.clock.now();
  const halfway = started + (deadline - started) / 2;
  return await handleBatch(event, deps.log, async (record, alone) => {
    const message = parseTaskMessage(record.body);
    if (!message) {
      deps.log.warn('A message is not a task; it goes to the dead letters.', { message_id: record.messageId });
      // A later receive cannot read it either, so it is received again at once.
      await deps.queue.delayRedelivery(record.receiptHandle, 0);
      return false;
    }
    const receiveCount = Number(record.attributes.ApproximateReceiveCount);
    if (deps.clock.now() > halfway) {
      // It waited for the other tasks of its batch. Another invocation has its whole time for it.
      await deps.queue.send([taskMessage(message, message.account_id)]);
      return true;
    }
    const answer = await runTask(message, { began: started, deadline, receiveCount, maxReceiveCount: deps.maxReceiveCount, alone }, deps);
    if (answer.kind === 'alone') return 'alone';
    if (answer.kind === 'retry') await deps.queue.delayRedelivery(record.receiptHandle, answer.delay_seconds);
    return answer.kind === 'done';
  });
}

/** Ends the tasks whose messages a work queue has moved to its dead-letter queue. */
export async function consumeDeadLetters(event: SQSEvent, deps: SettleDeps): Promise<BatchResponse> {
  return await handleBatch(event, deps.log, async (record) => {
    await endDeadLetter(record.body, deps);
    return true;
  });
}
