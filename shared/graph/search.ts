/** Searches of the graph from one resource: what is around it, and the shortest path to another one. */
import type { ResourceUid } from '../ids.ts';
import { type Edge, type Ended, type Graph, SearchEnded, type StoredRow } from './graph.ts';

/** Why a search ended before its end. */
export type Cut = 'edges' | 'bytes' | Ended;

export interface AroundOptions {
  /** How many edges away a resource may be. */
  readonly depth: number;
  /** Only edges of these relations are followed; all if undefined. */
  readonly relations?: ReadonlySet<string> | undefined;
  readonly most: { readonly edges: number; readonly bytes: number };
  /** The bytes of an edge in the answer. */
  readonly bytesOf: (edge: Edge) => number;
}

export interface Around<Row extends StoredRow> {
  /** By distance. The resource itself is the first, at 0. */
  readonly resources: readonly { readonly row: Row; readonly distance: number }[];
  /** Each once, though both of its ends may be among the resources. */
  readonly edges: readonly Edge<Row>[];
  /** Undefined if this is everything. */
  readonly cut: Cut | undefined;
}

/** Breadth first, so that what is cut off is what is farthest away. */
export async function around<Row extends StoredRow>(
  graph: Graph<Row>,
  start: Row,
  { depth, relations, most, bytesOf }: AroundOptions,
): Promise<Around<Row>> {
  const found = new Map<ResourceUid, { readonly row: Row; readonly distance: number }>([[start.resource_uid, { row: start, distance: 0 }]]);
  const edges = new Map<string, Edge<Row>>();
  let bytes = 0;
  const cut = await untilEnded(async () => {
    let level: readonly Row[] = [start];
    for (let distance = 1; distance <= depth && level.length > 0; distance++) {
      const next: Row[] = [];
      for (const row of level) {
        for await (const page of graph.edges(row, relations)) {
          for (const edge of page) {
            if (edges.has(keyOf(edge))) continue;
            if (edges.size >= most.edges) return 'edges';
            bytes += bytesOf(edge);
            if (bytes > most.bytes) return 'bytes';
            edges.set(keyOf(edge), edge);
            const other = otherEnd(edge, row);
            if (other === undefined || found.has(other.resource_uid)) continue;
            found.set(other.resource_uid, { row: other, distance });
            next.push(other);
          }
        }
      }
      level = next;
    }
    return undefined;
  });
  return { resources: [...found.values()], edges: [...edges.values()], cut };
}

export interface Step<Row extends StoredRow> {
  readonly edge: Edge<Row>;
  /** `uses`: the step goes the way of the relationship. `used_by`: against it. */
  readonly direction: 'uses' | 'used_by';
  readonly to: Row;
}

/** `steps` is undefined if no path was found; `cut` tells that the search ended early, so that there may be one, or a shorter one. */
export interface PathFound<Row extends StoredRow> {
  readonly steps: readonly Step<Row>[] | undefined;
  /** The resources that the search came to from either end, both ends included. */
  readonly visited: readonly Row[];
  readonly cut: Cut | undefined;
}

/** A resource that a side of the search has reached: over which step, and from which resource. */
interface Reached<Row extends StoredRow> {
  readonly row: Row;
  readonly distance: number;
  readonly via?: { readonly from: ResourceUid; readonly edge: Edge<Row> };
}

/** The resources that are reached from one end, and those among them whose edges are not followed yet. */
interface Side<Row extends StoredRow> {
  readonly reached: Map<ResourceUid, Reached<Row>>;
  level: readonly Row[];
}

/**
 * The shortest path over edges in both directions. The search goes on from both ends, always from the one with fewer open resources, a whole level at a time, so that a resource that
 * everything uses costs little unless the path has to go through it.
 */
export async function shortestPath<Row extends StoredRow>(graph: Graph<Row>, start: Row, goal: Row): Promise<PathFound<Row>> {
  const sideOf = (row: Row): Side<Row> => ({ reached: new Map([[row.resource_uid, { row, distance: 0 }]]), level: [row] });
  const [near, far] = [sideOf(start), sideOf(goal)];
  let meeting: ResourceUid | undefined = start.resource_uid === goal.resource_uid ? start.resource_uid : undefined;
  const cut = await untilEnded(async () => {
    while (meeting === undefined && near.level.length > 0 && far.level.length > 0) {
      const [side, other] = near.level.length <= far.level.length ? [near, far] : [far, near];
      meeting = await nextLevel(graph, side, other);
    }
    return undefined;
  });
  const visited = [...new Map([...near.reached, ...far.reached]).values()].map(({ row }) => row);
  if (meeting === undefined) return { steps: undefined, visited, cut };
  return { steps: [...stepsTo(near, meeting), ...stepsTo(far, meeting).toReversed().map(turned)], visited, cut };
}

/** Follows the edges of the side's level. Returns the resource at which the two sides meet by the shortest way, if they do. */
async function nextLevel<Row extends StoredRow>(graph: Graph<Row>, side: Side<Row>, other: Side<Row>): Promise<ResourceUid | undefined> {
  const next: Row[] = [];
  let meeting: { readonly uid: ResourceUid; readonly distance: number } | undefined;
  for (const row of side.level) {
    const distance = side.reached.get(row.resource_uid)!.distance + 1;
    for await (const page of graph.edges(row)) {
      for (const edge of page) {
        const found = otherEnd(edge, row);
        if (found === undefined || side.reached.has(found.resource_uid)) continue;
        side.reached.set(found.resource_uid, { row: found, distance, via: { from: row.resource_uid, edge } });
        next.push(found);
        const rest = other.reached.get(found.resource_uid)?.distance;
        if (rest !== undefined && (meeting === undefined || rest < meeting.distance)) meeting = { uid: found.resource_uid, distance: rest };
      }
    }
  }
  side.level = next;
  return meeting?.uid;
}

/** The steps from the end of the side to a resource that it has reached. */
function stepsTo<Row extends StoredRow>({ reached }: Side<Row>, uid: ResourceUid): readonly Step<Row>[] {
  const steps: Step<Row>[] = [];
  for (let at = reached.get(uid); at?.via; at = reached.get(at.via.from)) {
    const { edge, from } = at.via;
    steps.push({ edge, direction: edge.source.resource_uid === from ? 'uses' : 'used_by', to: at.row });
  }
  return steps.toReversed();
}

/** The step in the other direction. */
function turned<Row extends StoredRow>({ edge, direction }: Step<Row>): Step<Row> {
  // The edge of a step has two ends that are stored.
  const [source, target] = [edge.source, edge.target!];
  return direction === 'uses' ? { edge, direction: 'used_by', to: source } : { edge, direction: 'uses', to: target };
}

const keyOf = ({ source, relation, target_type, target_id, target }: Edge): string =>
  JSON.stringify([source.resource_uid, relation, target_type, target_id, target?.resource_uid]);

function otherEnd<Row extends StoredRow>({ source, target }: Edge<Row>, row: Row): Row | undefined {
  return source.resource_uid === row.resource_uid ? target : source;
}

async function untilEnded(search: () => Promise<Cut | undefined>): Promise<Cut | undefined> {
  try {
    return await search();
  } catch (error) {
    if (error instanceof SearchEnded) return error.by;
    throw error;
  }
}
