import { describe, expect, it } from '@jest/globals';
import type { ManagedRow } from '../../../shared/managed/model.ts';
import { ManagedWorld, readyWorld } from '../../support/managed-world.ts';
import { providerError } from '../../support/slow-manager.ts';

const CONDITIONS = ['Validated', 'DependenciesReady', 'Created', 'InSync', 'Ready'];

describe('a managed resource that is asked for', () => {
  it('is made once, is waited for without waiting, and is ready', async () => {
    const world = new ManagedWorld();
    const id = await world.ask({ config: { size: 'medium' } });

    expect(await world.step(id)).toBe('done');
    expect(await world.phase(id)).toBe('Creating');
    expect(await world.step(id)).toBe('idle');
    await world.settle(id);

    const row = await world.row(id);
    expect(row).toMatchObject({
      observed_generation: 1,
      applied_generation: 1,
      provider_resource_id: 'slow-1',
      actual_config: { size: 'medium', engine: 'one' },
      message: 'It is ready, and as it is specified.',
      resource_uid: `${row.account_id}|Slow::Thing|eu-west-1|slow-1.example.com`,
    });
    expect(row.conditions.map(({ type, status }) => [type, status])).toEqual(CONDITIONS.map((type) => [type, 'True']));
    expect(row.intent).toBeUndefined();
    expect(row.lease_until).toBeUndefined();
    expect(await world.phase(id)).toBe('Ready');
    expect(await world.log(id)).toEqual(['creation_started', 'ready']);
    expect(world.publisher.sent.map(({ type }) => type)).toEqual(['muster.managed.creation_started', 'muster.managed.ready']);
    expect(world.provider.resources).toHaveLength(1);
  });

  it('is looked at after 15 seconds while a step is under way, and after 6 hours when it is ready', async () => {
    const world = new ManagedWorld();
    const id = await world.ask();
    await world.step(id);
    expect(Date.parse((await world.row(id)).next_reconcile_at!) - world.clock.now()).toBe(15_000);
    expect(world.messages.at(-1)).toEqual({ body: { managed_id: id }, group: id, delay_seconds: 15 });
    await world.settle(id);

    expect(Date.parse((await world.row(id)).next_reconcile_at!) - world.clock.now()).toBe(6 * 3_600_000);
  });

  it('whose name is taken fails with the reason, and takes nothing over', async () => {
    const { world } = await readyWorld();
    const other = await world.ask({ region: 'eu-west-2' });
    await world.settle(other);

    expect(await world.phase(other)).toBe('Failed');
    expect(await world.condition(other, 'Created')).toBe('False NameTaken');
    expect((await world.row(other)).provider_resource_id).toBeUndefined();
    expect(world.provider.resources).toHaveLength(1);
  });

  it.each([
    ['transient', 'False ProviderError'],
    ['throttled', 'False Throttled'],
    ['denied', 'False AccessDenied'],
    ['invalid', 'False Refused'],
  ] as const)('is tried again, ever later, while the provider answers %s, and is made in the end', async (errorClass, condition) => {
    const world = new ManagedWorld();
    const id = await world.ask();
    let refused = 0;
    world.provider.gate = (call, when) => {
      if (call !== 'create' || when !== 'before' || refused >= 6) return;
      refused++;
      throw providerError(errorClass);
    };
    const delays: number[] = [];
    while ((await world.phase(id)) !== 'Ready') {
      const before = world.clock.now();
      world.clock.advance(Math.max(0, Date.parse((await world.row(id)).next_reconcile_at!) - before));
      await world.step(id);
      if (refused === 5 && delays.length === 0) {
        expect(await world.phase(id)).toBe('Failed');
        expect(await world.condition(id, 'Created')).toBe(condition);
      }
      const row: ManagedRow = await world.row(id);
      if (row.failures > 0) delays.push(Date.parse(row.next_reconcile_at!) - world.clock.now());
    }

    expect(delays.length).toBeGreaterThanOrEqual(6);
    expect(delays.slice(0, 4)).toEqual(delays.slice(0, 4).toSorted((a, b) => a - b));
    expect(world.provider.resources).toHaveLength(1);
  });

  it('that the provider could not make stays with what it says', async () => {
    const world = new ManagedWorld();
    world.provider.makesBroken = true;
    const id = await world.ask();
    await world.settle(id);

    expect(await world.phase(id)).toBe('Failed');
    expect(await world.condition(id, 'Created')).toBe('False ProviderFailed');
    expect((await world.row(id)).message).toContain('no room');
  });

  it('with a configuration that its schema refuses makes no call', async () => {
    const { world, id } = await readyWorld({ config: { size: 'huge' } });

    expect(await world.phase(id)).toBe('Failed');
    expect(await world.condition(id, 'Validated')).toBe('False Invalid');
    expect(world.provider.calls).toEqual([]);
  });

  it('of a type that this version does not know is kept as it is', async () => {
    const { world, id } = await readyWorld({ type: 'future' });

    expect(await world.phase(id)).toBe('Failed');
    expect(await world.condition(id, 'Validated')).toBe('False UnknownType');
  });

  it('is left alone while it is paused', async () => {
    const world = new ManagedWorld();
    const id = await world.ask({ paused: true });

    expect(await world.step(id)).toBe('idle');
    expect(world.provider.calls).toEqual([]);
  });

  it('is only looked at in the mode observe', async () => {
    const { world, id } = await readyWorld({ mode: 'observe' });

    expect(await world.phase(id)).toBe('Failed');
    expect(await world.condition(id, 'Created')).toBe('False NothingToObserve');
    expect(world.provider.resources).toEqual([]);
  });
});
