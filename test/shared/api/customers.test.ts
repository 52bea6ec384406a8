/** Customers and what they own, over the API. */
import { describe, expect, it } from '@jest/globals';
import { resourceUid } from '../../../shared/ids.ts';
import { account, accountRow, apiFixture, putResources, resourceRow } from '../../support/api-fixture.ts';
import { MemoryStore } from '../../support/memory-store.ts';

/** An answer, of which each test looks at the members that it is about. */
type Json = ReturnType<typeof JSON.parse>;

function customersApi() {
  const store = new MemoryStore();
  const reads = { requests: 0, scans: 0 };
  const fixture = apiFixture(counting(store, reads));
  const send = async (line: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const [method = '', path = ''] = line.split(' ');
    const init = { method, headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers } };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fixture.app.request(path, body === undefined ? init : { ...init, body: text });
    const answer = response.status === 204 ? '' : await response.text();
    return { status: response.status, etag: response.headers.get('etag'), body: answer === '' ? {} : JSON.parse(answer) };
  };
  const add = async (name: string, email = `${name.toLowerCase()}@a.example`): Promise<string> =>
    (await send('POST /customers', { name, email })).body['customer_id'];
  return { ...fixture, store, reads, send, add };
}

const VPC = resourceUid(account('1'), 'AWS::EC2::VPC', 'eu-west-1', 'vpc-1');
const encoded = encodeURIComponent;

