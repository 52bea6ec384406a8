/** Many texts in one buffer, which are searched without being decoded. */
export interface Texts {
  readonly bytes: Buffer;
  /** Where each text ends. It begins where the one before ends. */
  readonly ends: Uint32Array;
}

export function textsOf(texts: readonly string[]): Texts {
  const parts = texts.map((text) => Buffer.from(text));
  return { bytes: Buffer.concat(parts), ends: endsOf(parts) };
}

/** The ends of parts that lie one after the other. */
export function endsOf(parts: readonly { readonly length: number }[]): Uint32Array {
  let end = 0;
  return Uint32Array.from(parts, ({ length }) => (end += length));
}

export const startOf = (ends: Uint32Array, place: number): number => (place === 0 ? 0 : ends[place - 1]!);

export const textAt = ({ bytes, ends }: Texts, place: number): string => bytes.toString('utf8', startOf(ends, place), ends[place]);

/**
 * Marks the texts that contain `part`.
 * @param marks one for each text; 1 is written where `part` is found
 * @param from where in a text it has to be: `start`, `whole`, or anywhere
 */
export function markTexts(
  { bytes, ends }: Texts,
  part: string,
  marks: Uint8Array,
  from: 'anywhere' | 'start' | 'whole' = 'anywhere',
): void {
  const wanted = Buffer.from(part);
  let place = 0;
  for (let at = bytes.indexOf(wanted); at !== -1; at = bytes.indexOf(wanted, at)) {
    while (ends[place]! <= at) place += 1;
    const end = ends[place]!;
    const after = at + wanted.length;
    // The end of one text and the beginning of the next may make a part that neither has.
    const isFound = after <= end && (from === 'anywhere' || (at === startOf(ends, place) && (from === 'start' || after === end)));
    if (isFound) marks[place] = 1;
    at = isFound ? end : at + 1;
  }
}
