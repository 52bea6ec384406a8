import { describe, expect, it, jest } from '@jest/globals';
import type { ManagedRow } from '../../../shared/managed/model.ts';
import { ManagedWorld } from '../../support/managed-world.ts';
import { providerError } from '../../support/slow-manager.ts';

const CONDITIONS = ['Validated', 'DependenciesReady', 'Created', 'InSync', 'Ready'];

async function readyWorld(spec: Parameters<ManagedWorld['ask']>[0] = {}) {
  const world = new ManagedWorld();
  const id = await world.ask(spec);
  await world.settle(id);
  return { world, id };
}

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

  it('is never mended of what is only observed', async () => {
    const { world, id } = await readyWorld();
    await world.patch(id, { mode: 'observe', drift: 'correct', config: { size: 'large' } });
    await world.settle(id);

    expect(await world.condition(id, 'InSync')).toBe('False Drifted');
    expect(world.provider.calls).not.toContain('update');
  });
});

describe('an operation', () => {
  const asked = {
    operation_id: 'abcdefghijklmnopqrstuvwxyz',
    name: 'snapshot',
    parameters: {},
    state: 'pending',
    requested_at: '',
    requested_by: 'tester',
  } as const;

  it('is called until it is done, with one token', async () => {
    const { world, id } = await readyWorld();
    await world.request(id, { operations: [asked] });
    await world.settle(id);

    expect((await world.row(id)).operations).toMatchObject([
      { state: 'succeeded', message: `The snapshot ${asked.operation_id} was taken.` },
    ]);
    expect([...world.provider.operations]).toEqual([[asked.operation_id, 2]]);
    expect(world.publisher.of('muster.managed.operation_ended')[0]?.data).toMatchObject({
      operation: 'snapshot',
      operation_id: asked.operation_id,
    });
  });

  it('that is refused has failed, and the resource is as before', async () => {
    const { world, id } = await readyWorld();
    world.provider.gate = (call) => {
      if (call === 'operation') throw providerError('denied');
    };
    await world.request(id, {
      operations: [asked, { ...asked, operation_id: 'b', name: 'explode' }, { ...asked, operation_id: 'c', parameters: { wrong: 1 } }],
    });
    await world.settle(id);

    expect((await world.row(id)).operations.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
    expect(await world.phase(id)).toBe('Ready');
  });

  it('that cannot be called is tried again, and fails after five times', async () => {
    const { world, id } = await readyWorld();
    world.provider.gate = (call) => {
      if (call === 'operation') throw providerError('throttled');
    };
    await world.request(id, { operations: [asked] });
    for (let steps = 0; steps < 5; steps++) {
      world.clock.advance(3_600_000);
      await world.step(id);
    }

    expect((await world.row(id)).operations).toMatchObject([{ state: 'failed' }]);
  });

  it('asked for while a step is under way is not lost', async () => {
    const { world, id } = await readyWorld();
    world.provider.gate = async (call, when) => {
      if (call === 'observe' && when === 'after') {
        world.provider.gate = () => undefined;
        await world.request(id, { operations: [asked] });
      }
    };
    await world.request(id, {});
    await world.settle(id);

    expect((await world.row(id)).operations).toMatchObject([{ state: 'succeeded' }]);
  });
});

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
