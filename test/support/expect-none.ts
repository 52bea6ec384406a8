/** For tests that hold whole folders against each other: whoever made such a test red learns from it which file to write. */

/** @throws Error with the remedy, and with each of what should not be there, if there is any */
export function expectNone(found: Iterable<string>, remedy: string): void {
  const all = [...new Set(found)].toSorted();
  if (all.length === 0) return;
  throw new Error(`${remedy}\n${all.map((each) => `- ${each}`).join('\n')}`);
}
