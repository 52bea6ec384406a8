/** Each e-mail address has one customer, whatever the order of the calls of requests that run at the same time, and wherever they die. */
import { describe, expect, it } from '@jest/globals';
import { type CustomerDeps, CustomerRepository } from '../../../shared/customers/customer-repository.ts';
import { customerOf, type CustomerRow } from '../../../shared/customers/model.ts';
import { Conflict } from '../../../shared/errors.ts';
import type { Store } from '../../../shared/storage/store.ts';
import { CountingRandom, ManualClock } from '../../support/fakes.ts';
import { Chance } from '../../simulation/chance.ts';
import { everyOrder, interleaved, type Outcome } from '../../support/interleaved.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { outboxOver, silentOutbox } from '../../support/memory-publisher.ts';

const EMAIL = 'It@Northwind.example';
const SAME = 'IT@northwind.EXAMPLE';
const OTHER = 'cloud@fabrikam.example';

interface World {
  readonly store: MemoryStore;
  readonly clock: ManualClock;
  readonly over: (store: Store) => CustomerRepository;
}

function world(isTelling = false): World {
  const store = new MemoryStore();
  const clock = new ManualClock();
  const random = new CountingRandom();
  const deps = (over: Store): CustomerDeps => ({
    store: over,
    clock,
    random,
    outbox: isTelling ? outboxOver(over, { clock }).outbox : silentOutbox(over),
  });
  return { store, clock, over: (over) => new CustomerRepository(deps(over)) };
}

const rows = (store: MemoryStore): readonly CustomerRow[] =>
  [...store.rows('customers')].flatMap((row) => (String(row['customer_id']).startsWith('cus_') ? (customerOf(row) ?? []) : []));

/** Checks that no two customers have one address, and that each can be taken once no customer has it. */
async function checkUnique({ store, clock, over }: World): Promise<void> {
  const keys = rows(store).map(({ email_key }) => email_key);
  expect(new Set(keys).size).toBe(keys.length);
  clock.advance(61_000);
  for (const email of [EMAIL, OTHER]) {
    const isTaken = keys.includes(email.toLowerCase());
    const added = await over(store)
      .add({ name: 'Later', email })
      .then(() => true)
      .catch((error: unknown) => {
        if (!(error instanceof Conflict)) throw error;
        return false;
      });
    expect(added).toBe(!isTaken);
  }
  const later = rows(store).map(({ email_key }) => email_key);
  expect(new Set(later).size).toBe(later.length);
}

const failures = (outcomes: readonly Outcome<unknown>[]): readonly unknown[] =>
  outcomes.flatMap((each) => (each !== 'killed' && 'error' in each ? [each.error] : []));

describe('an e-mail address', () => {
  it('goes to one of two customers that are added at the same time, in every order of their calls', async () => {
    const runs = await everyOrder(async (choose) => {
      const made = world();
      const outcomes = await interleaved(
        made.store,
        [EMAIL, SAME].map((email) => async (store) => await made.over(store).add({ name: 'Northwind', email })),
        { next: choose },
      );
      expect(rows(made.store)).toHaveLength(1);
      expect(failures(outcomes)).toEqual([expect.any(Conflict)]);
    });
    expect(runs).toBeGreaterThan(100);
  });

  it('goes to one of two customers that change to it at the same time, in every order of their calls', async () => {
    await everyOrder(async (choose) => {
      const made = world();
      const [first, second] = [
        await made.over(made.store).add({ name: 'First', email: 'first@a.example' }),
        await made.over(made.store).add({ name: 'Second', email: 'second@a.example' }),
      ];
      const outcomes = await interleaved(
        made.store,
        [first, second].map(
          ({ customer_id }) =>
            async (store) =>
              await made.over(store).change(customer_id, { email: EMAIL }),
        ),
        { next: choose },
      );
      expect(rows(made.store).filter(({ email_key }) => email_key === EMAIL.toLowerCase())).toHaveLength(1);
      expect(failures(outcomes)).toEqual([expect.any(Conflict)]);
    });
  });

  it.each([false, true])('stays with one customer where requests die between any two of their calls (a bus: %s)', async (isTelling) => {
    let killed = 0;
    let takenOver = 0;
    for (let seed = 0; seed < 1500; seed++) {
      const made = world(isTelling);
      const chance = new Chance(seed);
      const known = await made.over(made.store).add({ name: 'Known', email: chance.hits(0.5) ? OTHER : 'known@a.example' });
      const requests: readonly ((customers: CustomerRepository) => Promise<unknown>)[] = [
        async (customers) => await customers.add({ name: 'One', email: EMAIL }),
        async (customers) => await customers.add({ name: 'Two', email: SAME }),
        async (customers) => await customers.change(known.customer_id, { email: EMAIL }),
        async (customers) => await customers.change(known.customer_id, { email: OTHER }),
        async (customers) => await customers.remove(known.customer_id, async () => true),
      ];
      const chosen = chance.some(requests, 0.6);
      const outcomes = await interleaved(
        made.store,
        chosen.map((request) => async (store) => await request(made.over(store))),
        {
          next: (waiting) => chance.int(0, waiting - 1),
          kills: () => chance.hits(0.06),
          before: () => {
            if (chance.hits(0.15)) made.clock.advance(61_000);
          },
        },
      );
      for (const error of failures(outcomes)) expect((error as Error).name).toMatch(/^(Conflict|NotFound)$/);
      killed += outcomes.filter((each) => each === 'killed').length;
      takenOver += rows(made.store).filter(({ fence }) => fence !== undefined).length;
      await checkUnique(made);
    }
    expect(killed).toBeGreaterThan(100);
    expect(takenOver).toBeGreaterThan(5);
  });

  it('is not taken over while the request that claims it may still run', async () => {
    const made = world();
    const [outcome] = await interleaved(made.store, [async (store) => await made.over(store).add({ name: 'Slow', email: EMAIL })], {
      next: () => 0,
      kills: callsLeft(3),
    });
    expect(outcome).toBe('killed');
    await expect(made.over(made.store).add({ name: 'Next', email: SAME })).rejects.toThrow('try again in a minute');
    expect(rows(made.store)).toEqual([]);
    made.clock.advance(61_000);
    const next = await made.over(made.store).add({ name: 'Next', email: SAME });
    expect(rows(made.store)).toEqual([next]);
    expect([...made.store.rows('customers')].filter(({ pending }) => pending)).toEqual([]);
  });
});

