/** Registered resources and the schemas of their types, over the API. */
import { describe, expect, it } from '@jest/globals';
import type { Principal } from '../../../shared/access/principal.ts';
import { typeNamed } from '../../../shared/registry.ts';
import type { CustomerId } from '../../../shared/ids.ts';
import { account, accountRow, apiFixture, putResources, resourceRow } from '../../support/api-fixture.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { HOSTILE_NAMES, manyTags, nestedLists } from '../../support/hostile-json.ts';

/** An answer, of which each test looks at the members that it is about. */
type Json = ReturnType<typeof JSON.parse>;
const ADMIN: Principal = { id: 'admin', name: 'admin', role: 'admin', scope: { kind: 'all' } };

function registeredApi() {
  const store = new MemoryStore();
  const caller = { principal: ADMIN };
  const fixture = apiFixture(store, undefined, () => Promise.resolve(caller.principal));
  const send = async (line: string, body?: unknown) => {
    const [method = '', path = ''] = line.split(' ');
    const headers = { 'content-type': 'application/json' };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fixture.app.request(path, body === undefined ? { method } : { method, headers, body: text });
    const answer = response.status === 204 ? '' : await response.text();
    return { status: response.status, body: answer === '' ? {} : JSON.parse(answer) };
  };
  const addCustomer = async (name: string): Promise<CustomerId> =>
    (await send('POST /customers', { name, email: `${name}@a.example` })).body['customer_id'];
  /** Makes the caller an operator of one customer. */
  const become = (customer_id: CustomerId | undefined, role: Principal['role'] = 'operator'): void => {
    caller.principal = customer_id
      ? { id: `user of ${customer_id}`, name: 'user', role, scope: { kind: 'limited', accounts: new Set(), customer_id } }
      : ADMIN;
  };
  return { ...fixture, store, send, addCustomer, become };
}

const SERVER = {
  type: 'Registered::VirtualMachine',
  name: 'web-1',
  region: 'rack-7',
  tags: { team: 'payments' },
  config: { cpus: 4, disks: ['b', 'a'] },
};
const path = ({ body }: { readonly body: Json }): string => `/resources/${encodeURIComponent(body['id'])}`;
const typesOf = (sent: readonly { readonly type: string }[]): readonly string[] => sent.map(({ type }) => type);

