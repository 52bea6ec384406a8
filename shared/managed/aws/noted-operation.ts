/** Operations whose calls take no client token: a note on the resource says whether the call was sent (`operation-note.ts`). */
import type { OperationProgress } from '../manager.ts';
import { noteIn, type OperationNote } from './operation-note.ts';
import type { Tag } from './tags.ts';

export interface NotedOperation {
  readonly token: string;
  readonly tags: readonly Tag[] | undefined;
  /** True while the provider works on the resource. */
  readonly busy: boolean;
  /** The state before the call is sent, which is noted so that the effect of the call can be seen afterwards. A word. */
  readonly state: string;
  /** Whether the effect is seen. It is asked only if the answer to the call was lost. */
  isDone(before: string): Promise<boolean>;
  note(note: OperationNote): Promise<void>;
  send(): Promise<void>;
  readonly underWay: string;
  readonly finished: string;
}

/** One step: the operation is noted and sent, or it is looked whether it has ended. */
export async function notedStep(operation: NotedOperation): Promise<OperationProgress> {
  const { token, tags, busy, state, underWay, finished } = operation;
  const known = noteIn(tags, token);
  if (known?.step === 'sent') return busy ? { done: false, message: underWay } : { done: true, message: finished };
  if (!known && busy) return { done: false, message: underWay };
  const before = known?.before ?? state;
  if (!known) await operation.note({ token, step: 'begun', before });
  // A call whose answer was lost is sent again only if the resource shows no sign of it.
  if (!known || !(busy || (await operation.isDone(before)))) await operation.send();
  await operation.note({ token, step: 'sent', before });
  return { done: false, message: underWay };
}

/** How long events may take to be told. */
const EVENTS_MS = 2 * 60_000;

/**
 * The same for a service that takes no note on a resource while it works on it: whether the call was sent is seen by the service's events since the note.
 * @param now milliseconds; `state` is the same as ISO 8601
 */
export async function evidentStep(operation: NotedOperation, now: number): Promise<OperationProgress> {
  const { token, tags, busy, state, underWay, finished } = operation;
  const known = noteIn(tags, token);
  if (busy) return { done: false, message: underWay };
  if (known && (await operation.isDone(known.before))) return { done: true, message: finished };
  if (!known) await operation.note({ token, step: 'begun', before: state });
  if (!known || now > Date.parse(known.before) + EVENTS_MS) await operation.send();
  return { done: false, message: underWay };
}
