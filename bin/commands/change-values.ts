/** The values before and after each change of one resource, found by applying the changes one after the other. */
import { applyPatch, MisfitPatch } from '../../shared/inventory/apply-change.ts';
import { type FieldChange, fieldChanges } from '../../shared/inventory/field-changes.ts';
import { jsonPatch } from '../../shared/inventory/json-patch.ts';
import type { Change } from './shapes.ts';

export interface ValuedChange extends Change {
  /** Absent for a resource that came or went. */
  readonly fields?: readonly FieldChange[];
}

/** `changes`: those of one resource, the oldest first. Where one is missing, the values before the later ones are not known. */
export async function* withValues(changes: AsyncIterable<Change>): AsyncGenerator<ValuedChange> {
  let state: unknown = null;
  let next = 1;
  for await (const change of changes) {
    const before = change.version === next ? state : undefined;
    const [fields, after] = valuesOf(change, before);
    yield change.op === 'add' || change.op === 'delete' ? change : { ...change, fields };
    state = after;
    next = change.version + 1;
  }
}

/** The fields and the state after the change, which is undefined if it is not known. */
function valuesOf({ patch }: Change, before: unknown): readonly [readonly FieldChange[], unknown] {
  const whole = patch.find(({ path }) => path === '');
  try {
    const after = before === undefined && !whole ? undefined : applyPatch(before, patch);
    // A patch that replaces the whole state says nothing about its fields.
    const shown = whole && before !== undefined && before !== null ? jsonPatch(before, after) : patch;
    return [fieldChanges(shown, before), after];
  } catch (error) {
    if (!(error instanceof MisfitPatch)) throw error;
    return [fieldChanges(patch, undefined), undefined];
  }
}