describe('a registered resource', () => {
  it('is a row like all others: shown, listed, changed with its history, found by its names, and deleted', async () => {
    const { send, bus } = registeredApi();
    const added = await send('POST /resources', SERVER);
    expect(added).toMatchObject({
      status: 201,
      body: {
        ...SERVER,
        account_id: 'registered:muster',
        provider: 'registered',
        kind: 'virtual_machine',
        segment: 'global',
        native_id: null,
        version: 1,
        is_last: 1,
        unread: {},
        relationships: [],
      },
    });
    expect(added.body['id']).toMatch(/^registered:muster@Registered::VirtualMachine@global@reg-[0-9a-f]{32}$/);
    const changed = await send(`PATCH ${path(added)}`, {
      config: { cpus: 8 },
      relationships: [{ relation: 'runs_on', type: 'Registered::Rack', id: 'rack-7' }],
    });
    expect(changed).toMatchObject({ status: 200, body: { version: 2, name: 'web-1', tags: SERVER.tags, config: { cpus: 8 } } });
    expect((await send(`PATCH ${path(added)}`, { config: { cpus: 8 } })).body['version']).toBe(2);
    for (const query of [
      '',
      '?type=Registered::VirtualMachine',
      '?kind=virtual_machine',
      '?tag=team=payments',
      '?resource=web-1',
      '?account_id=registered:muster',
    ])
      expect((await send(`GET /resources${query}`)).body['items']).toMatchObject([{ id: added.body['id'], version: 2 }]);
    expect((await send('GET /accounts/registered:muster')).body).toMatchObject({
      resource_counts: { 'Registered::VirtualMachine': 1 },
      status: 'ok',
    });
    expect((await send(`DELETE ${path(added)}`)).status).toBe(204);
    expect((await send(`GET ${path(added)}`)).body).toMatchObject({ is_last: 0, version: 3 });
    expect((await send('GET /resources')).body['items']).toEqual([]);
    expect((await send(`GET ${path(added)}/changes`)).body['items'].map((each: Json) => [each['version'], each['op']])).toEqual([
      [1, 'add'],
      [2, 'update'],
      [3, 'delete'],
    ]);
    expect((await send('GET /accounts/registered:muster')).body['resource_counts']).toEqual({});
    expect(typesOf(bus.publisher.sent)).toEqual(['added', 'updated', 'removed'].map((what) => `muster.resource.${what}`));
    expect((await send(`PATCH ${path(added)}`, { name: 'x' })).status).toBe(404);
    expect((await send(`DELETE ${path(added)}`)).status).toBe(404);
  });

  it('keeps the changes of two requests at the same time', async () => {
    const { send } = registeredApi();
    const added = await send('POST /resources', SERVER);
    await Promise.all([send(`PATCH ${path(added)}`, { name: 'web-2' }), send(`PATCH ${path(added)}`, { tags: { team: 'ops' } })]);
    expect((await send(`GET ${path(added)}`)).body).toMatchObject({ name: 'web-2', tags: { team: 'ops' }, version: 3 });
  });

  it('counts many that are registered at the same time', async () => {
    const { send } = registeredApi();
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => await send('POST /resources', { ...SERVER, name: `web-${n}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
    expect((await send('GET /accounts/registered:muster')).body['resource_counts']).toEqual({ 'Registered::VirtualMachine': 20 });
  });

  it('goes to a customer from the first moment on, and its assignment outlives it', async () => {
    const { send, bus, addCustomer } = registeredApi();
    const customer_id = await addCustomer('a');
    const added = await send('POST /resources', { ...SERVER, customer_id });
    expect((await send(`GET /customers/${customer_id}/resources`)).body['items']).toMatchObject([
      { id: added.body['id'], state: 'in_use', owned_through: 'resource' },
    ]);
    expect(bus.publisher.sent.slice(1).map(({ type, customerid }) => [type, customerid])).toEqual([
      ['muster.resource.assigned', customer_id],
      ['muster.resource.added', customer_id],
    ]);
    await send(`DELETE ${path(added)}`);
    expect((await send(`GET /customers/${customer_id}/resources`)).body['items']).toMatchObject([{ name: 'web-1', state: 'deleted' }]);
  });

  it('is the matter of its customer’s operator, and of no other customer', async () => {
    const { send, addCustomer, become } = registeredApi();
    const [a, b] = [await addCustomer('a'), await addCustomer('b')];
    become(a);
    const added = await send('POST /resources', SERVER);
    expect(added.status).toBe(201);
    expect((await send(`GET ${path(added)}`)).status).toBe(200);
    expect((await send('GET /resources')).body['items']).toMatchObject([{ id: added.body['id'] }]);
    expect((await send(`GET /customers/${a}/resources`)).body['items']).toMatchObject([{ id: added.body['id'] }]);
    expect((await send(`PATCH ${path(added)}`, { name: 'web-2' })).status).toBe(200);
    expect((await send('POST /resources', { ...SERVER, customer_id: b })).status).toBe(404);
    expect((await send('POST /resources', { customer_id: a, resource_id: added.body['id'] })).status).toBe(403);
    expect((await send(`GET /customers/${b}/resources`)).status).toBe(404);
    become(b);
    const missing = await send(`GET ${path(added).replace(/.$/, 'x')}`);
    for (const request of [`GET ${path(added)}`, `DELETE ${path(added)}`]) expect((await send(request)).status).toBe(404);
    expect((await send(`PATCH ${path(added)}`, { name: 'mine' })).status).toBe(404);
    expect(missing.status).toBe(404);
    expect((await send('GET /resources')).body['items']).toEqual([]);
    become(a, 'viewer');
    expect((await send(`DELETE ${path(added)}`)).status).toBe(403);
    become(a);
    expect((await send(`DELETE ${path(added)}`)).status).toBe(204);
  });

  it('is not registered for a customer that is being removed or does not exist, and nothing is written then', async () => {
    const { send, store, addCustomer } = registeredApi();
    const customer_id = await addCustomer('a');
    await store.update('customers', { customer_id }, { set: { removing: 'x', removing_until: 4e12 } });
    expect((await send('POST /resources', { ...SERVER, customer_id })).status).toBe(409);
    expect((await send('POST /resources', { ...SERVER, customer_id: 'cus_0000000000000000000000' })).status).toBe(404);
    expect([...store.rows('resources'), ...store.rows('customer_resources')]).toEqual([]);
  });

  it('has the id that an administrator gives it, which nothing else of its type then has', async () => {
    const { send, addCustomer, become } = registeredApi();
    const customer_id = await addCustomer('acme');

    const added = await send('POST /resources', { ...SERVER, id: 'web-1' });

    expect(added).toMatchObject({ status: 201, body: { id: 'registered:muster@Registered::VirtualMachine@global@web-1' } });
    expect(await send('POST /resources', { ...SERVER, id: 'web-1' })).toMatchObject({ status: 409 });
    expect(await send('POST /resources', { ...SERVER, type: 'Registered::Rack', id: 'web-1' })).toMatchObject({ status: 201 });
    for (const id of ['', '-a', 'a b', 'a|b', 'a'.repeat(129), 7])
      expect(await send('POST /resources', { ...SERVER, id })).toMatchObject({ status: 400, body: { field: 'id' } });
    become(customer_id);
    for (const id of ['web-1', 'web-2']) expect(await send('POST /resources', { ...SERVER, id })).toMatchObject({ status: 403 });
  });

  it('is not one that a cloud lists', async () => {
    const { send, store } = registeredApi();
    await store.put('accounts', accountRow());
    await putResources(store, [resourceRow({})]);
    const uid = encodeURIComponent(`${account('1')}|AWS::EC2::VPC|eu-west-1|vpc-1`);
    expect(await send(`PATCH /resources/${uid}`, { name: 'mine' })).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('listed by aws') },
    });
    expect((await send(`DELETE /resources/${uid}`)).status).toBe(409);
    expect((await send(`DELETE /accounts/registered:muster`)).status).toBe(409);
    expect((await send('POST /accounts', { accounts: [{ account_id: 'registered:muster' }] })).status).toBe(400);
  });

  it('keeps hostile names, texts and numbers as they are', async () => {
    const { send, store } = registeredApi();
    const config = `{"names":${JSON.stringify(HOSTILE_NAMES)},"__proto__":{"polluted":true},"text":"\\u001b[31m\\u202e","numbers":[1e300,0.1,-0.5,9007199254740991]}`;
    const added = await send(
      'POST /resources',
      `{"type":"Registered::Licence","name":"x","tags":${JSON.stringify({ constructor: 'a', '': undefined })},"config":${config}}`,
    );
    expect(added.status).toBe(201);
    const stored = [...store.rows('resources')][0]!;
    expect(JSON.stringify(stored['config'])).toBe(JSON.stringify(JSON.parse(config)));
    expect(stored['tags']).toEqual({ constructor: 'a' });
    expect(({} as Json)['polluted']).toBeUndefined();
    expect((await send(`PATCH ${path(added)}`, { tags: { b: 'c' } })).body['config']).toEqual(JSON.parse(config));
  });

  it.each<[string, unknown, string]>([
    ['a type of a cloud', { ...SERVER, type: 'AWS::EC2::VPC' }, 'type'],
    ['a type in lower case', { ...SERVER, type: 'Registered::server' }, 'type'],
    ['a type with a separator', { ...SERVER, type: 'Registered::A|B' }, 'type'],
    ['a long type', { ...SERVER, type: `Registered::${'A'.repeat(61)}` }, 'type'],
    ['no name', { type: SERVER.type }, 'name'],
    ['a name of 300 characters', { ...SERVER, name: 'x'.repeat(300) }, 'name'],
    ['a name with an override of direction', { ...SERVER, name: 'a\u2066b' }, 'name'],
    ['a name with a space without a width', { ...SERVER, name: 'web\u200B-1' }, 'name'],
    ['a region that cannot be seen', { ...SERVER, region: '\u3164' }, 'region'],
    ['a tag with a soft hyphen', { ...SERVER, tags: { a: 'b\u00AD' } }, 'tags'],
    ['a name that is a credential', { ...SERVER, name: 'AKIAABCDEFGHIJKLMNOP' }, 'name'],
    ['a region with a line end', { ...SERVER, region: 'a\nb' }, 'region'],
    ['201 tags', { ...SERVER, tags: manyTags(201) }, 'tags'],
    ['a tag with a control character', { ...SERVER, tags: { 'a\0': 'b' } }, 'tags'],
    ['a tag without a key', { ...SERVER, tags: { '': 'b' } }, 'tags'],
    ['a tag that is a number', { ...SERVER, tags: { a: 1 } }, 'tags'],
    ['a hostile tag that is an object', `{"type":"Registered::A","name":"a","tags":{"__proto__":{"a":"b"}}}`, 'tags'],
    ['tags that are a list', { ...SERVER, tags: ['a'] }, 'tags'],
    ['a config that is a text', { ...SERVER, config: 'x' }, 'config'],
    ['a config that is null', { ...SERVER, config: null }, 'config'],
    ['a config of 17 levels', { ...SERVER, config: { a: nestedLists(16) } }, 'config'],
    ['half a character in its config', { ...SERVER, config: { a: [{ b: 'x\uD800' }] } }, 'config'],
    ['half a character in a key of its config', { ...SERVER, config: { a: { '\uDC00': 1 } } }, 'config'],
    ['a config of 65 KB', { ...SERVER, config: { a: 'x'.repeat(65 * 1024) } }, 'body'],
    ['a number beyond 2^53', '{"type":"Registered::A","name":"a","config":{"id":12345678901234567890}}', 'body'],
    ['a number beyond all', '{"type":"Registered::A","name":"a","config":{"id":1e400}}', 'body'],
    [
      '101 relationships',
      { ...SERVER, relationships: Array.from({ length: 101 }, () => ({ relation: 'a', type: 'b', id: 'c' })) },
      'relationships',
    ],
    ['a member more', { ...SERVER, account_id: 'aws:000000000001' }, 'account_id'],
    ['nothing', {}, 'type'],
    ['a text', '"x"', 'body'],
  ])('is not registered with %s', async (_what, body, field) => {
    const { send, store, bus } = registeredApi();
    expect(await send('POST /resources', body)).toMatchObject({ status: 400, body: { field } });
    expect([...store.rows('resources'), ...store.rows('accounts'), ...store.rows('coverage')]).toEqual([]);
    expect(bus.publisher.sent).toEqual([]);
  });

  it('is not registered with 10,000 tags', async () => {
    const { send, store } = registeredApi();
    expect(await send('POST /resources', { ...SERVER, tags: manyTags(10_000) })).toMatchObject({ status: 413, body: { field: 'body' } });
    expect([...store.rows('resources')]).toEqual([]);
  });

  it('may be as deep and as large as is said', async () => {
    const { send } = registeredApi();
    expect((await send('POST /resources', { ...SERVER, config: { a: nestedLists(14) } })).status).toBe(201);
    expect((await send('POST /resources', { ...SERVER, config: { a: 'x'.repeat(63 * 1024) } })).status).toBe(201);
  });
});

describe('the schema of a registered type', () => {
  const schema = { type: 'object', required: ['cpus'], properties: { cpus: { type: 'integer' } } };

  it('is put, listed, shown and removed, and checks the configs of its type meanwhile', async () => {
    const { send } = registeredApi();
    const put = await send('PUT /registered-types/Registered::VirtualMachine', { schema });
    expect(put).toMatchObject({ status: 200, body: { type: 'Registered::VirtualMachine', schema, version: 1 } });
    expect((await send('GET /registered-types')).body).toEqual({ items: [put.body] });
    expect((await send('GET /registered-types/Registered::VirtualMachine')).body).toEqual(put.body);
    expect(await send('POST /resources', { ...SERVER, config: {} })).toMatchObject({ status: 400, body: { field: 'config' } });
    const added = await send('POST /resources', SERVER);
    expect(await send(`PATCH ${path(added)}`, { config: { cpus: 'many' } })).toMatchObject({ status: 400, body: { field: 'config.cpus' } });
    expect((await send('PUT /registered-types/Registered::VirtualMachine', { schema: true })).status).toBe(400);
    expect((await send('PUT /registered-types/Registered::VirtualMachine', { schema: { type: 'object' } })).body['version']).toBe(2);
    expect((await send(`PATCH ${path(added)}`, { config: { cpus: 'many' } })).status).toBe(200);
    expect((await send('DELETE /registered-types/Registered::VirtualMachine')).status).toBe(204);
    expect((await send('DELETE /registered-types/Registered::VirtualMachine')).status).toBe(404);
    expect((await send('GET /registered-types/Registered::VirtualMachine')).status).toBe(404);
  });

  it('is one that is refused elsewhere too, and of a type of registered resources', async () => {
    const { send, store } = registeredApi();
    expect(await send('PUT /registered-types/AWS::EC2::VPC', { schema })).toMatchObject({ status: 400, body: { field: 'type' } });
    expect(await send('PUT /registered-types/Registered::A', { schema: { $ref: 'https://evil.example/' } })).toMatchObject({
      status: 400,
      body: { field: 'schema' },
    });
    expect(await send('PUT /registered-types/Registered::A', { schema: { type: 'nothing' } })).toMatchObject({
      status: 400,
      body: { field: 'schema' },
    });
    expect([...store.rows('registered_types')]).toEqual([]);
  });
});

describe('the types of registered resources', () => {
  it.each([
    ['Registered::VirtualMachine', 'virtual_machine'],
    ['Registered::DnsZone', 'dns_zone'],
    ['Registered::SaasTenant', 'other'],
  ])('%s is of the kind %s', (name, kind) => {
    expect(typeNamed(name)).toMatchObject({ type: name, kind, provider: 'registered' });
  });
});
