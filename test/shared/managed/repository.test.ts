import { describe, expect, it } from '@jest/globals';
import { ScopedStore } from '../../../shared/access/scoped-store.ts';
import type { CustomerId } from '../../../shared/ids.ts';
import { NotFound } from '../../../shared/errors.ts';
import { managedId } from '../../../shared/managed/managed-id.ts';
import { ManagedRepository } from '../../../shared/managed/repository.ts';
import { account } from '../../support/api-fixture.ts';
import { ManualClock } from '../../support/fakes.ts';
import { interleaved } from '../../support/interleaved.ts';
import { managedSpec, newManagedRow } from '../../support/managed-rows.ts';
import { outboxOver } from '../../support/memory-publisher.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { Killed, stoppingStore } from '../../support/stopping-store.ts';

function world() {
  const store = new MemoryStore();
  const clock = new ManualClock();
  const { outbox, publisher } = outboxOver(store, { clock });
  return { store, clock, outbox, publisher, rows: new ManagedRepository({ store, outbox, clock }) };
}
const REQUESTED = { name: 'requested', message: 'It was asked for.' } as const;
const READY = { name: 'ready', message: 'It is ready.' } as const;
const row = newManagedRow();
const { managed_id } = row;
const linesOf = (store: MemoryStore) => store.rows('managed_events').map(({ event }) => event);

describe('a managed resource', () => {
  it('is stored once, whoever asks for it again', async () => {
    const { rows, publisher, store } = world();

    expect(await rows.create(row, [REQUESTED])).toBe(true);
    expect(await rows.create({ ...row, incarnation: 'other' }, [REQUESTED])).toBe(false);
    expect(await rows.get(managed_id)).toMatchObject({ ...row, revision: 1, listed: 'managed' });
    expect(publisher.of('muster.managed.requested')).toHaveLength(1);
    expect(publisher.sent[0]).toMatchObject({ subject: managed_id, accountid: row.account_id, data: { event: 'slow.requested' } });
    expect(linesOf(store)).toEqual(['slow.requested']);
  });

  it('keeps every one of the changes that are made at the same time', async () => {
    const { store, outbox, clock, rows } = world();
    await rows.create(row, []);
    const add = async (through: ConstructorParameters<typeof ManagedRepository>[0]['store']) =>
      await new ManagedRepository({ store: through, outbox, clock }).change(managed_id, ({ attempt }) => ({
        set: { attempt: attempt + 1 },
        events: [READY],
      }));

    await interleaved(store, [add, add, add], { next: (waiting) => waiting - 1 });

    expect(await rows.get(managed_id)).toMatchObject({ attempt: 3, revision: 4 });
    expect(linesOf(store)).toHaveLength(3);
  });

  it('is not changed where nothing is to be changed, and where it is not there', async () => {
    const { rows } = world();
    await rows.create(row, []);

    expect(await rows.change(managed_id, () => undefined)).toBeUndefined();
    expect(await rows.change(managedId(managedSpec({ name: 'other' })), () => ({}))).toBeUndefined();
    expect(await rows.get(managed_id)).toMatchObject({ revision: 1 });
  });

  it('loses fields that are removed', async () => {
    const { rows } = world();
    await rows.create({ ...row, lease_until: 'now' }, []);

    expect(await rows.change(managed_id, () => ({ remove: ['lease_until'] }))).not.toHaveProperty('lease_until');
    expect(await rows.get(managed_id)).not.toHaveProperty('lease_until');
  });

  it('that was removed leaves its log, and makes place for another of its name', async () => {
    const { rows, store, publisher } = world();
    publisher.refuses = () => true;
    await rows.create(row, [REQUESTED]);
    expect(await rows.remove(managed_id, () => [{ name: 'deleted', message: 'It was deleted.' }])).toBe(true);

    expect(await rows.get(managed_id)).toBeUndefined();
    expect(await rows.remove(managed_id, () => [])).toBe(false);
    expect((await rows.list({ limit: 10 })).items).toEqual([]);
    expect(linesOf(store)).toEqual(['slow.requested', 'slow.deleted']);
    expect(await rows.create({ ...row, incarnation: 'second' }, [REQUESTED])).toBe(true);
    // The unsent events of the first stay, so that they are told.
    expect(store.rows('managed_resources')[0]?.['outbox']).toHaveLength(3);
  });

  it('has each of its events in its log, though its writer died after any call', async () => {
    for (const when of ['before', 'after'] as const)
      for (let dieAt = 1; ; dieAt++) {
        const { store, clock, outbox, rows } = world();
        await rows.create(row, []);
        const stopping = stoppingStore(store, dieAt, when);
        const dying = new ManagedRepository({ store: stopping.store, outbox, clock });
        const died = await dying.change(managed_id, () => ({ set: { failures: 1 }, events: [READY] })).catch((error: unknown) => error);
        const wasWritten = (await rows.get(managed_id))?.failures === 1;
        await rows.change(managed_id, () => ({ set: { attempt: 1 } }));

        expect(linesOf(store)).toEqual(wasWritten ? ['slow.ready'] : []);
        if (!(died instanceof Killed)) break;
      }
  });

  it('is found by its account, its customer, its row of the inventory, and its time', async () => {
    const { rows } = world();
    const uid = 'aws:111111111111|AWS::RDS::DBInstance|eu-west-1|shop' as NonNullable<typeof row.resource_uid>;
    const customer_id = 'cus_4mK0cJ7pQ2vZs1xT9yB8aw' as CustomerId;
    await rows.create({ ...row, resource_uid: uid, customer_id }, []);
    const later = newManagedRow({
      spec: { name: 'later' },
      created_at: '2026-11-22T00:00:00.000Z',
      next_reconcile_at: '2030-01-01T00:00:00.000Z',
    });
    await rows.create(later, []);

    expect((await rows.ofAccount(row.account_id)).map(({ spec }) => spec.name).toSorted()).toEqual(['later', 'shop']);
    expect((await rows.ofCustomer(customer_id)).map(({ spec }) => spec.name)).toEqual(['shop']);
    expect((await rows.ofResource(uid)).map(({ spec }) => spec.name)).toEqual(['shop']);
    expect((await rows.list({ limit: 10 })).items.map(({ spec }) => spec.name)).toEqual(['later', 'shop']);
    expect(await rows.due(10)).toEqual([managed_id]);
  });
});

