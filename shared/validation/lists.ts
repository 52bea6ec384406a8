/** Lists as people write them into one text: `a,b`; `\\,` is a comma in a value. Options and query parameters both take them. */

/** The values, without the space around them. A text without a comma is one value, and an empty one is an empty value. */
export const splitList = (text: string): readonly string[] => text.split(/(?<!\\),/).map((part) => part.trim().replaceAll('\\,', ','));

/** Writes a value so that `splitList` does not divide it. */
export const listValue = (value: string): string => value.replaceAll(',', '\\,');
