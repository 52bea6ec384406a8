/** Tells the changes of a JSON Patch, field by field, with the values before and after. */
import type { Operation } from 'rfc6902';
import { applyPatch } from './apply-change.ts';
import { ownMember } from '../members.ts';

export interface FieldChange {
  /** The JSON Pointer of the field in the resource's state: `/config/Versioning/Status`. Empty: the whole state. */
  readonly path: string;
  /** Absent if the field was not there before, or if the state before is not known. */
  readonly from?: unknown;
  /** Absent if the field is not there any more. */
  readonly to?: unknown;
}

/** `before`: the state to which the patch applies; undefined if it is not known. */
export function fieldChanges(patch: readonly Operation[], before: unknown): readonly FieldChange[] {
  let state = before;
  return patch.map((operation) => {
    const { path } = operation;
    const from = state === undefined || operation.op === 'add' ? undefined : valueAt(state, path);
    if (state !== undefined) state = applyPatch(state, [operation]);
    return { path, ...(from !== undefined && { from }), ...('value' in operation && { to: operation.value as unknown }) };
  });
}

/** The names of a JSON Pointer (RFC 6901). */
export const namesOf = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

function valueAt(state: unknown, path: string): unknown {
  return namesOf(path).reduce<unknown>((value, name) => {
    if (Array.isArray(value)) return (value as readonly unknown[])[Number(name)];
    return typeof value === 'object' && value !== null ? ownMember(value as Record<string, unknown>, name) : undefined;
  }, state);
}
