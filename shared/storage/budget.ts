/** Keeps lists that share one row within a budget of bytes, so that no row outgrows DynamoDB's 400 KB. */

export const utf8Bytes = (value: unknown): number => Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value));

/**
 * Returns every list whole if together they fit into `budget` bytes. Otherwise each list keeps the elements from its beginning that
 * fit into an equal share of the budget, so that no list displaces the others. Empty lists are left out.
 */
export function withinBudget<T>(
  lists: Readonly<Record<string, readonly T[]>>,
  budget: number,
  bytesOf: (element: T) => number = utf8Bytes,
): Readonly<Record<string, readonly T[]>> {
  const filled = Object.entries(lists).filter(([, list]) => list.length > 0);
  const total = filled.reduce((sum, [, list]) => sum + list.reduce((bytes, element) => bytes + bytesOf(element), 0), 0);
  if (total <= budget) return Object.fromEntries(filled);
  const share = Math.floor(budget / filled.length);
  return Object.fromEntries(
    filled.map(([name, list]) => {
      let room = share;
      return [name, list.filter((element) => (room -= bytesOf(element)) >= 0)] as const;
    }),
  );
}
