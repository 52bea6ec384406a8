/** `12,345`: a number as people read it, the same everywhere. No JSON and no CSV holds such a text. */
export const numberText = (value: number): string => value.toLocaleString('en');

/** `1 account`, `2 accounts`. */
export const counted = (count: number, noun: string): string => `${numberText(count)} ${noun}${count === 1 ? '' : 's'}`;

/** `3 complete, 1 denied`. */
export const namedCounts = (counts: Readonly<Record<string, number | undefined>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${numberText(count ?? 0)} ${name}`)
    .join(', ');