describe('customers', () => {
  it('are added, listed, shown, changed by those who have seen their version, and removed', async () => {
    const { send } = customersApi();
    const added = await send('POST /customers', { name: 'Northwind', email: 'It@Northwind.example' });
    expect(added).toMatchObject({ status: 201, etag: '"1"', body: { name: 'Northwind', email: 'It@Northwind.example', version: 1 } });
    const path = `/customers/${added.body['customer_id']}`;
    expect((await send('GET /customers')).body).toEqual({ items: [added.body] });
    expect(await send(`GET ${path}`)).toMatchObject({ status: 200, etag: '"1"', body: added.body });
    expect(await send(`PATCH ${path}`, { name: 'Northwind Traders' }, { 'if-match': '"1"' })).toMatchObject({ status: 200, etag: '"2"' });
    const late = await send(`PATCH ${path}`, { name: 'Late' }, { 'if-match': '"1", W/"2"' });
    expect(late).toMatchObject({ status: 412, body: { field: 'If-Match', type: 'urn:muster:problem:precondition-failed' } });
    expect((await send(`DELETE ${path}`, undefined, { 'if-match': '"1"' })).status).toBe(412);
    expect(await send(`PATCH ${path}`, { name: 'Any' }, { 'if-match': '*' })).toMatchObject({ status: 200, etag: '"3"' });
    expect(await send(`DELETE ${path}`)).toMatchObject({ status: 200, body: { removed: true } });
    expect((await send(`GET ${path}`)).status).toBe(404);
    expect((await send('GET /customers')).body).toEqual({ items: [] });
  });

  it('have an address each, whatever its case', async () => {
    const { send, add, bus } = customersApi();
    const first = await add('One', 'it@bücher.example');
    const second = await send('POST /customers', { name: 'Two', email: 'IT@xn--bcher-kva.EXAMPLE' });
    expect(second).toMatchObject({ status: 409, body: { customer_id: first } });
    expect(second.body['detail']).toContain(first);
    expect(bus.publisher.sent).toHaveLength(1);
  });

  it.each<[string, unknown, string]>([
    ['no name', { email: 'a@a.example' }, 'name'],
    ['an empty name', { name: '', email: 'a@a.example' }, 'name'],
    ['a name of 300 characters', { name: 'x'.repeat(300), email: 'a@a.example' }, 'name'],
    ['a name of spaces', { name: '   ', email: 'a@a.example' }, 'name'],
    ['a name with a control character', { name: 'a\u001B[31m', email: 'a@a.example' }, 'name'],
    ['a name with an override of direction', { name: 'a\u202Eb', email: 'a@a.example' }, 'name'],
    ['a name of a space without a width', { name: '\u200B', email: 'a@a.example' }, 'name'],
    ['a name with a word joiner', { name: 'a\u2060b', email: 'a@a.example' }, 'name'],
    ['a name with a lone surrogate', { name: 'a\uD800', email: 'a@a.example' }, 'name'],
    ['a name that is a number', { name: 1e308, email: 'a@a.example' }, 'name'],
    ...[
      'a',
      'a@',
      '@a.example',
      'a@a',
      'a b@a.example',
      'a@a..example',
      'a@@a.example',
      'a@a.example\n',
      '"a"@a.example',
      'a@-a.example',
      'a\u202E@a.example',
      `${'a'.repeat(65)}@a.example`,
      `a@${'a'.repeat(260)}.example`,
      'a@127.0.0.1',
      'a.@a.example',
    ].map((email): [string, unknown, string] => [`the address ${JSON.stringify(email.slice(0, 40))}`, { name: 'A', email }, 'email']),
    ['a member more', { name: 'A', email: 'a@a.example', admin: true }, 'admin'],
    ['a prototype', '{"name":"A","email":"a@a.example","__proto__":{"admin":true}}', '__proto__'],
  ])('are not added with %s', async (_what, body, field) => {
    const { send, store, bus } = customersApi();
    const answer = await send('POST /customers', body);
    expect(answer).toMatchObject({ status: 400, body: { field } });
    expect([...store.rows('customers')]).toEqual([]);
    expect(bus.publisher.sent).toEqual([]);
  });

  it.each(['"1', '1', '"1" "2"', 'x'.repeat(2000)])('are not changed with the malformed If-Match %j', async (header) => {
    const { send, add } = customersApi();
    const id = await add('A');
    expect(await send(`PATCH /customers/${id}`, { name: 'B' }, { 'if-match': header })).toMatchObject({
      status: 400,
      body: { field: 'If-Match' },
    });
  });

  it('are not found by other ids, also those of rows that are none of customers', async () => {
    const { send, store } = customersApi();
    await send('POST /customers', { name: 'A', email: 'a@a.example' });
    for (const row of store.rows('customers')) {
      const id = String(row['customer_id']);
      if (!id.startsWith('cus_')) expect((await send(`GET /customers/${encoded(id)}`)).status).toBe(404);
    }
    expect((await send(`GET /customers/${encoded('cus_%00"<')}`)).status).toBe(404);
  });
});

