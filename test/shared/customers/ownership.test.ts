/** A resource and an account have one owner at most, whatever the order of the calls of requests that run at the same time, and wherever they die. */
import { describe, expect, it } from '@jest/globals';
import { CustomerRepository } from '../../../shared/customers/customer-repository.ts';
import { type Asset, Ownership } from '../../../shared/customers/ownership.ts';
import { removeCustomer } from '../../../shared/customers/remove-customer.ts';
import { type CustomerId, resourceUid } from '../../../shared/ids.ts';
import type { Store } from '../../../shared/storage/store.ts';
import { account, accountRow } from '../../support/api-fixture.ts';
import { CountingRandom, ManualClock } from '../../support/fakes.ts';
import { everyOrder, interleaved } from '../../support/interleaved.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { outboxOver } from '../../support/memory-publisher.ts';
import { Chance } from '../../simulation/chance.ts';

const ACCOUNT = account('1');
const UID = resourceUid(ACCOUNT, 'AWS::S3::Bucket', 'eu-west-1', 'logs');
const BUCKET: Asset = { id: UID, name: 'logs' };
const WHOLE: Asset = { id: ACCOUNT, name: 'Payments' };
const by = 'arn:aws:iam::1:role/admin';

async function world() {
  const store = new MemoryStore();
  const clock = new ManualClock();
  const random = new CountingRandom();
  const { publisher } = outboxOver(store);
  const over = (given: Store) => {
    const deps = { store: given, clock, random, outbox: outboxOver(given, { clock, publisher }).outbox };
    const customers = new CustomerRepository(deps);
    return { customers, owned: new Ownership(deps, customers) };
  };
  const { customers, owned } = over(store);
  const [a, b] = [await customers.add({ name: 'A', email: 'a@a.example' }), await customers.add({ name: 'B', email: 'b@a.example' })];
  await store.put('accounts', accountRow());
  const owner = async (): Promise<unknown> => (await store.get('accounts', { account_id: ACCOUNT }))?.['customer_id'];
  return { store, clock, publisher, over, customers, owned, a: a.customer_id, b: b.customer_id, owner };
}

const typesOf = (sent: readonly { readonly type: string }[]): readonly string[] => sent.map(({ type }) => type.replace('muster.', ''));

