/** For tests that compare whole folders: the message of a failed test says which file to write. */

/** @throws Error with the remedy and each of the items that should not be there, if there is any */
export function expectNone(found: Iterable<string>, remedy: string): void {
  const all = [...new Set(found)].toSorted();
  if (all.length === 0) return;
  throw new Error(`${remedy}\n${all.map((each) => `- ${each}`).join('\n')}`);
}
