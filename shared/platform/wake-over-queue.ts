/** Wakes the worker of managed resources by a message. */
import type { ManagedId } from '../managed/model.ts';
import { manageMessage } from '../managed/wake.ts';
import type { Queue } from '../queues/queue.ts';
import type { Log } from '../seams.ts';

/** A message that could not be sent is logged only: the row is due, so that the poller sends it within a minute. */
export const wakeOverQueue =
  (queue: Pick<Queue, 'send'>, log: Log) =>
  async (id: ManagedId): Promise<void> => {
    try {
      await queue.send([manageMessage(id)]);
    } catch (error) {
      log.warn('A managed resource waits for the poller: its message could not be sent.', { managed_id: id, error });
    }
  };
