/** Compares two observations of one resource, in the parts that both could read. */
import type { Operation } from 'rfc6902';
import { ALL_FIELDS } from '../clouds/cloud.ts';
import { canonicalJson } from '../canonical-json.ts';
import { canonicalValue, sortedSet } from '../inventory/canonical-value.ts';
import { stateOf } from '../inventory/changes.ts';
import { jsonPatch } from '../inventory/json-patch.ts';
import type { ResourceState } from '../inventory/model.ts';

export interface StateChange {
  /**
   * A JSON Patch (RFC 6902) from the state before to the state after. A part that one of the two observations could not read stays as it
   * was before, so that no patch adds or removes something only because it could or could not be read.
   */
  readonly patch: readonly Operation[];
  /** The parts that were not compared, because one side could not read them: top-level fields of `config`, and `tags`. */
  readonly unread: readonly string[];
}

export function compareStates(before: ResourceState, after: ResourceState): StateChange {
  const fields = new Set([...unreadFields(before, after), ...unreadFields(after, before)]);
  const tagsUnread = before.tags === null || after.tags === null;
  const patch = jsonPatch(stateOf(before), known(before, after, fields));
  return { patch, unread: [...fields, ...(tagsUnread ? ['tags'] : [])].toSorted() };
}

/** `after`, with the parts that only one of the two could read taken from `before`: "could not read" never means "does not exist". */
function known(before: ResourceState, after: ResourceState, fields: ReadonlySet<string>): ResourceState {
  const unseenBefore = isBlinder(before, after);
  const unseenAfter = isBlinder(after, before);
  // A value from a field that could not be read is null, see `AwsTypeDefinition.parse`.
  const text = (from: string | null, to: string | null): string | null =>
    (unseenBefore && from === null) || (unseenAfter && to === null) ? from : to;
  const config = new Map([
    ...Object.entries(after.config).filter(([field]) => !fields.has(field)),
    ...Object.entries(before.config).filter(([field]) => fields.has(field)),
  ]);
  return {
    native_id: text(before.native_id, after.native_id),
    name: text(before.name, after.name),
    region: after.region,
    tags: before.tags === null || after.tags === null ? before.tags : after.tags,
    config: Object.fromEntries(config),
    unread: before.unread,
    relationships: relationshipsOf(before, after, unseenBefore, unseenAfter),
  };
}

/** Keeps the relationships that a side does not show because it could not read a field: they may exist all the same. */
function relationshipsOf(
  before: ResourceState,
  after: ResourceState,
  unseenBefore: boolean,
  unseenAfter: boolean,
): ResourceState['relationships'] {
  if (!unseenBefore && !unseenAfter) return after.relationships;
  const was = new Map(before.relationships.map((each) => [canonicalJson(each), each]));
  const is = new Map(after.relationships.map((each) => [canonicalJson(each), each]));
  const kept = [...was].filter(([key]) => unseenAfter || is.has(key));
  const come = [...is].filter(([key]) => !unseenBefore && !was.has(key));
  return sortedSet([...kept, ...come].map(([, each]) => canonicalValue(each))) as ResourceState['relationships'];
}

/** `Acl.Grants[]` → `Acl`: a field that was read in part is not compared. `*` → the fields that only the other side could read. */
const unreadFields = ({ unread, config }: ResourceState, other: ResourceState): readonly string[] =>
  Object.keys(unread).flatMap((path) =>
    path === ALL_FIELDS ? Object.keys(other.config).filter((field) => !Object.hasOwn(config, field)) : [path.split(/[.[]/, 1)[0]!],
  );

/** True if `one` could not read something that `other` could. */
const isBlinder = (one: ResourceState, other: ResourceState): boolean =>
  Object.keys(one.unread).some((field) => !Object.hasOwn(other.unread, field)) || (one.tags === null && other.tags !== null);
