import { describe, expect, it } from '@jest/globals';
import { readyWorld } from '../../support/managed-world.ts';
import { ASKED_SNAPSHOT, providerError } from '../../support/slow-manager.ts';

describe('an operation', () => {
  it('is called until it is done, with one token', async () => {
    const { world, id } = await readyWorld();
    await world.request(id, { operations: [ASKED_SNAPSHOT] });
    await world.settle(id);

    expect((await world.row(id)).operations).toMatchObject([
      { state: 'succeeded', message: `The snapshot ${ASKED_SNAPSHOT.operation_id} was taken.` },
    ]);
    expect([...world.provider.operations]).toEqual([[ASKED_SNAPSHOT.operation_id, 2]]);
    expect(world.publisher.of('muster.managed.operation_ended')[0]?.data).toMatchObject({
      operation: 'snapshot',
      operation_id: ASKED_SNAPSHOT.operation_id,
    });
  });

  it('that is refused has failed, and the resource is as before', async () => {
    const { world, id } = await readyWorld();
    world.provider.gate = (call) => {
      if (call === 'operation') throw providerError('denied');
    };
    await world.request(id, {
      operations: [
        ASKED_SNAPSHOT,
        { ...ASKED_SNAPSHOT, operation_id: 'b', name: 'explode' },
        { ...ASKED_SNAPSHOT, operation_id: 'c', parameters: { wrong: 1 } },
      ],
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
    await world.request(id, { operations: [ASKED_SNAPSHOT] });
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
        await world.request(id, { operations: [ASKED_SNAPSHOT] });
      }
    };
    await world.request(id, {});
    await world.settle(id);

    expect((await world.row(id)).operations).toMatchObject([{ state: 'succeeded' }]);
  });
});
