/** The NotificationService behind API Gateway: Connect and gRPC-Web, with protobuf and with JSON. */
import { durationFromMs } from '@bufbuild/protobuf/wkt';
import { encodeEnvelope } from '@connectrpc/connect/protocol';
import { describe, expect, it } from '@jest/globals';
import type { Authenticate } from '../../../shared/access/authenticate.ts';
import type { AccountId, CustomerId } from '../../../shared/ids.ts';
import { Unauthenticated } from '../../../shared/errors.ts';
import { apiFixture } from '../../support/api-fixture.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { notificationRow } from '../../support/notification-rows.ts';
import { gatewayFetch, HOST, refusalOf, TRANSPORTS } from '../../support/rpc-client.ts';

const SERVICE = `${HOST}/muster.notifications.v1.NotificationService`;
const [CONNECT] = TRANSPORTS;
/** A group that ends without having begun, which protobuf cannot be. */
const GARBAGE = Uint8Array.of(0xff, 0xff, 0xff, 0xff);
const UNREADABLE = /^The message cannot be read as muster\.notifications\.v1\.\w+ \(/;

function world(authenticate?: Authenticate, store = new MemoryStore()) {
  const { app, clock, log } = apiFixture(store, undefined, authenticate);
  const fetcher = gatewayFetch(app);
  const add = async (...rows: readonly Parameters<typeof notificationRow>[0][]): Promise<void> => {
    for (const row of rows) await store.put('notifications', notificationRow(row));
  };
  return { store, clock, log, fetcher, add, client: CONNECT!.client(fetcher) };
}

const ids = (notifications: readonly { readonly eventId: string }[]): readonly string[] => notifications.map(({ eventId }) => eventId);

describe.each(TRANSPORTS)('$name', ({ client: clientOf }) => {
  it('answers a notification as it is stored', async () => {
    const { fetcher, add, clock } = world();
    const row = notificationRow({ at: clock.now(), severity: 'critical', title: 'Größe', data: { nested: { list: [1, null, 'ä'] } } });
    await add({ at: clock.now(), severity: 'critical', title: 'Größe', data: { nested: { list: [1, null, 'ä'] } } });
    const { notification } = await clientOf(fetcher).get({ id: row.notification_id });
    expect(notification).toMatchObject({
      notificationId: row.notification_id,
      recipient: 'operators',
      eventId: row.event_id,
      type: row.type,
      severity: 5,
      subject: 'finding-1',
      title: 'Größe',
      data: { nested: { list: [1, null, 'ä'] } },
    });
    expect(Number(notification?.createdAt?.seconds) * 1000).toBe(clock.now());
    expect(notification?.readAt).toBeUndefined();
  });

  it('lists page by page, and marks as read', async () => {
    const { fetcher, add, clock } = world();
    const client = clientOf(fetcher);
    await add({ at: clock.now(), event_id: 'a' }, { at: clock.now() + 1, event_id: 'b' }, { at: clock.now() + 2, event_id: 'c' });
    const first = await client.list({ pageSize: 2 });
    expect(ids(first.notifications)).toEqual(['c', 'b']);
    const second = await client.list({ pageSize: 2, pageToken: first.nextPageToken });
    expect(ids(second.notifications)).toEqual(['a']);
    expect(second.nextPageToken).toBe('');
    const { notification } = await client.markRead({ notificationId: first.notifications[0]!.notificationId });
    expect(Number(notification?.readAt?.seconds) * 1000).toBe(clock.now());
    expect(ids((await client.list({ unreadOnly: true })).notifications)).toEqual(['b', 'a']);
  });

  it('names the field that it refuses', async () => {
    const { fetcher } = world();
    const client = clientOf(fetcher);
    expect(await refusalOf(client.get({ id: 'a\nb' }))).toEqual({
      code: 'InvalidArgument',
      message: 'id: "a\\nb" has a control character, which no id has.',
      fields: ['id'],
    });
    expect(await refusalOf(client.get({ id: 'cus_a' }))).toMatchObject({ code: 'NotFound', message: expect.stringContaining('"cus_a"') });
  });

  it('says that Watch is served elsewhere', async () => {
    const { fetcher } = world();
    const messages = clientOf(fetcher).watch({})[Symbol.asyncIterator]();
    expect(await refusalOf(messages.next())).toEqual({
      code: 'Unimplemented',
      message:
        'Watch is not served here, because API Gateway cannot stream: call List with after_cursor, which waits up to 20 seconds for notifications.',
      fields: [],
    });
  });
});

describe('List with after_cursor', () => {
  it('waits for notifications, at most 20 seconds', async () => {
    const { client, add, clock, store } = world();
    await add({ at: clock.now() });
    const { cursor } = await client.list({});
    const before = clock.now();
    const nothing = await client.list({ afterCursor: cursor });
    expect(nothing.notifications).toEqual([]);
    expect(clock.now() - before).toBe(20_000);
    expect(store.requests.get('query notifications')).toBeLessThan(30);
    await add({ at: clock.now(), event_id: 'new' });
    const found = await client.list({ afterCursor: nothing.cursor });
    expect(ids(found.notifications)).toEqual(['new']);
    expect(clock.now() - before).toBe(20_000);
    expect(ids((await client.list({ afterCursor: found.cursor, maxWait: durationFromMs(0) })).notifications)).toEqual([]);
    expect(clock.now() - before).toBe(20_000);
  });

  it('answers before the deadline of the call', async () => {
    const { client, clock } = world();
    const { cursor } = await client.list({});
    const before = clock.now();
    await client.list({ afterCursor: cursor }, { timeoutMs: 5000 });
    expect(clock.now() - before).toBeGreaterThan(4000);
    expect(clock.now() - before).toBeLessThan(4600);
  });
});

describe('bad input', () => {
  it.each([
    ['a page of fewer than no notifications', 'page_size', { pageSize: -1 }],
    ['too large a page', 'page_size', { pageSize: 501 }],
    ['a token that is none', 'page_token', { pageToken: 'x' }],
    ['a cursor that is none', 'after_cursor', { afterCursor: 'x' }],
    ['a wait for nothing', 'max_wait', { maxWait: durationFromMs(1000) }],
    ['too long an id', 'subject', { subject: 'x'.repeat(2049) }],
    ['a control character', 'recipient', { recipient: 'cus\u0000' }],
    ['a recipient who is nobody', 'recipient', { recipient: 'nobody' }],
  ])('is %s: the refusal names %s', async (_, field, request) => {
    expect(await refusalOf(world().client.list(request))).toMatchObject({
      code: 'InvalidArgument',
      fields: [field],
      message: expect.stringMatching(`^${field}: `),
    });
  });

  it('is a page token of another query, and a cursor with a page token or too long a wait', async () => {
    const { client, add, clock } = world();
    await add({ at: clock.now() }, { at: clock.now() + 1 });
    const { nextPageToken, cursor } = await client.list({ pageSize: 1 });
    expect(await refusalOf(client.list({ subject: 'finding-1', pageToken: nextPageToken }))).toMatchObject({ fields: ['page_token'] });
    expect(await refusalOf(client.list({ subject: 'finding-1', afterCursor: cursor }))).toMatchObject({ fields: ['after_cursor'] });
    expect(await refusalOf(client.list({ afterCursor: cursor, pageToken: nextPageToken }))).toMatchObject({ fields: ['page_token'] });
    expect(await refusalOf(client.list({ afterCursor: cursor, maxWait: durationFromMs(20_001) }))).toMatchObject({ fields: ['max_wait'] });
    expect(await refusalOf(client.list({ afterCursor: cursor, maxWait: durationFromMs(-1) }))).toMatchObject({ fields: ['max_wait'] });
    expect(await refusalOf(client.markRead({}))).toMatchObject({ fields: ['notification_id'] });
  });

  it('is a field that a JSON message should not have, and a message that is none', async () => {
    const { fetcher } = world();
    const send = async (type: string, body: string): Promise<unknown> =>
      await (await fetcher(`${SERVICE}/List`, { method: 'POST', headers: { 'content-type': type }, body })).json();
    expect(await send('application/json', '{"subjct":"x"}')).toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('subjct'),
    });
  });

  it.each([
    ['Connect', 'application/proto', GARBAGE],
    ['Connect, empty of what it announces', 'application/proto', Uint8Array.of(0x0a, 0x7f, 0x61)],
  ])('is a message that cannot be decoded, by %s', async (_protocol, type, body) => {
    const { fetcher, log } = world();
    const response = await fetcher(`${SERVICE}/List`, { method: 'POST', headers: { 'content-type': type }, body });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid_argument', message: expect.stringMatching(UNREADABLE) });
    expect(log.entries).toEqual([]);
  });

  it.each([
    ['a message', 'List', encodeEnvelope(0, GARBAGE)],
    ['a message of a stream', 'Watch', encodeEnvelope(0, GARBAGE)],
  ])('is %s that cannot be decoded, by gRPC-Web', async (_what, method, body) => {
    const { fetcher, log } = world();
    for (const type of ['application/grpc-web', 'application/grpc-web+proto']) {
      const headers = { 'content-type': type };
      const response = await fetcher(`${SERVICE}/${method}`, { method: 'POST', headers, body: Uint8Array.from(body) });
      const trailers = `${await response.text()}\n${[...response.headers].map((pair) => pair.join(': ')).join('\n')}`;

      expect(trailers).toMatch(/grpc-status: ?3/);
      expect(decodeURIComponent(trailers.match(/grpc-message: ?(.*)/)![1]!)).toMatch(UNREADABLE);
    }
    expect(log.entries).toEqual([]);
  });

  it.each([
    ['that cannot be decoded', `encoding=proto&base64=1&message=${Buffer.from(GARBAGE).toString('base64url')}`],
    ['that is no base64', 'encoding=json&base64=1&message=%25%25%25'],
  ])('is a message of a call by GET %s', async (_what, query) => {
    const { fetcher, log } = world();
    const response = await fetcher(`${SERVICE}/List?connect=v1&${query}`);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid_argument', message: expect.stringMatching(UNREADABLE) });
    expect(log.entries).toEqual([]);
  });

  it('is native gRPC, another media type, another method, and a body of more than 256 KiB: problem details', async () => {
    const { fetcher } = world();
    const send = async (method: string, type: string, body = ''): Promise<{ status: number; problem: unknown }> => {
      const response = await fetcher(`${SERVICE}/${method}`, { method: 'POST', headers: { 'content-type': type }, body });
      return { status: response.status, problem: await response.text() };
    };
    for (const type of ['application/grpc', 'application/grpc+proto', 'application/GRPC;x=y'])
      expect(await send('Get', type)).toEqual({
        status: 415,
        problem: expect.stringContaining('call the same path by Connect or gRPC-Web'),
      });
    for (const type of ['text/plain', 'application/xml', 'application/grpc-web-text'])
      expect(await send('Get', type)).toEqual({ status: 415, problem: expect.stringContaining('"field":"content-type"') });
    expect(await send('Gets', 'application/json', '{}')).toEqual({
      status: 404,
      problem: expect.stringContaining('NotificationService/Get"'),
    });
    expect((await send('Get', 'application/json', `"${'x'.repeat(300_000)}"`)).status).toBe(413);
    expect((await fetcher(`${SERVICE}/Get`, { method: 'DELETE' })).status).toBe(405);
  });
});

