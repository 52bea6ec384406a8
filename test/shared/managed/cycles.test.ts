import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { circleFrom, orderedByDependencies } from '../../../shared/managed/cycles.ts';

type Graph = Readonly<Record<string, readonly string[]>>;

async function circleIn(
  graph: Graph,
  start: string,
): Promise<{ readonly path: readonly string[] | undefined; readonly loaded: readonly string[] }> {
  const loaded: string[] = [];
  const path = await circleFrom({ id: start, dependsOn: graph[start] ?? [] }, async (ids) => {
    loaded.push(...ids);
    return new Map(ids.flatMap((id) => (graph[id] ? [[id, graph[id]]] : [])));
  });
  return { path, loaded };
}

describe('a circle', () => {
  test('is told by its path', async () => {
    expect((await circleIn({ a: ['b', 'x'], b: ['c'], c: ['a'], x: [] }, 'a')).path).toEqual(['a', 'b', 'c', 'a']);
  });

  test('may be a resource that depends on itself', async () => {
    expect((await circleIn({ a: ['a'] }, 'a')).path).toEqual(['a', 'a']);
  });

  test('of others does not count, and each resource is loaded once', async () => {
    const { path, loaded } = await circleIn({ a: ['b', 'c'], b: ['c'], c: ['d'], d: ['c', 'gone'] }, 'a');
    expect(path).toBeUndefined();
    expect(loaded).toEqual(['b', 'c', 'd', 'gone']);
  });
});

describe('the order of resources', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
  const graphs = fc.record(Object.fromEntries(ids.map((id) => [id, fc.uniqueArray(fc.constantFrom(...ids, 'outside'), { maxLength: 3 })])));

  test('has each behind what it depends on, or there is a circle whose every step is a dependency', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, async (graph) => {
        const answer = await orderedByDependencies(Object.entries(graph).map(([id, dependsOn]) => ({ id, dependsOn })));
        if ('circle' in answer) {
          const { circle } = answer;
          expect(circle.length).toBeGreaterThan(1);
          expect(circle[0]).toBe(circle.at(-1));
          for (const [place, id] of circle.slice(1).entries()) expect(graph[circle[place] ?? '']).toContain(id);
          return;
        }
        expect(answer.order.toSorted()).toEqual(ids);
        for (const [place, id] of answer.order.entries())
          for (const each of graph[id] ?? []) if (each !== 'outside') expect(answer.order.slice(0, place)).toContain(each);
      }),
    );
  });

  test('keeps the given order where nothing speaks against it', async () => {
    const independent = ['c', 'a', 'b'].map((id) => ({ id, dependsOn: [] }));
    expect(await orderedByDependencies(independent)).toEqual({ order: ['c', 'a', 'b'] });
  });
});
