/** The history of a resource: its state after each change. */
import { applyPatch } from '../../../../shared/inventory/apply-change.ts';
import { api, read } from '../../api/client.ts';

/** The most changes that are read, which is the history of a resource that changes every night for five years. */
const MOST_CHANGES = 2000;

const readChanges = (uid: string, cursor: string | undefined) =>
  read(api.resources[':uid'].changes.$get({ param: { uid }, query: { limit: '500', ...(cursor !== undefined && { cursor }) } }));

export type Change = Awaited<ReturnType<typeof readChanges>>['items'][number];

export interface History {
  /** Oldest first. */
  readonly changes: readonly Change[];
  /** False: later changes are not among them. */
  readonly isWhole: boolean;
}

export async function readHistory(uid: string): Promise<History> {
  const changes: Change[] = [];
  let cursor: string | undefined;
  do {
    const page = await readChanges(uid, cursor);
    changes.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== undefined && changes.length < MOST_CHANGES);
  return { changes, isWhole: cursor === undefined };
}

/** The state after the change with this version; undefined before the first, and of a history whose patches do not fit. */
export function stateAfter(changes: readonly Change[], version: number): unknown {
  const applied = changes.filter((change) => change.version <= version);
  if (applied.length === 0) return undefined;
  try {
    // The API's patches are arrays of such operations; a delete has none, and the state before it stays.
    return applied.reduce<unknown>((state, { patch }) => applyPatch(state, patch), null);
  } catch {
    return undefined;
  }
}

/** The newest change at a time; undefined if the resource was not known yet. @param at ISO 8601 */
export const changeAt = (changes: readonly Change[], at: string): Change | undefined => {
  const time = Date.parse(at);
  return changes.findLast(({ observed_at }) => Date.parse(observed_at) <= time);
};
