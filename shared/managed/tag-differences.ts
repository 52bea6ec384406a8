/** The user's tags of a resource, beside its configuration. Tags that users have never named belong to others, and never differ. */
import { pointerOf, pointerParts } from './member-path.ts';
import type { Difference, TagChange } from './manager.ts';
import type { Spec } from './model.ts';

/** The first member of the paths of tags. No configuration has a member of this name. */
const TAGS = 'tags';

/**
 * @param seen the tags at the provider
 * @param former keys that the specification had earlier, and which are to be taken away
 */
export function tagDifferences(
  { tags }: Pick<Spec, 'tags'>,
  seen: Readonly<Record<string, string>>,
  former: readonly string[],
): readonly Difference[] {
  const wanted = new Map(Object.entries(tags));
  const there = new Map(Object.entries(seen));
  const keys = [...wanted.keys(), ...former.filter((key) => !wanted.has(key))];
  return keys
    .map((key) => ({ key, now: there.get(key) ?? null, then: wanted.get(key) ?? null }))
    .filter(({ now, then }) => now !== then)
    .map(({ key, now, then }) => ({ path: pointerOf([TAGS, key]), now, then, effect: 'update' }));
}

export const isOfTag = ({ path }: Pick<Difference, 'path'>): boolean => pointerParts(path)[0] === TAGS;

export function tagChangeOf(differences: readonly Difference[]): TagChange {
  const set: [string, string][] = [];
  const remove: string[] = [];
  for (const { path, then } of differences) {
    const [, key = ''] = pointerParts(path);
    if (typeof then === 'string') set.push([key, then]);
    else remove.push(key);
  }
  return { set: Object.fromEntries(set), remove };
}

/** AWS allows 50 tags on a resource: this many are reached only by changes whose tags no provider has ever got. */
const MOST_FORMER = 400;

/**
 * The keys to take away once the specification `before` has become `after`, with those that were to be taken away already.
 * The newest are last.
 */
export const formerTags = (former: readonly string[], before: Pick<Spec, 'tags'>, after: Pick<Spec, 'tags'>): readonly string[] =>
  [...new Set([...former, ...Object.keys(before.tags)])].filter((key) => !Object.hasOwn(after.tags, key)).slice(-MOST_FORMER);