describe('managed resources of others', () => {
  const CUSTOMER = 'cus_4mK0cJ7pQ2vZs1xT9yB8aw' as CustomerId;
  const own = newManagedRow();
  const foreign = newManagedRow({ spec: { account_id: account('3') } });
  const customers = newManagedRow({ spec: { account_id: account('3'), name: 'theirs', customer_id: CUSTOMER } });

  async function scopedWorld() {
    const { store, outbox, clock, rows } = world();
    for (const each of [own, foreign, customers]) await rows.create(each, [REQUESTED]);
    const limited = new ScopedStore(store, { kind: 'limited', accounts: new Set([own.account_id]), customer_id: CUSTOMER });
    return { store, rows: new ManagedRepository({ store: limited, outbox, clock }) };
  }

  it('do not exist for a caller with a limited scope', async () => {
    const { rows } = await scopedWorld();
    const names = (found: readonly { readonly spec: { readonly name: string } }[]) => found.map(({ spec }) => spec.name).toSorted();

    expect(names((await rows.list({ limit: 10 })).items)).toEqual(['shop', 'theirs']);
    expect(names(await rows.ofAccount(foreign.account_id))).toEqual(['theirs']);
    expect(names(await rows.ofCustomer('cus_another'))).toEqual([]);
    expect(await rows.get(foreign.managed_id)).toBeUndefined();
    expect((await rows.log(foreign.managed_id, { limit: 10 })).items).toEqual([]);
    expect((await rows.log(customers.managed_id, { limit: 10 })).items).toHaveLength(1);
  });

  it('are listed page by page', async () => {
    const { rows } = await scopedWorld();
    const seen: string[] = [];
    let cursor;
    do {
      const page = await rows.list({ limit: 1, cursor });
      seen.push(...page.items.map(({ spec }) => spec.name));
      cursor = page.cursor;
    } while (cursor);

    expect(seen.toSorted()).toEqual(['shop', 'theirs']);
  });

  it('cannot be made, changed or depended on', async () => {
    const { rows, store } = await scopedWorld();
    const before = store.snapshot();

    await expect(rows.create(newManagedRow({ spec: { account_id: account('3'), name: 'new' } }), [])).rejects.toThrow(NotFound);
    expect(await rows.change(foreign.managed_id, () => ({ set: { failures: 9 } }))).toBeUndefined();
    await expect(rows.addDependent(own.managed_id, [foreign.managed_id])).rejects.toThrow(NotFound);
    expect(store.snapshot()).toBe(before);
  });

  it('had a log before that stays theirs, if one of their names is asked for by somebody else', async () => {
    const { store, rows } = await scopedWorld();
    await store.put('managed_events', { managed_id: own.managed_id, entry: '2020-01-01T00:00:00.000Z#1', event: 'slow.deleted' });

    expect((await rows.log(own.managed_id, { limit: 10 })).items.map(({ event }) => event)).toEqual(['slow.requested']);
  });
});
