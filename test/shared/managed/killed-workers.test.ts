/** A worker dies at each of its calls, to the store and to the provider, in every lifecycle. The workers after it end what it has begun. */
import { describe, expect, it } from '@jest/globals';
import type { ManagedId, Spec } from '../../../shared/managed/model.ts';
import { reconcile } from '../../../shared/managed/reconcile.ts';
import { engineOver, LEASE_MS, ManagedWorld } from '../../support/managed-world.ts';
import { ASKED_SNAPSHOT } from '../../support/slow-manager.ts';
import { Killed, stoppingStore } from '../../support/stopping-store.ts';

interface Lifecycle {
  readonly name: string;
  readonly spec?: Partial<Spec>;
  /** Done while nobody dies. */
  readonly prepare?: (world: ManagedWorld, id: ManagedId) => Promise<void>;
  /** Checks the end, however often a worker has died. */
  readonly ends: (world: ManagedWorld, id: ManagedId) => Promise<void>;
}

const isReady = async (world: ManagedWorld, id: ManagedId, generation: number): Promise<void> => {
  expect(await world.phase(id)).toBe('Ready');
  expect(await world.row(id)).toMatchObject({ generation, observed_generation: generation, applied_generation: generation });
};
const isRemoved = async (world: ManagedWorld, id: ManagedId): Promise<void> => {
  expect(await world.rows.get(id)).toBeUndefined();
  expect(world.store.rows('managed_dependents')).toEqual([]);
};
const asked = async (world: ManagedWorld, id: ManagedId): Promise<void> => {
  await world.settle(id);
  // A resource that was just made may not be shown yet, which is told apart from what is gone by its age.
  world.clock.advance(600_000);
};

const LIFECYCLES: readonly Lifecycle[] = [
  {
    name: 'a creation',
    ends: async (world, id) => {
      await isReady(world, id, 1);
      expect(world.provider.resources).toHaveLength(1);
    },
  },
  {
    name: 'an update',
    prepare: async (world, id) => {
      await asked(world, id);
      await world.patch(id, { config: { size: 'large' } });
    },
    ends: async (world, id) => {
      await isReady(world, id, 2);
      expect(world.provider.resources.map(({ config }) => config.size)).toEqual(['large']);
    },
  },
  {
    name: 'a replacement',
    spec: { deletion_policy: 'snapshot' },
    prepare: async (world, id) => {
      await asked(world, id);
      await world.patch(id, { config: { engine: 'two' } });
    },
    ends: async (world, id) => {
      await isReady(world, id, 2);
      expect(world.provider.resources.map(({ state, deletedWith, config }) => [state, deletedWith, config.engine])).toEqual([
        ['gone', 'snapshot', 'one'],
        ['ready', undefined, 'two'],
      ]);
      expect(world.provider.snapshots).toHaveLength(1);
    },
  },
  {
    name: 'a deletion',
    prepare: async (world, id) => {
      await asked(world, id);
      await world.delete(id);
    },
    ends: async (world, id) => {
      await isRemoved(world, id);
      expect(world.provider.resources.map(({ state, deletedWith }) => [state, deletedWith])).toEqual([['gone', 'delete']]);
    },
  },
  {
    name: 'a deletion with a snapshot',
    spec: { deletion_policy: 'snapshot' },
    prepare: async (world, id) => {
      await asked(world, id);
      await world.delete(id);
    },
    ends: async (world, id) => {
      await isRemoved(world, id);
      expect(world.provider.snapshots).toHaveLength(1);
    },
  },
  {
    name: 'a deletion of what is retained',
    spec: { deletion_policy: 'retain' },
    prepare: async (world, id) => {
      await asked(world, id);
      await world.delete(id);
    },
    ends: async (world, id) => {
      await isRemoved(world, id);
      expect(world.provider.resources.map(({ state }) => state)).toEqual(['ready']);
    },
  },
  {
    name: 'a deletion in the midst of the creation',
    prepare: async (world, id) => {
      await world.step(id);
      await world.delete(id);
    },
    ends: async (world, id) => {
      await isRemoved(world, id);
      expect(world.provider.live).toEqual([]);
    },
  },
  {
    name: 'an operation',
    prepare: async (world, id) => {
      await asked(world, id);
      await world.request(id, { operations: [ASKED_SNAPSHOT] });
    },
    ends: async (world, id) => {
      await isReady(world, id, 1);
      expect((await world.row(id)).operations.map(({ state }) => state)).toEqual(['succeeded']);
      expect([...world.provider.operations.keys()]).toEqual([ASKED_SNAPSHOT.operation_id]);
    },
  },
  {
    name: 'the mending of a drift',
    spec: { drift: 'correct' },
    prepare: async (world, id) => {
      await asked(world, id);
      world.provider.resources[0]!.state = 'gone';
      await world.request(id, {});
    },
    ends: async (world, id) => {
      await isReady(world, id, 1);
      expect(world.provider.resources.map(({ state }) => state)).toEqual(['gone', 'ready']);
    },
  },
];

/** Lets a worker die at its call number `dieAt`, and others go on. Returns whether it died. */
async function liveThrough({ spec, prepare, ends }: Lifecycle, dieAt: number, when: 'before' | 'after'): Promise<boolean> {
  const world = new ManagedWorld();
  const id = await world.ask(spec);
  await prepare?.(world, id);
  const dying = stoppingStore(world.store, dieAt, when);
  const { deps } = engineOver(dying.store, world.provider, world.clock);
  // A call to the provider is a call of the worker's, before and after it has its effect.
  world.provider.gate = async () => void (await dying.store.get('managed_dependents', { managed_id: 'gate', dependent_id: 'gate' }));
  let hasDied = false;
  for (let steps = 0; steps < 40 && !hasDied; steps++) {
    const row = await world.rows.get(id);
    const wait = row?.next_reconcile_at === undefined ? Infinity : Date.parse(row.next_reconcile_at) - world.clock.now();
    if (wait > 300_000) break;
    world.clock.advance(Math.max(0, wait));
    try {
      await reconcile(id, deps, world.clock.now() + LEASE_MS);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      hasDied = true;
    }
  }
  world.provider.gate = () => undefined;
  const row = await world.rows.get(id);
  if (row) expect(row.observed_generation).toBeLessThanOrEqual(row.generation);
  await world.settle(id);
  await ends(world, id);
  return hasDied;
}

describe.each(LIFECYCLES)('$name', (lifecycle) => {
  it.each(['before', 'after'] as const)('ends as it should, though a worker dies %s any of its calls', async (when) => {
    let deaths = 0;
    while (await liveThrough(lifecycle, deaths + 1, when)) deaths++;

    expect(deaths).toBeGreaterThan(5);
  });
});
