import { describe, expect, it } from '@jest/globals';
import { readyWorld } from '../../support/managed-world.ts';

describe('a change of the specification', () => {
  it('is made in place where the provider can', async () => {
    const { world, id } = await readyWorld();
    await world.patch(id, { config: { size: 'large' } });
    expect(await world.phase(id)).toBe('Updating');
    await world.settle(id);

    expect(await world.row(id)).toMatchObject({
      generation: 2,
      observed_generation: 2,
      applied_generation: 2,
      actual_config: { size: 'large' },
    });
    expect(await world.log(id)).toEqual(['creation_started', 'ready', 'updating', 'ready']);
    expect(world.provider.resources).toHaveLength(1);
  });

  it('replaces the resource where it must, and only after the old one is gone', async () => {
    const { world, id } = await readyWorld();
    await world.patch(id, { config: { engine: 'two' } });
    await world.settle(id);

    expect(world.provider.resources.map(({ id: each, state, deletedWith }) => [each, state, deletedWith])).toEqual([
      ['slow-1', 'gone', 'delete'],
      ['slow-2', 'ready', undefined],
    ]);
    expect(await world.row(id)).toMatchObject({ provider_resource_id: 'slow-2', applied_generation: 2 });
    expect(await world.row(id)).not.toHaveProperty('replacing');
    expect(await world.phase(id)).toBe('Ready');
  });

  it('is taken back before the old resource is deleted, which stays', async () => {
    const { world, id } = await readyWorld();
    await world.patch(id, { config: { engine: 'two' } });
    await world.step(id);
    expect((await world.row(id)).replacing).toBe('slow-1');

    await world.patch(id, { config: { engine: 'one' } });
    await world.settle(id);

    expect(world.provider.calls).not.toContain('delete');
    expect(await world.row(id)).toMatchObject({ provider_resource_id: 'slow-1', applied_generation: 3 });
    expect(await world.row(id)).not.toHaveProperty('replacing');
    expect(await world.phase(id)).toBe('Ready');
  });

  it('does not replace what is to be retained', async () => {
    const { world, id } = await readyWorld({ deletion_policy: 'retain' });
    await world.patch(id, { config: { engine: 'two' } });
    await world.settle(id);

    expect(await world.phase(id)).toBe('Failed');
    expect(await world.condition(id, 'InSync')).toBe('False ReplaceRefused');
    expect(world.provider.live).toHaveLength(1);
  });

  it('that cannot be made says which fields', async () => {
    const { world, id } = await readyWorld();
    await world.patch(id, { config: { zone: 'b' } });
    await world.settle(id);

    expect(await world.phase(id)).toBe('Failed');
    expect((await world.row(id)).message).toContain('/zone cannot be changed');
    await world.patch(id, { config: {} });
    await world.settle(id);
    expect(await world.phase(id)).toBe('Ready');
  });

  it('that falls short leaves the rest, and is tried again', async () => {
    const { world, id } = await readyWorld();
    world.provider.shortOf.add('size');
    await world.patch(id, { config: { size: 'large' } });
    await world.step(id);

    expect(await world.phase(id)).toBe('Failed');
    expect(await world.condition(id, 'Ready')).toBe('False FieldRefused');
    world.provider.shortOf.clear();
    await world.settle(id);
    expect(await world.phase(id)).toBe('Ready');
  });

  it('that the provider takes and never shows counts as failed after a while', async () => {
    const { world, id } = await readyWorld();
    world.provider.ignoresUpdates = true;
    await world.patch(id, { config: { size: 'large' } });
    await world.settle(id);

    expect(await world.phase(id)).toBe('Failed');
    expect(world.provider.calls.filter((call) => call === 'update').length).toBeLessThan(10);
  });
});

describe('a drift', () => {
  it('is told once for each different patch, and is left as it is', async () => {
    const { world, id } = await readyWorld();
    const [resource] = world.provider.resources;
    resource!.config = { ...resource!.config, size: 'large' };
    for (let looks = 0; looks < 3; looks++) {
      await world.request(id, {});
      await world.step(id);
    }

    expect(await world.phase(id)).toBe('Ready');
    expect(await world.condition(id, 'InSync')).toBe('False Drifted');
    expect(await world.log(id)).toEqual(['creation_started', 'ready', 'drifted']);
    expect(world.publisher.of('muster.managed.drifted')[0]?.data.patch).toEqual([{ op: 'replace', path: '/size', value: 'large' }]);
    expect(world.provider.calls).not.toContain('update');

    resource!.config = { ...resource!.config, size: 'medium' };
    await world.request(id, {});
    await world.step(id);
    expect((await world.log(id)).filter((event) => event === 'drifted')).toHaveLength(2);
  });

  it('is mended with drift: correct', async () => {
    const { world, id } = await readyWorld({ drift: 'correct' });
    world.provider.resources[0]!.config = { ...world.provider.resources[0]!.config, size: 'large' };
    await world.request(id, {});
    await world.settle(id);

    expect(world.provider.live[0]!.config.size).toBe('small');
    expect(await world.phase(id)).toBe('Ready');
    expect(await world.row(id)).not.toHaveProperty('drift');
    expect(await world.log(id)).toContain('drifted');
  });

  it.each(['engine', 'zone'] as const)(
    'of %s, which cannot be changed in place, is told and not mended by deleting anything',
    async (field) => {
      const { world, id } = await readyWorld({ drift: 'correct' });
      const other = { engine: 'two', zone: 'b' } as const;
      world.provider.resources[0]!.config = { ...world.provider.resources[0]!.config, [field]: other[field] };
      await world.request(id, {});
      await world.settle(id);

      expect(await world.phase(id)).toBe('Ready');
      expect(await world.condition(id, 'InSync')).toBe('False Drifted');
      expect(world.provider.live.map(({ state }) => state)).toEqual(['ready']);
    },
  );

  it.each([
    ['report', 'Failed', 1],
    ['correct', 'Ready', 2],
  ] as const)('of a resource that is gone is with drift: %s', async (drift, phase, made) => {
    const { world, id } = await readyWorld({ drift });
    world.provider.resources[0]!.state = 'gone';
    await world.request(id, {});
    await world.settle(id);

    expect(await world.phase(id)).toBe(phase);
    expect(world.provider.resources).toHaveLength(made);
    expect((await world.log(id)).filter((event) => event === 'drifted')).toHaveLength(1);
    expect(world.publisher.of('muster.managed.drifted')[0]?.data.patch).toEqual([{ op: 'remove', path: '' }]);
  });

  it('of a resource that is gone is only told of what is only observed', async () => {
    const { world, id } = await readyWorld();
    await world.patch(id, { mode: 'observe', drift: 'correct' });
    await world.settle(id);
    world.provider.resources[0]!.state = 'gone';
    await world.request(id, {});
    await world.settle(id);

    expect((await world.row(id)).message).toBe('It was deleted by others; it is only observed.');
    expect(world.provider.resources).toHaveLength(1);
  });

  it('is never mended of what is only observed', async () => {
    const { world, id } = await readyWorld();
    await world.patch(id, { mode: 'observe', drift: 'correct', config: { size: 'large' } });
    await world.settle(id);

    expect(await world.condition(id, 'InSync')).toBe('False Drifted');
    expect(world.provider.calls).not.toContain('update');
  });
});
