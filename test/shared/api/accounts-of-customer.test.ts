import { describe, expect, it } from '@jest/globals';
import { account, accountRow, apiFixture } from '../../support/api-fixture.ts';

/** The members of answers that the tests look at. */
interface Body {
  readonly items: readonly { readonly account_id: string }[];
  readonly next_cursor?: string;
  readonly customer_id: string;
}

async function world() {
  const { app, store } = apiFixture();
  for (const digits of ['3', '1', '2', '4'])
    await store.put('accounts', accountRow({ account_id: account(digits), name: `web-${digits}` }));
  const send = async (path: string, init?: RequestInit) => {
    const response = await app.request(path, init);
    return { status: response.status, body: (await response.json()) as Body };
  };
  const headers = { 'content-type': 'application/json' };
  const customerOf = async (name: string, digits: readonly string[]): Promise<string> => {
    const body = JSON.stringify({ name, email: `${name}@a.example` });
    const customer_id = (await send('/customers', { method: 'POST', headers, body })).body.customer_id;
    for (const each of digits) await send(`/customers/${customer_id}/accounts/${account(each)}`, { method: 'PUT', headers, body: '{}' });
    return customer_id;
  };
  const listed = async (query: string): Promise<readonly string[]> => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await send(`/accounts?limit=1&${query}${cursor === undefined ? '' : `&cursor=${cursor}`}`);
      found.push(...body.items.map(({ account_id }) => account_id));
      cursor = body.next_cursor;
    } while (cursor !== undefined);
    return found;
  };
  return { send, customerOf, listed };
}

describe('GET /accounts?customer_id=', () => {
  it('lists the accounts that the customer owns whole, by id, and no other one', async () => {
    const { customerOf, listed } = await world();
    const first = await customerOf('first', ['3', '1']);
    await customerOf('second', ['2']);

    expect(await listed(`customer_id=${first}`)).toEqual([account('1'), account('3')]);
  });

  it('lists those of them that a selector names', async () => {
    const { customerOf, listed } = await world();
    const first = await customerOf('first', ['3', '1']);

    expect(await listed(`customer_id=${first}&account_id=${account('3')},${account('2')}`)).toEqual([account('3')]);
  });

  it('lists none for a customer without a whole account', async () => {
    const { customerOf, listed } = await world();

    expect(await listed(`customer_id=${await customerOf('first', [])}`)).toEqual([]);
  });

  it.each(['cus_Zk3J1u0vQ2mN8r5tY7wXpA', 'nobody'])('refuses the customer %s, who does not exist', async (id) => {
    const { send } = await world();

    expect(await send(`/accounts?customer_id=${id}`)).toMatchObject({ status: 400, body: { field: 'customer_id' } });
  });
});
