import { describe, expect, it } from '@jest/globals';
import { ManagedWorld, readyWorld } from '../../support/managed-world.ts';
import { providerError } from '../../support/slow-manager.ts';

describe('a provider that cannot be asked', () => {
  it('makes every condition of the resource unknown, and never absent', async () => {
    const { world, id } = await readyWorld();
    world.provider.gate = (call) => {
      if (call === 'observe') throw providerError('transient');
    };
    await world.request(id, {});
    await world.step(id);

    for (const type of ['Created', 'InSync', 'Ready']) expect(await world.condition(id, type)).toBe('Unknown ProviderError');
    expect(await world.phase(id)).toBe('Pending');
    expect(await world.log(id)).toEqual(['creation_started', 'ready', 'unreachable']);
    expect((await world.row(id)).actual_config).toMatchObject({ size: 'small' });

    world.provider.gate = () => undefined;
    await world.settle(id);
    expect(await world.phase(id)).toBe('Ready');
    expect(world.provider.resources).toHaveLength(1);
  });

  it('or that tells more of the resource than a row can hold, leaves it unknown', async () => {
    const { world, id } = await readyWorld();
    const [resource] = world.provider.live;
    if (!resource) throw new Error('There is no resource.');
    resource.tags = { ...resource.tags, others: 'x'.repeat(500_000) };
    await world.request(id, {});
    await world.step(id);

    expect(await world.condition(id, 'Ready')).toBe('Unknown Refused');
    expect((await world.row(id)).message).toContain('more than 64 KiB');
    expect(JSON.stringify(await world.row(id)).length).toBeLessThan(20_000);
  });

  it('does not leak what it threw', async () => {
    const { world, id } = await readyWorld();
    world.provider.gate = () => {
      throw new Error('password=hunter2');
    };
    await world.request(id, {});
    await world.step(id);

    expect(JSON.stringify(await world.row(id))).not.toContain('hunter2');
    expect(await world.condition(id, 'Ready')).toBe('Unknown InternalError');
  });
});

describe('the lease', () => {
  it('keeps a second worker away, until it has ended', async () => {
    const world = new ManagedWorld();
    const id = await world.ask();
    await world.rows.change(id, ({ attempt }) => ({
      set: { attempt: attempt + 1, lease_until: new Date(world.clock.now() + 60_000).toISOString() },
    }));

    expect(await world.step(id)).toBe('held');
    world.clock.advance(60_001);
    expect(await world.step(id)).toBe('done');
  });

  it('that was lost in the midst of a step lets the worker write nothing more', async () => {
    const world = new ManagedWorld();
    const id = await world.ask();
    world.provider.gate = async (call, when) => {
      if (call !== 'create' || when !== 'after') return;
      await world.rows.change(id, ({ attempt }) => ({ set: { attempt: attempt + 1, failures: 7 } }));
    };

    expect(await world.step(id)).toBe('lost');
    expect(await world.row(id)).toMatchObject({ failures: 7, observed_generation: 0 });
    expect(await world.row(id)).not.toHaveProperty('provider_resource_id');
  });

  it('does not hide a change that came in the midst of a step: it is looked at again at once', async () => {
    const { world, id } = await readyWorld();
    world.provider.gate = async (call, when) => {
      if (call !== 'observe' || when !== 'after') return;
      world.provider.gate = () => undefined;
      await world.patch(id, { config: { size: 'large' } });
    };
    await world.request(id, {});
    await world.step(id);

    expect(await world.row(id)).toMatchObject({ generation: 2, observed_generation: 1, applied_generation: 1 });
    expect((await world.row(id)).next_reconcile_at).toBe(new Date(world.clock.now()).toISOString());
    expect(await world.phase(id)).toBe('Updating');
    await world.settle(id);
    expect(world.provider.live[0]!.config.size).toBe('large');
  });

  it('lets no deletion begin after the resource was given back its life in the meantime', async () => {
    const { world, id } = await readyWorld();
    world.provider.gate = async (call, when) => {
      if (call !== 'observe' || when !== 'after') return;
      world.provider.gate = () => undefined;
      await world.patch(id, { deletion_policy: 'retain' });
    };
    await world.patch(id, { config: { engine: 'two' } });
    await world.settle(id);

    expect(world.provider.live.map(({ id: each }) => each)).toEqual(['slow-1']);
    expect(await world.condition(id, 'InSync')).toBe('False ReplaceRefused');
  });
});
