/** The texts by which resources are found, and whether a resource has a text. */

/** Texts that differ in upper and lower case, or in the way a letter with a mark is written, are found alike. */
export const folded = (text: string): string => text.normalize('NFC').toLowerCase().toWellFormed();

/** The words of a search, folded: a resource has to have all of them. */
export const wordsOf = (written: string): readonly string[] => [
  ...new Set(
    folded(written)
      .split(/\s+/)
      .filter((word) => word !== ''),
  ),
];

interface Named {
  readonly name: string | null;
  readonly native_id: string | null;
  readonly resource_id: string;
  readonly tags: Readonly<Record<string, string>> | null;
}

/** Stands between the texts of a resource, so that no word is found across two of them. */
const BETWEEN = '\0';

/** The resource's name and ids, folded. A text that another one contains is left out: most names are the ends of ARNs. */
export function searchText({ name, native_id, resource_id }: Pick<Named, 'name' | 'native_id' | 'resource_id'>): string {
  const texts = [native_id ?? '', resource_id, name ?? ''].map(folded);
  return texts
    .filter(
      (text, place) => text !== '' && !texts.some((other, at) => at !== place && other.includes(text) && (other !== text || at < place)),
    )
    .join(BETWEEN);
}

/** A tag as blocks hold it. A key may contain `=`, so that is no mark of where it ends. */
export const storedTag = (key: string, value: string): string => `${key}\0${value}`;

/** A stored tag as searches for words compare it: `key=value`, folded. */
export const foldedTag = (stored: string): string => folded(stored.replace('\0', '='));

/** The texts of which a stored tag that `key` or `key=value` names has to be one: the tag itself, or its beginning. */
export function tagsNamed(written: string): { readonly whole: readonly string[]; readonly start: string } {
  const whole = [...written.matchAll(/=/g)].map(({ index }) => storedTag(written.slice(0, index), written.slice(index + 1)));
  return { whole, start: storedTag(written, '') };
}

/** Tells whether each of the words is in the name, an id or a tag of the resource. */
export function hasWords(resource: Named, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const tags = Object.entries(resource.tags ?? {}).map(([key, value]) => foldedTag(storedTag(key, value)));
  const texts = [searchText(resource), ...tags];
  return words.every((word) => texts.some((text) => text.includes(word)));
}