/** Kills a request before the call after so many. */
function callsLeft(calls: number): () => boolean {
  let left = calls;
  return () => left-- === 0;
}

describe('a customer', () => {
  it('has a version that each change raises, and is not changed by one who has seen another', async () => {
    const { store, over } = world();
    const customers = over(store);
    const { customer_id, version } = await customers.add({ name: 'Northwind', email: EMAIL });
    expect(version).toBe(1);
    expect((await customers.change(customer_id, { name: 'Northwind Traders' }, (seen) => seen === 1)).version).toBe(2);
    await expect(customers.change(customer_id, { name: 'Late' }, (seen) => seen === 1)).rejects.toThrow('its ETag is "2"');
    await expect(
      customers.remove(
        customer_id,
        async () => true,
        (seen) => seen === 1,
      ),
    ).rejects.toThrow('its ETag is "2"');
    expect(await customers.get(customer_id)).toMatchObject({ name: 'Northwind Traders', version: 2 });
  });

  it('frees its former address when it changes it, and keeps it when only the case changes', async () => {
    const { store, over } = world();
    const customers = over(store);
    const { customer_id } = await customers.add({ name: 'Northwind', email: EMAIL });
    await customers.change(customer_id, { email: SAME });
    await expect(customers.add({ name: 'Next', email: EMAIL })).rejects.toMatchObject({ code: 'conflict', customer_id });
    await customers.change(customer_id, { email: OTHER });
    expect((await customers.add({ name: 'Next', email: EMAIL })).email).toBe(EMAIL);
  });

  it('is listed by name, page by page, from when it is added until it is removed', async () => {
    const { store, over } = world();
    const customers = over(store);
    const added = [];
    for (const name of ['Zebra', 'apple', 'Émile', 'Apple']) added.push(await customers.add({ name, email: `${added.length}@a.example` }));
    const first = await customers.list({ limit: 3 });
    const second = await customers.list({ limit: 3, cursor: first.cursor });
    expect([...first.items, ...second.items].map(({ name }) => name.toLowerCase())).toEqual(['apple', 'apple', 'zebra', 'émile']);
    await customers.remove(added[0]!.customer_id, async () => true);
    expect((await customers.list({ limit: 10 })).items.map(({ name }) => name)).not.toContain('Zebra');
  });

  it('tells of what happens to it, with the change or not at all', async () => {
    const store = new MemoryStore();
    const clock = new ManualClock();
    const { outbox, publisher } = outboxOver(store, { clock });
    const customers = new CustomerRepository({ store, outbox, clock, random: new CountingRandom() });
    const { customer_id } = await customers.add({ name: 'Northwind', email: EMAIL });
    await customers.change(customer_id, { name: 'Northwind' });
    await customers.change(customer_id, { name: 'Northwind Traders' });
    await expect(customers.add({ name: 'Copy', email: SAME })).rejects.toThrow(Conflict);
    await customers.remove(customer_id, async () => true);
    expect(publisher.sent.map(({ type, subject, customerid }) => [type, subject, customerid])).toEqual(
      ['added', 'updated', 'removed'].map((what) => [`muster.customer.${what}`, customer_id, customer_id]),
    );
    expect([...store.rows('customers')]).toEqual([]);
  });

  it('that is being removed stays if giving back fails, and is given nothing meanwhile', async () => {
    const { store, over } = world();
    const customers = over(store);
    const { customer_id } = await customers.add({ name: 'Northwind', email: EMAIL });
    const keeps = async (): Promise<boolean> => await over(store).keeps(customer_id);
    let during: boolean | undefined;
    expect(
      await customers.remove(customer_id, async () => {
        during = await keeps();
        return false;
      }),
    ).toBe(false);
    expect([during, await keeps()]).toEqual([false, true]);
    expect(await customers.remove(customer_id, async () => true)).toBe(true);
    await expect(customers.require(customer_id)).rejects.toThrow('There is no customer');
    await expect(customers.require('email#x')).rejects.toThrow('There is no customer');
  });
});
