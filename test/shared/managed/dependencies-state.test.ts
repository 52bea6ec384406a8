import { describe, expect, it } from '@jest/globals';
import { ManagedWorld } from '../../support/managed-world.ts';

describe('dependencies', () => {
  it('are waited for by name, and give their outputs', async () => {
    const world = new ManagedWorld();
    const db = await world.ask({ name: 'db' });
    const app = await world.ask({ name: 'app', dependencies: [{ name: 'db', relation: 'requires', managed_id: db }] });
    await world.step(app);

    expect(await world.phase(app)).toBe('Pending');
    expect(await world.condition(app, 'DependenciesReady')).toBe('False WaitsForDependencies');
    expect((await world.row(app)).message).toContain('db (slow db), which is Pending');

    await world.settle(db);
    // It was told at once.
    expect((await world.row(app)).next_reconcile_at! <= new Date(world.clock.now()).toISOString()).toBe(true);
    await world.settle(app);
    expect(await world.phase(app)).toBe('Ready');
    expect((await world.row(app)).actual_config).toMatchObject({ upstream: 'slow-1.example.com' });
    expect((await world.row(app)).spec.config).toEqual({});
  });

  it('that give something else have the resource looked at again', async () => {
    const world = new ManagedWorld();
    const db = await world.ask({ name: 'db', drift: 'correct' });
    const app = await world.ask({ name: 'app', dependencies: [{ name: 'db', relation: 'requires', managed_id: db }] });
    await world.settle(db);
    await world.settle(app);
    world.provider.resources[0]!.state = 'gone';
    await world.request(db, {});
    await world.settle(db);
    await world.settle(app);

    expect((await world.row(app)).actual_config).toMatchObject({ upstream: 'slow-3.example.com' });
    expect(await world.log(app)).not.toContain('drifted');
  });

  it('that do not exist, are being deleted, or lead in a circle, fail with the reason', async () => {
    const world = new ManagedWorld();
    const gone = await world.ask({ name: 'gone' });
    const lost = await world.ask({ name: 'lost', dependencies: [{ name: 'x', relation: 'requires', managed_id: gone }] });
    await world.delete(gone);
    await world.step(lost);
    expect(await world.condition(lost, 'DependenciesReady')).toBe('False DependencyDeleting');
    expect(await world.phase(lost)).toBe('Failed');

    await world.rows.remove(gone, () => []);
    await world.request(lost, {});
    await world.step(lost);
    expect(await world.condition(lost, 'DependenciesReady')).toBe('False DependencyMissing');

    const one = await world.ask({ name: 'one' });
    const two = await world.ask({ name: 'two', dependencies: [{ name: 'one', relation: 'uses', managed_id: one }] });
    await world.patch(one, { dependencies: [{ name: 'two', relation: 'uses', managed_id: two }] });
    await world.step(one);
    expect(await world.condition(one, 'DependenciesReady')).toBe('False DependencyCircle');
    expect((await world.row(one)).message).toContain('one → two → one');
  });
});