describe('a call by GET', () => {
  it('is answered where it changes nothing', async () => {
    const { fetcher, add, clock } = world();
    await add({ at: clock.now() });
    const query = `connect=v1&encoding=json&message=${encodeURIComponent('{"subject":"finding-1"}')}`;
    const listed = (await (await fetcher(`${SERVICE}/List?${query}`)).json()) as { readonly notifications: readonly unknown[] };
    expect(listed.notifications.length).toBe(1);
    const refused = await fetcher(`${SERVICE}/MarkRead?${query}`);
    expect([refused.status, await refused.json()]).toEqual([405, expect.objectContaining({ allowed: ['POST'] })]);
  });
});

describe('a caller', () => {
  it('of a customer has that customer’s notifications and no others', async () => {
    const scope = { kind: 'limited', accounts: new Set<AccountId>(), customer_id: 'cus_a' as CustomerId } as const;
    const { client, add, clock } = world(() => Promise.resolve({ id: 'a', name: 'a', role: 'viewer', scope }));
    await add({ at: clock.now(), event_id: 'own', recipient: 'cus_a' }, { at: clock.now() + 1, event_id: 'foreign' });
    expect(ids((await client.list({})).notifications)).toEqual(['own']);
    expect(ids((await client.list({ recipient: 'operators' })).notifications)).toEqual([]);
    expect((await client.get({ id: 'finding-1' })).notification?.eventId).toBe('own');
    const foreign = notificationRow({ at: clock.now() + 1, event_id: 'foreign' }).notification_id;
    expect(await refusalOf(client.markRead({ notificationId: foreign }))).toMatchObject({ code: 'NotFound' });
  });

  it('that is not known is refused', async () => {
    const { client } = world(() => Promise.reject(new Unauthenticated('There is no token.')));
    expect(await refusalOf(client.list({}))).toMatchObject({ code: 'Unauthenticated' });
  });
});

describe('an unexpected error', () => {
  it('is logged, and answered without its message; one of a throttled service asks to try again', async () => {
    const store = new MemoryStore();
    const { client, log } = world(undefined, store);
    store.query = () => Promise.reject(new Error('secret of the store'));
    const { code, message } = await refusalOf(client.list({}));
    expect(code).toBe('Internal');
    expect(message).toMatch(/^Muster failed to answer; its log has the error under the request id [0-9a-f]{32}\.$/);
    expect(log.entries.map(({ level }) => level)).toEqual(['error']);
    store.query = () => Promise.reject(Object.assign(new Error('slow down'), { name: 'ProvisionedThroughputExceededException' }));
    expect(await refusalOf(client.list({}))).toMatchObject({ code: 'Unavailable', message: 'Muster is busy; try again in 2 seconds.' });
  });
});
