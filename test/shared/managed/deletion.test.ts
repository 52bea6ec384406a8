import { describe, expect, it, jest } from '@jest/globals';
import type { CustomerId } from '../../../shared/ids.ts';
import { ManagedWorld, readyWorld } from '../../support/managed-world.ts';
import { providerError } from '../../support/slow-manager.ts';

describe('a deletion', () => {
  it.each(['delete', 'snapshot'] as const)(
    'with the policy %s ends when the resource is gone, and leaves the log alone',
    async (deletion_policy) => {
      const { world, id } = await readyWorld({ deletion_policy });
      world.clock.advance(600_000);
      await world.delete(id);
      expect(await world.phase(id)).toBe('Deleting');
      await world.settle(id);

      expect(await world.rows.get(id)).toBeUndefined();
      expect(world.provider.live).toEqual([]);
      expect(world.provider.resources[0]!.deletedWith).toBe(deletion_policy);
      expect(world.provider.snapshots).toHaveLength(deletion_policy === 'snapshot' ? 1 : 0);
      expect(await world.log(id)).toEqual(['creation_started', 'ready', 'deleting', 'deleted']);
      expect(world.publisher.sent.at(-1)?.type).toBe('muster.managed.deleted');
      expect(world.store.rows('managed_resources')).toEqual([]);
    },
  );

  it.each([{ deletion_policy: 'retain' }, { mode: 'observe' }] as const)('with %o leaves the resource at the provider', async (kept) => {
    const { world, id } = await readyWorld();
    await world.patch(id, kept);
    await world.settle(id);
    await world.delete(id);
    await world.settle(id);

    expect(await world.rows.get(id)).toBeUndefined();
    expect(world.provider.live).toHaveLength(1);
    expect((await world.log(id)).at(-1)).toBe('retained');
  });

  it('is held up by what depends on it, which is named, and goes on when that is gone', async () => {
    const world = new ManagedWorld();
    const db = await world.ask({ name: 'db' });
    const app = await world.ask({ name: 'app', dependencies: [{ name: 'db', relation: 'requires', managed_id: db }] });
    await world.settle(db);
    await world.settle(app);
    world.clock.advance(600_000);
    await world.delete(db);
    await world.step(db);
    expect(await world.phase(db)).toBe('Failed');
    expect((await world.row(db)).conditions.at(-1)?.message).toContain('slow app');
    expect(world.provider.live).toHaveLength(2);

    await world.delete(app);
    await world.settle(app);
    await world.settle(db);
    expect(world.provider.live).toEqual([]);
    expect(world.store.rows('managed_resources')).toEqual([]);
    expect(world.store.rows('managed_dependents')).toEqual([]);
  });

  it('that is held up by what another customer has does not name it', async () => {
    const { world, id } = await readyWorld();
    const customer_id = 'cus_bbbbbbbbbbbbbbbbbbbbbb' as CustomerId;
    const dependencies = [{ name: 'db', relation: 'requires', managed_id: id }] as const;
    await world.ask({ name: 'own', dependencies });
    await world.ask({ name: 'hidden', dependencies, customer_id }, { customer_id });
    world.clock.advance(600_000);
    await world.delete(id);
    await world.step(id);

    const { message } = await world.row(id);
    expect(message).toContain('depend on it: slow own, 1 of other accounts or customers; delete them');
    expect(message).not.toContain('hidden');
  });

  it('is not stopped by an entry of a dependent that was never stored', async () => {
    const { world, id } = await readyWorld();
    await world.rows.addDependent('mgd_never' as typeof id, [id]);
    world.clock.advance(600_000);
    await world.delete(id);
    await world.settle(id);

    expect(await world.rows.get(id)).toBeUndefined();
  });

  it('that the provider refuses fails, is tried again, and ends', async () => {
    const { world, id } = await readyWorld();
    world.clock.advance(600_000);
    world.provider.gate = (call) => {
      if (call === 'delete') throw providerError('invalid');
    };
    await world.delete(id);
    await world.step(id);
    expect(await world.phase(id)).toBe('Failed');
    expect((await world.row(id)).conditions.at(-1)).toMatchObject({ reason: 'DeletionRefused' });

    world.provider.gate = () => undefined;
    await world.settle(id);
    expect(await world.rows.get(id)).toBeUndefined();
  });

  it('of what was never made ends at once', async () => {
    const world = new ManagedWorld();
    const id = await world.ask();
    await world.delete(id);
    await world.settle(id);

    expect(await world.rows.get(id)).toBeUndefined();
    expect(world.provider.calls).toEqual([]);
  });

  it('does not take what the provider does not show yet for deleted', async () => {
    const world = new ManagedWorld();
    const id = await world.ask();
    await world.step(id);
    const resource = world.provider.resources[0]!;
    // The provider's lists lag behind.
    const lagging = jest.spyOn(world.provider, 'find').mockReturnValue(undefined);
    await world.delete(id);
    await world.step(id);
    expect(await world.rows.get(id)).toBeDefined();
    lagging.mockRestore();
    await world.settle(id);

    expect(resource.state).toBe('gone');
    expect(await world.rows.get(id)).toBeUndefined();
  });
});
