/** The poller's part: it sends a message for each resource that is due and that no message has brought to a worker, so that no message is ever needed. */
import type { Queue } from '../queues/queue.ts';
import type { ManagedRepository } from './repository.ts';
import { manageMessage } from './wake.ts';

/** The most of one sweep; the next one follows after a minute. */
const MOST_AT_ONCE = 200;

export interface SweepDeps {
  readonly rows: Pick<ManagedRepository, 'due'>;
  readonly queue: Pick<Queue, 'send' | 'depth'>;
}

/** Sends nothing while the queue holds as many messages as a sweep sends: those are on their way. Returns how many were sent. */
export async function sweepDue({ rows, queue }: SweepDeps): Promise<number> {
  const ids = await rows.due(MOST_AT_ONCE);
  if (ids.length === 0) return 0;
  if ((await queue.depth()).visible >= MOST_AT_ONCE) return 0;
  await queue.send(ids.map((id) => manageMessage(id)));
  return ids.length;
}
