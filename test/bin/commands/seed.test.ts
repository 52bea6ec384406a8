import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { seed, type SeedApi } from '../../../bin/seed/seed.ts';
import { SEED_CUSTOMERS, SEED_RESOURCES, SEED_TYPES } from '../../../bin/seed/catalogue.ts';
import type { Store } from '../../../shared/storage/store.ts';
import { accountRow, apiFixture } from '../../support/api-fixture.ts';
import { rowsOf } from '../../support/migrations.ts';
import { CommandLine } from './support/command-line.ts';

const line = new CommandLine();
beforeAll(async () => line.open());
afterAll(async () => line.close());
beforeEach(() => line.reset());

const THINGS = SEED_RESOURCES.length + SEED_CUSTOMERS.length + Object.keys(SEED_TYPES).length;
const OWNED = SEED_CUSTOMERS.flatMap(({ owns }) => owns);

/** The seed's own client, over an API without a network. */
const apiOf = ({ app }: Pick<ReturnType<typeof apiFixture>, 'app'>): SeedApi => ({
  request: async <T>(method: string, path: string, body?: unknown, expected: readonly number[] = []) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await app.request(path, init);
    if (expected.includes(response.status)) return undefined;
    if (!response.ok) throw new Error(await response.text());
    // The API answers with what its document says.
    return (await response.json()) as T;
  },
});

async function finish(api: SeedApi, options?: Parameters<typeof seed>[1]): Promise<readonly string[]> {
  const results: string[] = [];
  for await (const { kind, result } of seed(api, options)) results.push(`${kind} ${result}`);
  return results;
}

/** The stored rows, without times and ids that are made up. */
async function stored(store: Store) {
  const resources = (await rowsOf(store, 'resources')).filter((row) => row['is_last'] === 1);
  const customers = (await rowsOf(store, 'customers')).filter((row) => row['listed'] === 'customer');
  const emails = new Map(customers.map((row) => [row['customer_id'], row['email']]));
  return {
    resources: resources.map((row) => String(row['resource_uid'])).toSorted(),
    emails: [...emails.values()].map(String).toSorted(),
    owned: (await rowsOf(store, 'customer_resources'))
      .map((row) => `${String(row['resource_uid'])} ${String(emails.get(row['customer_id']))}`)
      .toSorted(),
    types: (await rowsOf(store, 'registered_types')).map((row) => String(row['type'])).toSorted(),
  };
}

