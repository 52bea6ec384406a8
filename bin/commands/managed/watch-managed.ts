/** Follows managed resources until the worker has nothing more to do to them. */
import { ApiRefusal } from '../api-client.ts';
import type { CommandContext } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import type { ManagedResource, RequestedOperation } from '../shapes.ts';
import { pathOf } from './named-resource.ts';

const POLL_MS = 2000;

export interface Watched {
  readonly managed_id: string;
  readonly type: string;
  readonly name: string;
  /** Absent: what is known is told at once. Otherwise nothing is told of a ready resource until the worker has looked again after this time; null if it never had. */
  readonly seenBefore?: string | null;
}

/** `ready`: until each is ready. `gone`: until each is deleted. */
export type Goal = 'ready' | 'gone';

/** Prints each change of a status, and sets the exit code: 1 if one of them fails. */
export async function watchManaged(resources: readonly Watched[], goal: Goal, context: CommandContext): Promise<void> {
  const shown = new Map<string, string>();
  let open = resources;
  await repeatedly(context, resources, async () => {
    const left: Watched[] = [];
    for (const each of open) {
      const now = await read(each.managed_id, context);
      if (now && isOld(each, now)) {
        left.push(each);
        continue;
      }
      if (say(each, now, shown, context) === 'open' && !isReached(now, goal)) left.push(each);
      if (now?.status.phase === 'Failed') context.surroundings.exitCode = EXIT.failed;
    }
    open = left;
    return open.length === 0;
  });
}

/** Waits for the end of an operation, and returns it. @throws CommandError if the resource is gone */
export async function watchOperation(id: string, operationId: string, context: CommandContext): Promise<RequestedOperation> {
  let ended: RequestedOperation | undefined;
  await repeatedly(context, [], async () => {
    const now = await read(id, context);
    const operation = now?.operations.find(({ operation_id }) => operation_id === operationId);
    if (!operation) throw new CommandError(`The managed resource ${id}, or its operation, is gone: it was deleted meanwhile.`, EXIT.failed);
    if (operation.state !== 'succeeded' && operation.state !== 'failed') return false;
    ended = operation;
    return true;
  });
  if (!ended) throw new CommandError('The operation was not followed to its end.', EXIT.failed);
  return ended;
}

async function repeatedly({ surroundings }: CommandContext, resources: readonly Watched[], isDone: () => Promise<boolean>): Promise<void> {
  let interrupt = (): void => undefined;
  const interrupted = new Promise<'interrupted'>((resolve) => {
    interrupt = () => resolve('interrupted');
  });
  const uninterrupted = surroundings.onInterrupt?.(interrupt);
  try {
    while (!(await isDone())) {
      if ((await Promise.race([surroundings.sleep(POLL_MS), interrupted])) !== 'interrupted') continue;
      const names = resources.map(({ type, name }) => `${type}/${name}`).join(' ');
      throw new CommandError(
        `The worker goes on; follow it with "muster managed show ${names || '<resource>'} --watch".`,
        EXIT.interrupted,
      );
    }
  } finally {
    uninterrupted?.();
  }
}

/** Undefined if the resource is gone. */
async function read(id: string, { api }: CommandContext): Promise<ManagedResource | undefined> {
  try {
    return await api.call<ManagedResource>(pathOf(id));
  } catch (error) {
    if (error instanceof ApiRefusal && error.status === 404) return undefined;
    throw error;
  }
}

/** Whether the resource is ready by what was known before the worker was asked to look. */
const isOld = ({ seenBefore }: Watched, { status, paused }: ManagedResource): boolean =>
  seenBefore !== undefined && !paused && status.phase === 'Ready' && (status.last_reconciled ?? null) === seenBefore;

const isReached = (now: ManagedResource | undefined, goal: Goal): boolean => {
  const isSeen = now !== undefined && now.status.observed_generation === now.status.generation;
  return now === undefined || (goal === 'ready' && isSeen && now.status.phase === 'Ready');
};

/** Says what has changed. A resource that has failed, is gone, or is paused is followed no further. */
function say(each: Watched, now: ManagedResource | undefined, shown: Map<string, string>, { output }: CommandContext): 'open' | 'closed' {
  const phase = now?.status.phase ?? 'Gone';
  const text = `${each.type}/${each.name}  ${phase}${now?.status.message === undefined ? '' : `  ${now.status.message}`}`;
  if (shown.get(each.managed_id) !== text) {
    shown.set(each.managed_id, text);
    if (output.json) output.document(now ?? { managed_id: each.managed_id, deleted: true });
    else output.say(text);
  }
  return now === undefined || now.paused || phase === 'Failed' ? 'closed' : 'open';
}