describe('what a customer owns', () => {
  const world = async () => {
    const api = customersApi();
    await api.store.put('accounts', accountRow());
    await api.store.put('accounts', accountRow({ account_id: account('2'), name: 'Two' }));
    await putResources(api.store, [
      resourceRow({}),
      resourceRow({ resource_id: 'vpc-2' }),
      resourceRow({ account_id: account('2'), type: 'AWS::S3::Bucket', resource_id: 'a/b|c@d' }),
      resourceRow(
        { account_id: account('2'), type: 'AWS::S3::Bucket', resource_id: 'gone' },
        { is_last: 0, deleted_at: '2026-11-20T00:00:00.000Z' },
      ),
    ]);
    return { ...api, a: await api.add('A'), b: await api.add('B') };
  };

  it('is assigned once, to one customer, until it is transferred or taken back', async () => {
    const { send, a, b } = await world();
    const assigned = await send('POST /resources', { customer_id: a, resource_id: VPC });
    expect(assigned).toMatchObject({
      status: 200,
      body: { customer_id: a, resource_uid: VPC, account_id: account('1'), assigned_by: 'unknown' },
    });
    expect((await send('POST /resources', { customer_id: a, resource_id: encoded(VPC) })).body).toEqual(assigned.body);
    expect(await send('POST /resources', { customer_id: b, resource_id: assigned.body['resource_id'] })).toMatchObject({
      status: 409,
      body: { customer_id: a },
    });
    expect((await send('POST /resources', { customer_id: b, resource_id: VPC, transfer: true })).body['customer_id']).toBe(b);
    expect(await send(`DELETE /customers/${a}/resources/${encoded(VPC)}`)).toMatchObject({ status: 404 });
    expect((await send(`DELETE /customers/${b}/resources/${encoded(VPC)}`)).status).toBe(204);
    expect((await send(`GET /customers/${b}/resources`)).body).toEqual({ items: [] });
  });

  it('is found under an id with any characters, whether a proxy has decoded the path or not', async () => {
    const { send, a } = await world();
    const uid = resourceUid(account('2'), 'AWS::S3::Bucket', 'eu-west-1', 'a/b|c@d');
    await send('POST /resources', { customer_id: a, resource_id: uid });
    const { items } = (await send(`GET /customers/${a}/resources`)).body;
    expect(items).toMatchObject([{ resource_uid: uid, owned_through: 'resource', state: 'in_use' }]);
    expect((await send(`DELETE /customers/${a}/resources/${items[0].id}`)).status).toBe(204);
    await send('POST /resources', { customer_id: a, resource_id: items[0].id });
    expect((await send(`DELETE /customers/${a}/resources/${encoded(uid)}`)).status).toBe(204);
  });

  it('is listed with its whole accounts and singly, and stays listed when it is deleted', async () => {
    const { send, store, a } = await world();
    const bucket = resourceUid(account('2'), 'AWS::S3::Bucket', 'eu-west-1', 'a/b|c@d');
    await send('POST /resources', { customer_id: a, resource_id: VPC });
    await send('POST /resources', { customer_id: a, resource_id: bucket });
    expect(await send(`PUT /customers/${a}/accounts/${account('1')}`)).toMatchObject({
      status: 200,
      body: { customer_id: a, account_id: account('1') },
    });
    await putResources(store, [
      resourceRow(
        { account_id: account('2'), type: 'AWS::S3::Bucket', resource_id: 'a/b|c@d' },
        { is_last: 0, deleted_at: '2026-11-21T00:00:00.000Z' },
      ),
    ]);
    const owned = async (): Promise<readonly Json[]> => {
      const items: Json[] = [];
      let next: string | undefined = '';
      for (let pages = 0; pages < 10 && next !== undefined; pages++) {
        const { body } = await send(`GET /customers/${a}/resources?limit=1${next && `&cursor=${next}`}`);
        items.push(...body['items']);
        next = body['next_cursor'];
      }
      return items;
    };
    const items = await owned();
    expect(items.map((each) => [each['resource_uid'], each['owned_through'], each['state']])).toEqual([
      [VPC, 'account', 'in_use'],
      [VPC.replace('vpc-1', 'vpc-2'), 'account', 'in_use'],
      [bucket, 'resource', 'deleted'],
    ]);
    await store.delete('resources', { slice_id: `${account('2')}#AWS::S3::Bucket#eu-west-1`, resource_id: 'a/b|c@d' });
    expect((await owned()).at(-1)).toMatchObject({ resource_uid: bucket, owned_through: 'resource', state: 'deleted' });
  });

  it('is told apart from what is available', async () => {
    const { send, a } = await world();
    const uids = async (assigned: string): Promise<readonly unknown[]> =>
      (await send(`GET /resources?assigned=${assigned}`)).body['items'].map((each: Json) => each['resource_uid']);
    expect([await uids('true'), (await uids('false')).length]).toEqual([[], 3]);
    await send('POST /resources', { customer_id: a, resource_id: VPC });
    expect([await uids('true'), (await uids('false')).length]).toEqual([[VPC], 2]);
    await send(`PUT /customers/${a}/accounts/${account('2')}`);
    expect([(await uids('true')).length, await uids('false')]).toEqual([2, [VPC.replace('vpc-1', 'vpc-2')]]);
    expect(await send('GET /resources?assigned=maybe')).toMatchObject({ status: 400, body: { field: 'assigned' } });
  });

  it('keeps a customer from being removed, unless it is given back', async () => {
    const { send, store, a } = await world();
    await send('POST /resources', { customer_id: a, resource_id: VPC });
    await send(`PUT /customers/${a}/accounts/${account('2')}`);
    const refused = await send(`DELETE /customers/${a}`);
    expect(refused).toMatchObject({ status: 409, body: { customer_id: a } });
    expect(refused.body['detail']).toContain('?release=true');
    expect(await send(`DELETE /customers/${a}?release=true`)).toMatchObject({ status: 200, body: { removed: true } });
    expect([...store.rows('customer_resources')]).toEqual([]);
    expect((await store.get('accounts', { account_id: account('2') }))!['customer_id']).toBeUndefined();
  });

  it('is given back with an account that is removed', async () => {
    const { send, store, a, b } = await world();
    await send('POST /resources', { customer_id: b, resource_id: VPC });
    await send(`PUT /customers/${a}/accounts/${account('2')}`);
    for (const id of ['1', '2']) expect((await send(`DELETE /accounts/${account(id)}`)).body).toMatchObject({ removed: true });
    expect([...store.rows('customer_resources')]).toEqual([]);
    expect(await send(`DELETE /customers/${a}`)).toMatchObject({ status: 200 });
  });

  it.each<[string, (ids: { a: string; b: string }) => readonly [string, unknown?], number, string | undefined]>([
    ['an unknown customer', () => ['POST /resources', { customer_id: 'cus_0000000000000000000000', resource_id: VPC }], 404, undefined],
    ['a customer that is no id', () => [`PUT /customers/nobody/accounts/${account('1')}`], 404, undefined],
    ['an unknown account', ({ a }) => [`PUT /customers/${a}/accounts/${account('9')}`], 404, undefined],
    ['an account that is none', ({ a }) => [`PUT /customers/${a}/accounts/mine`], 400, 'account_id'],
    ['the account of registered resources', ({ a }) => [`PUT /customers/${a}/accounts/registered:muster`], 409, undefined],
    ['a resource that does not exist', ({ a }) => ['POST /resources', { customer_id: a, resource_id: `${VPC}x` }], 400, 'resource_id'],
    [
      'a resource that was deleted',
      ({ a }) => ['POST /resources', { customer_id: a, resource_id: resourceUid(account('2'), 'AWS::S3::Bucket', 'eu-west-1', 'gone') }],
      400,
      'resource_id',
    ],
    ['a resource that is no uid', ({ a }) => ['POST /resources', { customer_id: a, resource_id: 'vpc-1' }], 400, 'resource_id'],
    ['a resource id with a broken escape', ({ a }) => ['POST /resources', { customer_id: a, resource_id: '%E0%A4%A' }], 400, 'resource_id'],
    ['a member more', ({ a }) => ['POST /resources', { customer_id: a, resource_id: VPC, name: 'x' }], 400, 'name'],
    ['a transfer that is a text', ({ a }) => ['POST /resources', { customer_id: a, resource_id: VPC, transfer: 'yes' }], 400, 'transfer'],
    ['a list', () => ['POST /resources', []], 400, 'body'],
    ['an account that is not assigned', ({ a }) => [`DELETE /customers/${a}/accounts/${account('1')}`], 404, undefined],
    ['a cursor of another list', ({ a }) => [`GET /customers/${a}/resources?cursor=abc`], 400, 'cursor'],
  ])('is not changed by a request with %s', async (_what, request, status, field) => {
    const { send, store, bus, a, b } = await world();
    const [line, body] = request({ a, b });
    const answer = await send(line, body);
    expect(answer.status).toBe(status);
    expect(answer.body['field']).toBe(field);
    expect([...store.rows('customer_resources')]).toEqual([]);
    expect(bus.publisher.sent.filter(({ type }) => type.startsWith('muster.resource'))).toEqual([]);
  });

  it('takes fewer than ten requests and no scan for the first page of a customer with 100,000 resources', async () => {
    const { send, store, reads, a, b } = await world();
    const rows = Array.from({ length: 50_000 }, (_, place) =>
      resourceRow({ resource_id: `vpc-${place}`, segment: place % 2 === 0 ? 'eu-west-1' : 'us-east-1' }),
    );
    await putResources(store, rows);
    await send(`PUT /customers/${a}/accounts/${account('1')}`);
    const single = Array.from({ length: 50_000 }, (_, place) => resourceRow({ account_id: account('2'), resource_id: `vpc-${place}` }));
    await putResources(store, single);
    for (const customer_id of [a, b])
      await store.putMany(
        'customer_resources',
        single.slice(customer_id === a ? 0 : 25_000, customer_id === a ? 25_000 : undefined).map(({ resource_uid, account_id }) => ({
          resource_uid,
          customer_id,
          account_id,
          name: null,
          assigned_at: '2026-11-21T00:00:00.000Z',
          assigned_by: 'x',
          claim: 'x',
        })),
      );
    for (const customer of [a, b]) {
      Object.assign(reads, { requests: 0, scans: 0 });
      const { body } = await send(`GET /customers/${customer}/resources`);
      expect(body['items']).toHaveLength(100);
      expect(reads.requests).toBeLessThan(10);
      expect(reads.scans).toBe(0);
    }
  });
});

