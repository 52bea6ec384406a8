/** Tags of AWS's resources, by which Muster knows its own. */
import { CLIENT_TOKEN, MANAGED_BY, MANAGED_ID, type ManagerContext, type TagChange } from '../manager.ts';

export interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

export const tagList = (tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** The tags by key, as observations tell them. */
export const tagsByKey = (tags: readonly Tag[]): Readonly<Record<string, string>> =>
  Object.fromEntries(tags.flatMap(({ Key, Value = '' }) => (Key === undefined ? [] : [[Key, Value]])));

export const tagOf = (tags: readonly Tag[] | undefined, key: string): string | undefined => tags?.find(({ Key }) => Key === key)?.Value;

/** Makes the change by the two calls that services have for it; neither is made without need. */
export async function changeTags(
  { set, remove }: TagChange,
  add: (tags: { Key: string; Value: string }[]) => Promise<unknown>,
  takeAway: (keys: string[]) => Promise<unknown>,
): Promise<void> {
  const tags = tagList(set);
  if (tags.length > 0) await add(tags);
  if (remove.length > 0) await takeAway([...remove]);
}

/** Whether the tags are those of this managed resource, and of the creation with that token. */
export const bearsToken = (
  tags: readonly Tag[] | undefined,
  context: Pick<ManagerContext, 'managed_id' | 'tags'>,
  token: string,
): boolean =>
  tagOf(tags, CLIENT_TOKEN) === token &&
  tagOf(tags, MANAGED_ID) === context.managed_id &&
  tagOf(tags, MANAGED_BY) === context.tags[MANAGED_BY];

/** The tags for something that is made beside the resource, such as a snapshot: Muster may touch it, and it is not taken for the resource. */
export const companionTags = ({ tags }: Pick<ManagerContext, 'tags'>, token: string): { Key: string; Value: string }[] =>
  tagList({ ...withoutKey(tags, MANAGED_ID), [CLIENT_TOKEN]: token });

const withoutKey = (tags: Readonly<Record<string, string>>, key: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(tags).filter(([name]) => name !== key));
