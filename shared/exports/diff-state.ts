/** What changed between two sights of one resource, so far as both could read it. */
import type { Operation } from 'rfc6902';
import { ALL_FIELDS } from '../clouds/cloud.ts';
import { canonicalJson } from '../canonical-json.ts';
import { canonicalValue, sortedSet } from '../inventory/canonical-value.ts';
import { stateOf } from '../inventory/changes.ts';
import { jsonPatch } from '../inventory/json-patch.ts';
import type { ResourceState } from '../inventory/model.ts';

export interface StateChange {
  /**
   * RFC 6902. Applied to the state before it gives the state after; where one of the two could not be read, what was
   * before stays, so that no patch adds or removes what was merely seen or not seen.
   */
  readonly patch: readonly Operation[];
  /** What was not compared because a side could not read it: top-level fields of `config`, and `tags`. */
  readonly unread: readonly string[];
}

export function compareStates(before: ResourceState, after: ResourceState): StateChange {
  const fields = new Set([...unreadFields(before, after), ...unreadFields(after, before)]);
  const tagsUnread = before.tags === null || after.tags === null;
  const patch = jsonPatch(stateOf(before), known(before, after, fields));
  return { patch, unread: [...fields, ...(tagsUnread ? ['tags'] : [])].toSorted() };
}

/** `after`, with `before` in place of what only one of the two could read: "could not read" is never "not there". */
function known(before: ResourceState, after: ResourceState, fields: ReadonlySet<string>): ResourceState {
  const unseenBefore = isBlinder(before, after);
  const unseenAfter = isBlinder(after, before);
  // What comes from a field that could not be read is null, see `AwsTypeDefinition.parse`.
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

/** Those that a blind side does not show may be there all the same. */
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

/** `Acl.Grants[]` → `Acl`: a field that was read in part is not compared. `*` → what only the other side could read. */
const unreadFields = ({ unread, config }: ResourceState, other: ResourceState): readonly string[] =>
  Object.keys(unread).flatMap((path) =>
    path === ALL_FIELDS ? Object.keys(other.config).filter((field) => !Object.hasOwn(config, field)) : [path.split(/[.[]/, 1)[0]!],
  );

/** Whether one could not read what the other could. */
const isBlinder = (one: ResourceState, other: ResourceState): boolean =>
  Object.keys(one.unread).some((field) => !Object.hasOwn(other.unread, field)) || (one.tags === null && other.tags !== null);