/** Counts the requests of DynamoDB that reads take: one for each 100 rows that are read by their keys. */
const counting = (store: MemoryStore, reads: { requests: number; scans: number }): MemoryStore =>
  new Proxy(store, {
    get: (target, method: keyof MemoryStore) => {
      const member = target[method];
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]) => {
        if (method === 'getMany') reads.requests += Math.ceil((args[1] as readonly unknown[]).length / 100);
        else if (method === 'get' || method === 'query' || method === 'scan') reads.requests += 1;
        if (method === 'scan') reads.scans += 1;
        return (member as (...given: readonly unknown[]) => unknown).call(target, ...args);
      };
    },
  });

describe('the audit log of customers', () => {
  it('has each assignment under what is assigned, with its owner before and after, and each change with both states', async () => {
    const { send, add, store } = customersApi();
    await store.put('accounts', accountRow());
    const [first, second] = [await add('One'), await add('Two')];
    await send(`PUT /customers/${first}/accounts/${account('1')}`, {});
    await send(`PUT /customers/${second}/accounts/${account('1')}`, { transfer: true });
    await send(`DELETE /customers/${second}/accounts/${account('1')}`);
    await send(`PATCH /customers/${first}`, { name: 'Once' });
    await send(`DELETE /customers/${first}`);

    const entries = (subject: string) => store.rows('audit').filter((row) => row['subject'] === subject);
    const owners = entries(account('1')).map(({ what, before, after }) => ({ what, before, after }));
    expect(owners).toHaveLength(3);
    expect(owners).toEqual(
      expect.arrayContaining([
        { what: 'assignAccount', before: undefined, after: expect.objectContaining({ customer_id: first }) },
        {
          what: 'assignAccount',
          before: expect.objectContaining({ customer_id: first }),
          after: expect.objectContaining({ customer_id: second }),
        },
        { what: 'releaseAccount', before: { customer_id: second }, after: undefined },
      ]),
    );
    expect(entries(first)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          what: 'changeCustomer',
          before: expect.objectContaining({ name: 'One' }),
          after: expect.objectContaining({ name: 'Once' }),
        }),
        expect.objectContaining({ what: 'removeCustomer', before: expect.objectContaining({ name: 'Once' }) }),
      ]),
    );
  });
});
