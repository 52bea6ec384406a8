import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sendThrough } from '../../../../../shared/clouds/azure/access/http.ts';
import { RestClient, type RestClientOptions } from '../../../../../shared/clouds/azure/access/rest-client.ts';
import { CountingRandom } from '../../../../support/fakes.ts';
import { apiError, AzureServer } from '../support/azure-server.ts';
import { CLIENT, SECRET, SUBSCRIPTION, TENANT, tokensOf, trusting } from '../support/logins.ts';

let server: AzureServer;
let client: RestClient;
let counter: { calls: number };
let waits: number[];
let taken: number;

const PATH = `/subscriptions/${SUBSCRIPTION}/resourceGroups`;
const URL_OF_LIST = `${PATH}?api-version=2021-04-01`;

const clientWith = (options: Partial<RestClientOptions> = {}, limits: Parameters<typeof sendThrough>[1] = {}): RestClient =>
  new RestClient({
    api: 'management',
    hosts: server.hosts,
    send: sendThrough(trusting(server), limits),
    tokens: tokensOf(server),
    // The test does not wait: it remembers how long it should have.
    clock: {
      now: () => 0,
      sleep: async (ms) => {
        waits.push(ms);
      },
    },
    random: new CountingRandom(),
    counter,
    ...options,
  });

const get = async (url = URL_OF_LIST, from = client): Promise<object> =>
  await from.send({
    method: 'GET',
    url,
    take: async () => {
      taken += 1;
    },
  });

beforeEach(async () => {
  server = await AzureServer.start();
  server.applications.push({ tenant: TENANT, client: CLIENT, proof: { secret: SECRET } });
  counter = { calls: 0 };
  waits = [];
  taken = 0;
  client = clientWith();
});

afterEach(async () => {
  await server.stop();
});

