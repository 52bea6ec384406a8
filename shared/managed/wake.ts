/** Makes a resource due at once, and sends the messages by which workers learn that one is due. */
import { isoTime } from '../seams.ts';
import { managedIdsOf } from './cycles.ts';
import { LONGEST_MESSAGE_DELAY_S } from './due.ts';
import type { EngineDeps } from './engine.ts';
import type { OutgoingMessage } from '../queues/queue.ts';
import type { ManagedId, ManagedRow } from './model.ts';
import { DUE } from './repository.ts';

export interface ManageMessage {
  readonly managed_id: ManagedId;
}

/** Each resource is a group of its own, so that one with many messages does not hold up the others. */
export const manageMessage = (managed_id: ManagedId, delay_seconds = 0): OutgoingMessage => {
  const body: ManageMessage = { managed_id };
  return { body, group: managed_id, delay_seconds };
};

type Deps = Pick<EngineDeps, 'rows' | 'queue' | 'clock'>;

/** Has those that depend on the resource looked at again. What is sent twice does no harm. */
export async function wakeDependents(managed_id: ManagedId, dependents: readonly ManagedId[], { rows, queue, clock }: Deps): Promise<void> {
  const woken: ManagedId[] = [];
  for (const id of dependents) {
    const now = isoTime(clock.now());
    const row = await rows.change(id, ({ spec }) =>
      spec.paused || !managedIdsOf(spec.dependencies).includes(managed_id) ? undefined : { set: { due: DUE, next_reconcile_at: now } },
    );
    if (row) woken.push(id);
  }
  if (woken.length > 0) await queue.send(woken.map((id) => manageMessage(id)));
}

/** Sends the message of a look that comes soon; the poller sends the others. */
export async function sendNext({ managed_id }: Pick<ManagedRow, 'managed_id'>, next: string, { queue, clock }: Deps): Promise<void> {
  const seconds = Math.max(0, Math.ceil((Date.parse(next) - clock.now()) / 1000));
  if (seconds <= LONGEST_MESSAGE_DELAY_S) await queue.send([manageMessage(managed_id, seconds)]);
}
