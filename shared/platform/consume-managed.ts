/** Handles batches of the manage queue: each message names a resource that may be due. */
import type { SQSEvent } from 'aws-lambda';
import { z } from 'zod';
import { CLOCK_SKEW_MS } from '../jobs/job-repository.ts';
import type { EngineDeps } from '../managed/engine.ts';
import { isManagedId } from '../managed/managed-id.ts';
import { reconcile } from '../managed/reconcile.ts';
import type { Queue } from '../queues/queue.ts';
import { handleBatch, type BatchResponse } from './sqs-batch.ts';

const messageSchema = z.object({ managed_id: z.string().refine(isManagedId) });

/** A request that was on its way when its function ended is carried out within this time. */
const LATE_MS = 5_000;

export interface ConsumeManagedDeps extends EngineDeps {
  readonly queue: Pick<Queue, 'send' | 'delayRedelivery'>;
}

/** @param deadline when Lambda ends this invocation, in milliseconds since the epoch */
export async function consumeManaged(event: SQSEvent, deadline: number, deps: ConsumeManagedDeps): Promise<BatchResponse> {
  return await handleBatch(event, deps.log, async (record) => {
    const message = messageIn(record.body);
    if (!message) {
      deps.log.warn('A message names no managed resource; it goes to the dead letters.', { message_id: record.messageId });
      // A later receive cannot read it either, so it is received again at once.
      await deps.queue.delayRedelivery(record.receiptHandle, 0);
      return false;
    }
    // Whatever the step came to, the row says when the next one is due.
    await reconcile(message.managed_id, deps, deadline + CLOCK_SKEW_MS + LATE_MS);
    return true;
  });
}

function messageIn(body: string): z.output<typeof messageSchema> | undefined {
  try {
    return messageSchema.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}
