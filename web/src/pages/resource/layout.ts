/** Places the resources of a graph in columns: what is as many relationships away stands in one column. */

export interface Placed {
  readonly x: number;
  readonly y: number;
}

const COLUMN = 280;
const ROW = 90;

/** @param distances of the resources by id, 0 for the one in the middle */
export function placesOf(distances: ReadonlyMap<string, number>): ReadonlyMap<string, Placed> {
  const columns = Map.groupBy(distances, ([, distance]) => distance);
  return new Map(
    [...columns].flatMap(([distance, column]) =>
      column.map(([id], place) => [id, { x: distance * COLUMN, y: (place - (column.length - 1) / 2) * ROW }] as const),
    ),
  );
}