describe('muster seed', () => {
  it('registers a catalogue, and two customers who have a part of it', async () => {
    const { code, lines } = await line.muster(['seed', '--json']);

    expect(code).toBe(0);
    expect(lines.filter(({ result }) => result === 'added')).toHaveLength(THINGS);
    expect(lines.filter(({ result }) => result === 'assigned')).toHaveLength(OWNED.length);
    const { resources, emails, owned, types } = await stored(line.fixture.store);
    expect(resources).toEqual(SEED_RESOURCES.map(({ type, id }) => `registered:muster|${type}|global|${id}`).toSorted());
    expect(emails).toEqual(SEED_CUSTOMERS.map(({ email }) => email).toSorted());
    expect(owned).toHaveLength(OWNED.length);
    expect(types).toEqual(Object.keys(SEED_TYPES).toSorted());
  });

  it('leaves something that is available, and relates what belongs together', async () => {
    await line.muster(['seed']);

    const { lines } = await line.muster(['resources', 'list', '--type', 'Registered::Server', '--json']);
    expect(lines.map(({ name }) => name)).toEqual(['server-b3-07', 'server-b3-08']);
    expect(SEED_RESOURCES.some(({ id }) => !OWNED.includes(id))).toBe(true);
  });

  it('adds nothing the second time, and does not undo what people have done since', async () => {
    const { store } = line.fixture;
    await line.muster(['seed']);
    const [first, second] = SEED_CUSTOMERS;
    const api = apiOf(line.fixture);
    const { items = [] } = (await api.request<{ items: { customer_id: string; email: string }[] }>('GET', '/customers')) ?? {};
    const other = items.find(({ email }) => email === second?.email);
    const uid = `registered:muster@Registered::SaasTenant@global@${first?.owns.find((id) => id === 'seed-crm')}`;
    await api.request('POST', '/resources', { customer_id: other?.customer_id, resource_id: uid, transfer: true });
    const before = await stored(store);

    const { lines } = await line.muster(['seed', '--json']);

    expect(lines.filter(({ result }) => result === 'added')).toEqual([]);
    expect(lines.filter(({ result }) => result === 'left')).toMatchObject([{ id: uid }]);
    expect(await stored(store)).toEqual(before);
  });

  it('says what was there already, with the sum', async () => {
    const first = await line.muster(['seed']);
    const second = await line.muster(['seed']);

    expect(first.out).toContain(`Seed: ${THINGS} added, ${OWNED.length} assigned, 0 there already; Northwind Traders is cus_`);
    expect(second.out).toContain(`Seed: 0 added, 0 assigned, ${THINGS + OWNED.length} there already; Northwind Traders is cus_`);
    const { lines } = await line.muster(['seed', '--json']);
    expect(new Set(lines.map(({ result }) => result))).toEqual(new Set(['kept']));
  });

  it('says what is left to other customers in the sum', async () => {
    await line.muster(['seed']);
    const [, second] = SEED_CUSTOMERS;
    const { lines } = await line.muster(['customers', 'list', '--json']);
    const other = lines.find(({ email }) => email === second?.email)?.['customer_id'];
    const uid = `registered:muster@Registered::SaasTenant@global@seed-crm`;
    await line.muster(['customers', 'assign', String(other), '--resource', uid, '--transfer']);

    expect((await line.muster(['seed'])).out).toMatch(/there already, 1 left to other customers;/);
  });

  it('doubles nothing if two run at once', async () => {
    const [alone, both] = [apiFixture(), apiFixture()];
    await finish(apiOf(alone));
    const api = apiOf(both);

    await Promise.all([finish(api), finish(api)]);

    expect(await stored(both.store)).toEqual(await stored(alone.store));
  });

  it('ends with what a whole one does, if it was interrupted after some of its requests', async () => {
    const whole = apiFixture();
    let requests = 0;
    const counting = apiOf(whole);
    await finish({ request: async (...args) => ((requests += 1), await counting.request(...args)) });
    const expected = await stored(whole.store);
    for (let stopAt = 1; stopAt <= requests; stopAt += 2) {
      const fixture = apiFixture();
      const api = apiOf(fixture);
      let made = 0;
      const dying: SeedApi = {
        request: async (...args) => {
          if (++made > stopAt) throw new Error('interrupted');
          return await api.request(...args);
        },
      };
      await finish(dying).catch(() => undefined);
      await finish(api);

      expect(await stored(fixture.store)).toEqual(expected);
    }
  });

  it('gives the first customer an account of the demo estate if it is registered', async () => {
    const { account_id } = accountRow();
    const fixture = apiFixture();
    const api = apiOf(fixture);

    expect(await finish(api, { account: account_id })).not.toContain('assignment left');
    expect(await fixture.store.get('accounts', { account_id })).toBeUndefined();
    await fixture.store.put('accounts', accountRow());
    await finish(api, { account: account_id });

    expect(await fixture.store.get('accounts', { account_id })).toMatchObject({ customer_id: expect.stringMatching(/^cus_/) as unknown });
  });

  it('is refused to a caller who may not add customers, in a sentence', async () => {
    const fixture = apiFixture(undefined, undefined, () => Promise.resolve({ id: 'x', name: 'x', role: 'viewer', scope: { kind: 'all' } }));

    await expect(finish(apiOf(fixture))).rejects.toThrow('needs the role admin; you are viewer');
    expect((await stored(fixture.store)).types).toEqual([]);
  });
});
