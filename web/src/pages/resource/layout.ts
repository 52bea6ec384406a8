/** Places the resources of a graph in columns: what is farther away stands farther to the right. */

export interface Placed {
  readonly x: number;
  readonly y: number;
}

const COLUMN = 260;
const ROW = 110;
/** Resources of one distance that stand above each other. Further ones take further columns. */
const MOST_ROWS = 10;

/** @param distances of the resources by id, 0 for the one in the middle */
export function placesOf(distances: ReadonlyMap<string, number>): ReadonlyMap<string, Placed> {
  const places = new Map<string, Placed>();
  let column = 0;
  for (const distance of [...new Set(distances.values())].toSorted((a, b) => a - b)) {
    const ids = [...distances].flatMap(([id, each]) => (each === distance ? [id] : []));
    for (let from = 0; from < ids.length; from += MOST_ROWS, column += 1) {
      const own = ids.slice(from, from + MOST_ROWS);
      for (const [place, id] of own.entries()) places.set(id, { x: column * COLUMN, y: (place - (own.length - 1) / 2) * ROW });
    }
  }
  return places;
}