describe('RestClient', () => {
  it('gives the JSON as it came, with the query that was asked', async () => {
    server.on(PATH, ({ query }) => ({ body: { value: [{ id: 'one', when: '2026-01-01T00:00:00Z' }], version: query.get('api-version') } }));
    expect(await get()).toEqual({ value: [{ id: 'one', when: '2026-01-01T00:00:00Z' }], version: '2021-04-01' });
    expect([counter.calls, taken, waits]).toEqual([1, 1, []]);
  });

  it('sends a body', async () => {
    server.on(`POST ${PATH}`, ({ body }) => ({ body: { got: body } }));
    expect(await client.send({ method: 'POST', url: PATH, body: { query: 'resources' }, take: async () => {} })).toEqual({
      got: { query: 'resources' },
    });
  });

  it('reads compressed answers', async () => {
    const value = Array.from({ length: 5000 }, (_, id) => ({ id }));
    server.on(PATH, { body: { value }, gzip: true });
    expect(await get()).toEqual({ value });
  });

  it('renews a token that ends between two pages, once, and goes on', async () => {
    server.on(PATH, { body: { value: [] } });
    await get();
    server.revokeTokens();
    expect(await get()).toEqual({ value: [] });
    expect(server.given).toBe(2);
    expect(waits).toEqual([]);
  });

  it('does not renew for ever', async () => {
    server.on(PATH, apiError(401, 'InvalidAuthenticationToken', 'The access token is invalid.'));
    await expect(get()).rejects.toMatchObject({ name: 'InvalidAuthenticationToken', status: 401 });
    expect(server.given).toBe(2);
    expect(counter.calls).toBe(2);
  });

  it('does not renew the token of another tenant', async () => {
    server.on(PATH, apiError(401, 'InvalidAuthenticationTokenTenant', 'The access token is from the wrong issuer.'));
    await expect(get()).rejects.toMatchObject({ name: 'InvalidAuthenticationTokenTenant' });
    expect(counter.calls).toBe(1);
  });

  it.each([
    ['Retry-After in seconds', { 'retry-after': '7' }, 7000],
    ["Resource Graph's quota", { 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': '00:00:05' }, 5000],
  ])('waits as %s asks, and takes a token of the budget for each attempt', async (_what, headers, wait) => {
    server.on(PATH, apiError(429, 'TooManyRequests', 'Slow down.', headers), { body: { value: [] } });
    await get();
    expect(waits[0]).toBe(wait);
    expect([counter.calls, taken]).toEqual([2, 2]);
  });

  it('makes all its calls wait after one was refused for too many requests', async () => {
    server.on(PATH, apiError(429, 'TooManyRequests', 'Slow down.', { 'retry-after': '30' }));
    server.on('/other', { body: {} });
    client = clientWith({ attempts: 1 });
    await expect(get()).rejects.toMatchObject({ status: 429 });
    await get('/other');
    expect(waits).toEqual([30_000]);
  });

  it('slows down when few reads remain', async () => {
    server.on(PATH, { body: {}, headers: { 'x-ms-ratelimit-remaining-subscription-reads': '3' } });
    await get();
    await get();
    expect(waits).toEqual([1000]);
  });

  it('does not wait longer than a minute: the task comes again later', async () => {
    server.on(PATH, apiError(429, 'TooManyRequests', 'Slow down.', { 'retry-after': '3600' }));
    await expect(get()).rejects.toMatchObject({ name: 'TooManyRequests' });
    expect(counter.calls).toBe(1);
  });

  it.each([
    ['a fault of the server', { status: 500, body: { error: { code: 'InternalServerError', message: 'Sorry.' } } }],
    ['an answer that is cut off', { body: { value: [{ id: 'one' }] }, cutAt: 12 }],
    ['a compressed answer that is cut off', { body: { value: [{ id: 'one' }] }, cutAt: 12, gzip: true }],
    ['half a JSON text', { raw: '{"value":[{"id":"one"}' }],
    ['no JSON at all', { raw: '<html>Sign in to the hotel</html>' }],
    ['a list in the place of an object', { raw: '[]' }],
    ['an empty answer', { raw: '' }],
    ['a connection that ends', { hangsUp: true }],
    ['503 with Retry-After', { status: 503, headers: { 'retry-after': '1' }, body: {} }],
  ] as const)('tries again after %s, and never takes it for an empty list', async (_what, failure) => {
    server.on(PATH, failure, { body: { value: [{ id: 'one' }] } });
    expect(await get()).toEqual({ value: [{ id: 'one' }] });
    expect(counter.calls).toBe(2);
    server.on(PATH, failure);
    await expect(get(URL_OF_LIST, clientWith({ attempts: 2 }))).rejects.toBeInstanceOf(Error);
  });

  it.each([
    [0, [250, 500, 1000, 2000]],
    [0.5, [375, 750, 1500, 3000]],
    [1, [500, 1000, 2000, 4000]],
  ])('tries again five times in all, after longer and longer waits of which half is drawn: %d', async (fraction, expected) => {
    server.on(PATH, { status: 502, body: {} });
    const random = { hex: () => '', fraction: () => fraction };
    await expect(get(URL_OF_LIST, clientWith({ random }))).rejects.toMatchObject({ status: 502 });
    expect(waits).toEqual(expected);
    expect(counter.calls).toBe(5);
  });

  it.each([429, 503])('waits as long after %d with a Retry-After of no time as after one without', async (status) => {
    server.on(PATH, { status, headers: { 'retry-after': '0' }, body: {} });
    await expect(get(URL_OF_LIST, clientWith({ random: { hex: () => '', fraction: () => 1 } }))).rejects.toMatchObject({ status });
    expect(waits).toEqual([500, 1000, 2000, 4000]);
  });

  it('draws nothing from the wait that an answer asks for', async () => {
    server.on(PATH, { status: 503, headers: { 'retry-after': '9' }, body: {} }, { body: {} });
    await get(URL_OF_LIST, clientWith({ random: { hex: () => '', fraction: () => 0 } }));
    expect(waits).toEqual([9000]);
  });

  it.each([
    [403, 'AuthorizationFailed'],
    [404, 'ResourceNotFound'],
    [409, 'MissingSubscriptionRegistration'],
    [400, 'BadRequest'],
  ])('does not repeat a call that gets %d %s', async (status, code) => {
    server.on(PATH, apiError(status, code, 'No.'));
    await expect(get()).rejects.toMatchObject({ name: code, status });
    expect(counter.calls).toBe(1);
  });

  it.each([
    'https://evil.example/subscriptions?page=2',
    '//evil.example/subscriptions',
    'http://127.0.0.1/subscriptions',
    'https://user:password@127.0.0.1/subscriptions',
    'https://127.0.0.1:1/subscriptions',
    'file:///etc/passwd',
    'https://[',
  ])('sends its token to no other host: %s', async (url) => {
    await expect(get(url)).rejects.toMatchObject({ name: 'ForeignHost' });
    expect(counter.calls).toBe(0);
  });

  it('follows no redirect', async () => {
    server.on(PATH, { status: 302, headers: { location: `${server.hosts.graph}/stolen` }, body: {} });
    await expect(get()).rejects.toMatchObject({ status: 302 });
    expect(server.count('/stolen')).toBe(0);
  });

  it('follows a next page on its own host', async () => {
    server.on(PATH, { body: { value: [], nextLink: `${server.hosts.management}/page2?x=1` } });
    server.on('/page2', { body: { value: [2] } });
    expect(await get(`${server.hosts.management}/page2?x=1`)).toEqual({ value: [2] });
  });

  it('gives up on a slow answer after the time of one attempt', async () => {
    server.on(PATH, { body: {}, delay: 2000 });
    await expect(get(URL_OF_LIST, clientWith({ attempts: 1 }, { timeout: 100 }))).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('refuses an answer that would fill the memory', async () => {
    server.on(PATH, { body: { value: 'x'.repeat(100_000) } });
    await expect(get(URL_OF_LIST, clientWith({}, { maxAnswer: 10_000 }))).rejects.toMatchObject({ name: 'AnswerTooLong' });
    server.on(PATH, { body: { value: 'x'.repeat(100_000) }, gzip: true });
    await expect(get(URL_OF_LIST, clientWith({}, { maxAnswer: 10_000 }))).rejects.toMatchObject({ name: 'AnswerTooLong' });
  });

  it('ends at once when the run is stopped', async () => {
    server.on(PATH, { body: {}, delay: 5000 });
    const stop = new AbortController();
    const calling = get(URL_OF_LIST, clientWith({ signal: stop.signal }));
    setTimeout(() => stop.abort(new Error('Stopped.')), 300);
    await expect(calling).rejects.toThrow('Stopped.');
    await expect(get(URL_OF_LIST, clientWith({ signal: stop.signal }))).rejects.toThrow('Stopped.');
    expect(counter.calls).toBe(1);
  });

  it('does not take a token for one API to the other', async () => {
    server.on('/v1.0/users', { body: { value: [] } });
    server.on(PATH, { body: {} });
    const tokens = tokensOf(server);
    const graph = clientWith({ api: 'graph', tokens });
    await get(URL_OF_LIST, clientWith({ tokens }));
    expect(await get('/v1.0/users', graph)).toEqual({ value: [] });
    expect(server.given).toBe(2);
  });
});
