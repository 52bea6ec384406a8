/** The words in braces of operations and queries. */

export const PLACEHOLDER = /\{([^{}]+)\}/g;

/** The words that come from the place in which a slice is read; any other names a value of an item. */
export const IS_PLACE: ReadonlySet<string> = new Set(['tenancy', 'namespace', 'compartment', 'availabilityDomain']);

/** Whether the text holds the word in braces. */
export const names = (text: unknown, word: string): boolean => typeof text === 'string' && text.includes(`{${word}}`);

/** The text with a value for each word. @throws TypeError for a word without a value */
export const filled = (text: string, valueOf: (word: string) => string | undefined, encode: (value: string) => string): string =>
  text.replaceAll(PLACEHOLDER, (_braces, word: string) => {
    const value = valueOf(word);
    if (value === undefined) throw new TypeError(`{${word}} has no value.`);
    return encode(value);
  });
