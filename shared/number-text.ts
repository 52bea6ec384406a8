/** `12,345`: a number as people read it, the same everywhere. No JSON and no CSV holds such a text. */
export const numberText = (value: number): string => value.toLocaleString('en');