describe('an assignment', () => {
  it('is one assignment if it is made twice, and is refused to a second customer with the id of the first', async () => {
    const { owned, publisher, a, b } = await world();
    const first = await owned.assign(a, BUCKET, { by });
    expect(await owned.assign(a, BUCKET, { by })).toEqual(first);
    expect(first).toMatchObject({ customer_id: a, account_id: ACCOUNT, name: 'logs', assigned_by: by });
    await expect(owned.assign(b, BUCKET, { by })).rejects.toMatchObject({ code: 'conflict', customer_id: a });
    expect(typesOf(publisher.sent).filter((type) => type.startsWith('resource'))).toEqual(['resource.assigned']);
  });

  it('goes to the second customer by a transfer, which tells both', async () => {
    const { owned, publisher, a, b } = await world();
    await owned.assign(a, BUCKET, { by });
    await owned.assign(b, BUCKET, { by, transfer: true });
    expect((await owned.of(UID))?.customer_id).toBe(b);
    expect((await owned.page(a, { limit: 10 })).items).toEqual([]);
    expect((await owned.page(b, { limit: 10 })).items).toHaveLength(1);
    expect(publisher.sent.slice(-2).map(({ type, customerid, data }) => [type, customerid, data])).toEqual([
      ['muster.resource.released', a, { customer_id: a, resource_uid: UID, account_id: ACCOUNT, name: 'logs', transferred_to: b }],
      ['muster.resource.assigned', b, { customer_id: b, resource_uid: UID, account_id: ACCOUNT, name: 'logs', transferred_from: a }],
    ]);
  });

  it('is taken back once, and leaves no row when its events are sent', async () => {
    const { store, owned, publisher, a, b } = await world();
    await owned.assign(a, BUCKET, { by });
    await expect(owned.release(b, UID)).rejects.toThrow('is not assigned to the customer');
    await owned.release(a, UID);
    await expect(owned.release(a, UID)).rejects.toMatchObject({ code: 'not_found' });
    expect([...store.rows('customer_resources')]).toEqual([]);
    expect(typesOf(publisher.sent).slice(-2)).toEqual(['resource.assigned', 'resource.released']);
  });

  it('is not taken back by itself if it came with its account, and the refusal says so', async () => {
    const { owned, a, b } = await world();
    await owned.assign(a, WHOLE, { by });
    await expect(owned.release(a, UID)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`with its whole account ${ACCOUNT}, and not by itself; take the account back instead.`),
    });
    // A resource that the customer also has singly is taken back singly.
    await owned.assign(a, BUCKET, { by });
    await owned.release(a, UID);
    await expect(owned.release(b, UID)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('that is taken back while the bus refuses events keeps them, also if the resource is assigned again', async () => {
    const { store, owned, publisher, a, b } = await world();
    publisher.refuses = () => true;
    await owned.assign(a, BUCKET, { by });
    await owned.release(a, UID);
    expect(await owned.of(UID)).toBeUndefined();
    expect([...store.rows('customer_resources')]).toHaveLength(1);
    expect((await owned.page(a, { limit: 10 })).items).toEqual([]);
    await owned.assign(b, BUCKET, { by });
    const [row] = [...store.rows('customer_resources')];
    expect(typesOf(row!['outbox'] as { type: string }[])).toEqual(['resource.assigned', 'resource.released', 'resource.assigned']);
    expect(row).not.toHaveProperty('outbox_then');
  });

  it('of an account is in the row of the account, and excludes others from its resources', async () => {
    const { owned, a, b, owner } = await world();
    await owned.assign(a, WHOLE, { by });
    expect(await owner()).toBe(a);
    await expect(owned.assign(b, BUCKET, { by, transfer: true })).rejects.toMatchObject({ customer_id: a });
    await owned.assign(a, BUCKET, { by });
    await owned.release(a, ACCOUNT);
    expect(await owner()).toBeUndefined();
    await expect(owned.assign(b, WHOLE, { by })).rejects.toMatchObject({ customer_id: a, message: expect.stringContaining('@logs') });
    await owned.assign(b, WHOLE, { by, transfer: true });
    expect([await owner(), await owned.of(UID)]).toEqual([b, undefined]);
  });

  it('of a customer that was removed is no obstacle', async () => {
    const { store, owned, a, b } = await world();
    await owned.assign(a, BUCKET, { by });
    await store.delete('customers', { customer_id: a });
    await owned.assign(b, BUCKET, { by });
    expect((await owned.of(UID))?.customer_id).toBe(b);
  });

  it('is not made to a customer that does not exist', async () => {
    const { store, owned } = await world();
    await expect(owned.assign('cus_0000000000000000000000' as CustomerId, BUCKET, { by })).rejects.toMatchObject({ code: 'not_found' });
    expect([...store.rows('customer_resources')]).toEqual([]);
  });

  it('goes to one of two customers at the same time, in every order of their calls', async () => {
    const runs = await everyOrder(async (choose) => {
      const { store, over, a, b } = await world();
      const outcomes = await interleaved(
        store,
        [a, b].map((customer) => async (given) => await over(given).owned.assign(customer, BUCKET, { by })),
        { next: choose },
      );
      expect(outcomes.filter((each) => each !== 'killed' && 'value' in each)).toHaveLength(1);
      expect([...store.rows('customer_resources')]).toHaveLength(1);
    });
    expect(runs).toBeGreaterThan(500);
  });
});

describe('the removal of a customer', () => {
  it('is refused while the customer owns something, and the customer may be given more afterwards', async () => {
    const { customers, owned, a } = await world();
    await owned.assign(a, BUCKET, { by });
    await expect(removeCustomer(a, { customers, owned, release: false, isOver: () => false })).rejects.toThrow('still owns');
    await owned.assign(a, WHOLE, { by });
    expect((await owned.page(a, { limit: 10 })).items).toHaveLength(2);
  });

  it('gives everything back first if it is asked to, and goes on where it was interrupted', async () => {
    const { store, clock, customers, owned, a, owner } = await world();
    for (let n = 0; n < 250; n++) await owned.assign(a, { id: resourceUid(ACCOUNT, 'T', 'eu-west-1', `r${n}`), name: null }, { by });
    await owned.assign(a, WHOLE, { by });
    let left = 120;
    expect(await removeCustomer(a, { customers, owned, release: true, isOver: () => left-- === 0 })).toBe(false);
    expect(await customers.get(a)).toBeDefined();
    expect([...store.rows('customer_resources')]).toHaveLength(131);
    clock.advance(1000);
    expect(await removeCustomer(a, { customers, owned, release: true, isOver: () => false })).toBe(true);
    expect([...store.rows('customer_resources')]).toEqual([]);
    expect([await owner(), await customers.get(a)]).toEqual([undefined, undefined]);
  });
});

describe('owners', () => {
  it('are never left behind or doubled where requests run at the same time and die between any two of their calls', async () => {
    let killed = 0;
    let removed = 0;
    for (let seed = 0; seed < 1200; seed++) {
      const chance = new Chance(seed);
      const { store, clock, over, customers, owned, a, b, owner } = await world();
      if (chance.hits(0.5)) await owned.assign(a, chance.pick([BUCKET, WHOLE]), { by });
      type Parts = ReturnType<typeof over>;
      const requests: readonly ((parts: Parts) => Promise<unknown>)[] = [
        async (parts) => await parts.owned.assign(a, WHOLE, { by }),
        async (parts) => await parts.owned.assign(b, WHOLE, { by, transfer: true }),
        async (parts) => await parts.owned.assign(b, BUCKET, { by }),
        async (parts) => await parts.owned.release(a, ACCOUNT),
        async (parts) => await removeCustomer(a, { ...parts, release: chance.hits(0.5), isOver: () => false }),
      ];
      const outcomes = await interleaved(
        store,
        chance.some(requests).map((request) => async (given) => await request(over(given))),
        {
          next: (waiting) => chance.int(0, waiting - 1),
          kills: () => chance.hits(0.05),
          before: () => {
            if (chance.hits(0.05)) clock.advance(61_000);
          },
        },
      );
      killed += outcomes.filter((each) => each === 'killed').length;
      for (const each of outcomes) {
        if (each !== 'killed' && 'error' in each) expect((each.error as Error).name).toMatch(/^(Conflict|NotFound)$/);
      }
      // Without deaths, everything agrees when all requests have ended. With deaths, it does once somebody has asked again.
      if (outcomes.includes('killed')) {
        clock.advance(61_000);
        await owned.assign(b, WHOLE, { by, transfer: true });
        await owned.release(b, ACCOUNT);
        await owned.assign(b, WHOLE, { by });
      }
      const rows = [...store.rows('customer_resources')].filter((row) => row['customer_id'] !== undefined);
      const whole = rows.find((row) => row['resource_uid'] === ACCOUNT)?.['customer_id'];
      expect(await owner()).toBe(whole);
      const single = rows.find((row) => row['resource_uid'] === UID)?.['customer_id'];
      if (whole !== undefined && single !== undefined) expect(single).toBe(whole);
      if (!(await customers.get(a))) {
        removed++;
        expect([whole, single]).not.toContain(a);
      }
    }
    expect(killed).toBeGreaterThan(100);
    expect(removed).toBeGreaterThan(100);
  });
});
