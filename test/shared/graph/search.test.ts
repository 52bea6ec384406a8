import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { around, shortestPath } from '../../../shared/graph/search.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { graphOf, resource, type Row, store, to } from './support.ts';

let memory: MemoryStore;
beforeEach(() => {
  memory = new MemoryStore();
});

const node = (id: string, ...uses: readonly string[]): Row => resource('T', id, { links: uses.map((other) => to(`uses T ${other}`)) });
const most = { edges: 1000, bytes: 1_000_000 };
const ids = (found: { readonly resources: readonly { readonly row: Row; readonly distance: number }[] }) =>
  found.resources.map(({ row, distance }) => `${row.resource_id}@${distance}`);
const bytesOf = () => 1;

describe('around', () => {
  beforeEach(async () => {
    // a → b → c → a, c → d, e → b, b → gone
    await store(memory, node('a', 'b'), node('b', 'c', 'gone'), node('c', 'a', 'd'), node('d'), node('e', 'b'));
  });
  const from = (id: string, options: Partial<Parameters<typeof around>[2]> = {}) =>
    around(graphOf(memory), node(id, ...(id === 'a' ? ['b'] : id === 'b' ? ['c', 'gone'] : [])), { depth: 1, most, bytesOf, ...options });

  it('finds what is used and what uses it, by distance, and each edge once although there are cycles', async () => {
    expect(ids(await from('a'))).toEqual(['a@0', 'b@1', 'c@1']);
    const two = await from('a', { depth: 2 });
    expect(ids(two)).toEqual(['a@0', 'b@1', 'c@1', 'e@2', 'd@2']);
    const five = await from('a', { depth: 5 });
    expect(ids(five)).toEqual(ids(two));
    const edges = five.edges.map(({ source, target_id, target }) => `${source.resource_id}>${target_id}${target ? '' : '?'}`);
    expect(edges.toSorted()).toEqual(['a>b', 'b>c', 'b>gone?', 'c>a', 'c>d', 'e>b']);
    expect(five.cut).toBeUndefined();
  });

  it('follows some relations alone', async () => {
    expect(ids(await from('a', { depth: 5, relations: new Set(['other']) }))).toEqual(['a@0']);
  });

  it('ends with what it has, and says why', async () => {
    const edges = await from('a', { depth: 5, most: { ...most, edges: 2 } });
    expect([edges.edges.length, edges.cut]).toEqual([2, 'edges']);
    expect((await from('a', { depth: 5, most: { ...most, bytes: 3 } })).cut).toBe('bytes');
    const rows = await around(graphOf(memory, { rows: 2 }), node('a', 'b'), { depth: 5, most, bytesOf });
    expect([rows.cut, ids(rows)[0]]).toEqual(['rows', 'a@0']);
    let now = 0;
    const time = await around(
      graphOf(memory, { until: 3 }, () => now++),
      node('a', 'b'),
      { depth: 5, most, bytesOf },
    );
    expect(time.cut).toBe('time');
  });
});

describe('shortestPath', () => {
  const path = async (from: Row, goal: Row, graph = graphOf(memory)) => {
    const { steps, cut } = await shortestPath(graph, from, goal);
    return [
      from.resource_id,
      ...(steps ?? []).map(({ direction, to: next }) => `${direction} ${next.resource_id}`),
      ...(steps ? [] : ['none']),
      ...(cut ? [cut] : []),
    ].join(' ');
  };

  it('goes along and against relationships', async () => {
    const [lb, listener, group, db] = [node('lb'), node('listener', 'lb', 'group'), node('group'), node('db', 'group')];
    await store(memory, lb, listener, group, db);

    expect(await path(lb, db)).toBe('lb used_by listener uses group used_by db');
    expect(await path(db, lb)).toBe('db uses group used_by listener uses lb');
    expect(await path(lb, lb)).toBe('lb');
  });

  it('says that there is none, or that the search ended', async () => {
    const [one, two, three] = [node('one', 'two'), node('two'), node('three', 'four')];
    await store(memory, one, two, three, node('four', 'five'), node('five', 'six'), node('six'));

    expect(await path(one, three)).toBe('one none');
    expect(await path(three, node('six'), graphOf(memory, { rows: 1 }))).toBe('three none rows');
  });

  it('is as short as the shortest one of any graph', async () => {
    const graphs = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(graphs, async (pairs) => {
        const fresh = new MemoryStore();
        const nodes = Array.from({ length: 12 }, (_, n) =>
          node(`n${n}`, ...pairs.filter(([a, b]) => a === n && b !== n).map(([, b]) => `n${b}`)),
        );
        await store(fresh, ...nodes);
        const distances = distancesFrom(0, pairs);
        for (const goal of [1, 5, 11]) {
          const { steps } = await shortestPath(graphOf(fresh), nodes[0]!, nodes[goal]!);
          expect(steps?.length).toBe(distances.get(goal));
          let at = 'n0';
          for (const { edge, direction, to: next } of steps ?? []) {
            const ends = [edge.source.resource_id, edge.target?.resource_id];
            expect(direction === 'uses' ? ends : ends.toReversed()).toEqual([at, next.resource_id]);
            at = next.resource_id;
          }
          if (steps) expect(at).toBe(`n${goal}`);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

function distancesFrom(start: number, pairs: readonly (readonly [number, number])[]): ReadonlyMap<number, number> {
  const distances = new Map([[start, 0]]);
  for (const [at, distance] of distances)
    for (const [a, b] of pairs)
      for (const [from, next] of [
        [a, b],
        [b, a],
      ] as const)
        if (from === at && !distances.has(next)) distances.set(next, distance + 1);
  return distances;
}
