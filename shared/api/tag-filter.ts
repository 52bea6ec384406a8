/** Filters of listings by the tags of resources. Tags that could not be read are neither a match nor none: they are counted. */
import { z } from '@hono/zod-openapi';

type Tags = Readonly<Record<string, string>>;

/** Whether a resource has the tag `key` or `key=value`. A key may itself contain `=`, so every split of the text counts. */
const hasTag = (tags: Tags, text: string): boolean =>
  Object.entries(tags).some(([key, value]) => text === key || text === `${key}=${value}`);

/** Whether a resource has all of the tags (`key` or `key=value`); `unread` if its tags could not be read and one is wanted. */
export function tagMatch(wanted: readonly string[], tags: Tags | null): boolean | 'unread' {
  if (wanted.length === 0) return true;
  return tags === null ? 'unread' : wanted.every((tag) => hasTag(tags, tag));
}

/** Counts the items of one page that are left out because the tags of their resources could not be read. */
export class UnreadTags {
  #taken = 0;
  /** For each item that is left out, how many were taken before it. */
  readonly #before: number[] = [];

  /** Whether the listing takes an item with this match. To be asked once for each item, in the order of the listing. */
  takes(match: boolean | 'unread'): boolean {
    if (match === true) this.#taken += 1;
    else if (match === 'unread') this.#before.push(this.#taken);
    return match === true;
  }

  /** How many are left out up to the last of `shown` items; of all that were asked about if the page shows every item that was taken. */
  count(shown: number): number {
    return shown >= this.#taken ? this.#before.length : this.#before.filter((taken) => taken < shown).length;
  }
}

/** The member of a page that tells the count. */
export const unreadTags = {
  unread_tags: z.int().nonnegative().optional().openapi({
    description:
      'With a filter by tag: how many items of this page are left out because the tags of their resources could not be read. They match all other filters. The sum over all pages is that of the listing.',
  }),
};
