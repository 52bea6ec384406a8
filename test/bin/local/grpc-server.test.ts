/** The gRPC server of the local platform, called by a client of Connect over HTTP/2: calls, streams, reflection, limits, and its end. */
import { createClient } from '@connectrpc/connect';
import { createConnectTransport, createGrpcTransport, createGrpcWebTransport, Http2SessionManager } from '@connectrpc/connect-node';
import { compressedFlag, encodeEnvelope } from '@connectrpc/connect/protocol';
import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, constants, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { type GrpcServer, type GrpcServerOptions, startGrpcServer } from '../../../bin/local/grpc-server.ts';
import { Unauthenticated } from '../../../shared/errors.ts';
import { Inbox } from '../../../shared/notifications/inbox.ts';
import { systemClock, systemRandom } from '../../../shared/real-seams.ts';
import { ServerReflection as V1 } from '../../../shared/rpc/generated/grpc/reflection/v1/reflection_pb.js';
import { NotificationService } from '../../../shared/rpc/generated/muster/notifications/v1/notifications_pb.js';
import { KeptLog } from '../../support/fakes.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { notificationRow } from '../../support/notification-rows.ts';
import { refusalOf } from '../../support/rpc-client.ts';

const running: GrpcServer[] = [];
const sessions: ClientHttp2Session[] = [];
const managers: Http2SessionManager[] = [];
afterEach(async () => {
  managers.splice(0).forEach((manager) => manager.abort());
  sessions.splice(0).forEach((session) => session.destroy());
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

const WATCH = '/muster.notifications.v1.NotificationService/Watch';

async function world(changes: Partial<GrpcServerOptions> = {}) {
  const store = new MemoryStore();
  const log = new KeptLog();
  const server = await startGrpcServer({
    port: 0,
    clock: systemClock,
    random: systemRandom,
    log,
    caller: () => Promise.resolve({ inbox: new Inbox(store, { own: 'operators', everyone: true }, systemClock) }),
    ...changes,
  });
  running.push(server);
  const baseUrl = `http://localhost:${server.port}`;
  const sessionManager = new Http2SessionManager(baseUrl);
  managers.push(sessionManager);
  const client = createClient(NotificationService, createGrpcTransport({ baseUrl, sessionManager }));
  const add = async (...rows: readonly Parameters<typeof notificationRow>[0][]): Promise<void> => {
    for (const row of rows) await store.put('notifications', notificationRow(row));
  };
  return { server, baseUrl, sessionManager, client, store, log, add };
}

/** One request over HTTP/2 with these headers and this body. */
async function request(
  baseUrl: string,
  headers: Record<string, string>,
  message?: Uint8Array,
): Promise<{ status: number; body: string; trailers: Record<string, unknown> }> {
  const session = connect(baseUrl);
  sessions.push(session);
  session.on('error', () => undefined);
  // The limits of the server count once the client knows them.
  await once(session, 'remoteSettings');
  const stream = session.request({ ':method': 'POST', 'content-type': 'application/grpc', ...headers });
  stream.end(message);
  let trailers: Record<string, unknown> = {};
  stream.once('trailers', (sent) => (trailers = { ...sent }));
  const status = new Promise<number>((resolve, reject) => {
    stream.once('response', (answered) => resolve(Number(answered[':status'])));
    stream.once('error', reject);
  });
  // A stream that ends with an error rejects below.
  status.catch(() => undefined);
  let body = '';
  for await (const chunk of stream) body += String(chunk);
  return { status: await status, body, trailers };
}

describe('the gRPC server', () => {
  it('answers gRPC, gRPC-Web and Connect over HTTP/2', async () => {
    const { baseUrl, sessionManager, add } = await world();
    await add({ at: systemClock.now(), event_id: 'a' });
    for (const transport of [
      createGrpcTransport({ baseUrl, sessionManager }),
      createGrpcWebTransport({ baseUrl, httpVersion: '2', sessionManager }),
      createConnectTransport({ baseUrl, httpVersion: '2', sessionManager }),
    ]) {
      const { notifications } = await createClient(NotificationService, transport).list({});
      expect(notifications.map(({ eventId }) => eventId)).toEqual(['a']);
    }
  });

  it('sends what arrives to a Watch, which a later one continues', async () => {
    const { client, add } = await world();
    await add({ at: systemClock.now(), event_id: 'before' });
    const cancelled = new AbortController();
    const stream = client.watch({}, { signal: cancelled.signal })[Symbol.asyncIterator]();
    const beginning = (await stream.next()).value;
    expect(beginning).toMatchObject({ cursor: expect.stringMatching(/./) });
    expect(beginning?.notification).toBeUndefined();
    await add({ at: systemClock.now(), event_id: 'new' });
    const arrived = (await stream.next()).value;
    expect(arrived?.notification?.eventId).toBe('new');
    cancelled.abort();
    expect(await refusalOf(stream.next())).toMatchObject({ code: 'Canceled' });
    await add({ at: systemClock.now(), event_id: 'meanwhile' });
    const next = client.watch({ afterCursor: arrived!.cursor })[Symbol.asyncIterator]();
    await next.next();
    expect((await next.next()).value?.notification?.eventId).toBe('meanwhile');
    await next.return?.();
  });

  it('stops looking for notifications when the call is cancelled or its deadline has passed', async () => {
    const { client, store } = await world();
    const looks = (): number => store.requests.get('query notifications') ?? 0;
    const timed = client.watch({}, { timeoutMs: 300 })[Symbol.asyncIterator]();
    await timed.next();
    expect(await refusalOf(timed.next())).toMatchObject({ code: 'DeadlineExceeded' });
    const cancelled = new AbortController();
    const stream = client.watch({}, { signal: cancelled.signal })[Symbol.asyncIterator]();
    await stream.next();
    cancelled.abort();
    expect(await refusalOf(stream.next())).toMatchObject({ code: 'Canceled' });
    await sleep(100);
    const before = looks();
    await sleep(1300);
    expect(looks()).toBe(before);
  });

  it.each<[string, boolean, (stream: ClientHttp2Stream, session: ClientHttp2Session) => void]>([
    ['cancels it', true, (stream) => stream.close(constants.NGHTTP2_CANCEL)],
    ['closes its stream without an error', true, (stream) => stream.close(constants.NGHTTP2_NO_ERROR)],
    ['closes the connection', true, (_stream, session) => session.destroy()],
    ['closes the connection before its request has ended', false, (_stream, session) => session.destroy()],
  ])('logs no error when the caller of a Watch %s', async (_how, hasEnded, end) => {
    const { baseUrl, log, store } = await world();
    const session = connect(baseUrl);
    sessions.push(session);
    session.on('error', () => undefined);
    const stream = session.request({ ':method': 'POST', ':path': WATCH, 'content-type': 'application/grpc', te: 'trailers' });
    stream.on('error', () => undefined);
    const looks = (): number => store.requests.get('query notifications') ?? 0;
    stream.write(encodeEnvelope(0, new Uint8Array()));
    if (hasEnded) stream.end();
    await (hasEnded ? once(stream, 'data') : sleep(300));
    end(stream, session);
    await sleep(1300);

    const before = looks();
    await sleep(1100);
    expect(looks()).toBe(before);
    expect(log.entries).toEqual([]);
  });

  it('ends streams when it stops, and says why', async () => {
    const { client, server } = await world();
    const stream = client.watch({})[Symbol.asyncIterator]();
    await stream.next();
    const end = refusalOf(stream.next());
    const started = performance.now();
    await server.stop();
    expect(performance.now() - started).toBeLessThan(2000);
    expect(await end).toEqual({ code: 'Unavailable', message: 'The platform is stopping.', fields: [] });
  });

  it('refuses a caller that is not known, but tells it the services', async () => {
    const { client, baseUrl, sessionManager } = await world({ caller: () => Promise.reject(new Unauthenticated('There is no token.')) });
    expect(await refusalOf(client.get({ id: 'x' }))).toEqual({ code: 'Unauthenticated', message: 'There is no token.', fields: [] });
    const stream = client.watch({})[Symbol.asyncIterator]();
    expect(await refusalOf(stream.next())).toMatchObject({ code: 'Unauthenticated' });
    const asked = (async function* ask() {
      yield { messageRequest: { case: 'listServices', value: '' } } as const;
    })();
    const answers = createClient(V1, createGrpcTransport({ baseUrl, sessionManager })).serverReflectionInfo(asked)[Symbol.asyncIterator]();
    expect((await answers.next()).value?.messageResponse).toMatchObject({
      value: {
        service: [
          { name: 'muster.notifications.v1.NotificationService' },
          { name: 'grpc.reflection.v1.ServerReflection' },
          { name: 'grpc.reflection.v1alpha.ServerReflection' },
        ],
      },
    });
  });

  it('refuses what a web page could send', async () => {
    const { baseUrl } = await world();
    const path = '/muster.notifications.v1.NotificationService/List';
    const { host } = new URL(baseUrl);
    expect(await request(baseUrl, { ':path': path, ':authority': 'evil.example' })).toMatchObject({
      status: 403,
      body: expect.stringContaining('is not this server'),
    });
    expect(await request(baseUrl, { ':path': path, ':authority': host, origin: 'https://evil.example' })).toMatchObject({ status: 403 });
    expect(await request(baseUrl, { ':path': path, ':authority': host, origin: `http://${host}` })).toMatchObject({ status: 200 });
  });

  it('refuses messages of more than 4 MB and metadata of more than 16 KiB', async () => {
    const { client, baseUrl } = await world();
    expect(await refusalOf(client.get({ id: 'x'.repeat(5_000_000) }))).toMatchObject({ code: 'ResourceExhausted' });
    const path = '/muster.notifications.v1.NotificationService/List';
    const { host } = new URL(baseUrl);
    await expect(request(baseUrl, { ':path': path, ':authority': host, note: 'x'.repeat(20_000) })).rejects.toThrow(/ENHANCE_YOUR_CALM/);
    expect((await client.list({})).notifications).toEqual([]);
  });

  it('closes connections whose other side no longer answers, and keeps those that do', async () => {
    const { client } = await world({ keepAliveMs: 50 });
    const stream = client.watch({})[Symbol.asyncIterator]();
    await stream.next();
    await sleep(400);
    expect((await client.list({})).notifications).toEqual([]);
    await stream.return?.();
  });

  it('says that its port is in use', async () => {
    const { server } = await world();
    await expect(world({ port: server.port })).rejects.toThrow(
      `Port ${server.port} of gRPC is in use: stop what listens there, or choose another with --grpc-port.`,
    );
  });
});

describe('a message that cannot be decoded', () => {
  const garbage = Uint8Array.of(0xff, 0xff, 0xff, 0xff);
  const pathOf = (method: string): string => `/muster.notifications.v1.NotificationService/${method}`;
  const inEnvelope = (flags: number, message: Uint8Array) => encodeEnvelope(flags, message);

  it.each([
    ['of a call', 'List', inEnvelope(0, garbage), {}],
    ['of a stream', 'Watch', inEnvelope(0, garbage), {}],
    ['that is compressed', 'List', inEnvelope(compressedFlag, gzipSync(garbage)), { 'grpc-encoding': 'gzip' }],
  ])('%s is answered with INVALID_ARGUMENT by gRPC', async (_what, method, body, headers) => {
    const { baseUrl, log } = await world();
    const { status, trailers } = await request(baseUrl, { ':path': pathOf(method), ...headers }, body);

    expect(status).toBe(200);
    expect(trailers).toMatchObject({ 'grpc-status': '3' });
    expect(decodeURIComponent(String(trailers['grpc-message']))).toMatch(
      /^The message cannot be read as muster\.notifications\.v1\.\w+ \(/,
    );
    expect(log.entries).toEqual([]);
  });

  it('is answered with 400 by Connect', async () => {
    const { baseUrl } = await world();
    const { status, body } = await request(baseUrl, { ':path': pathOf('List'), 'content-type': 'application/proto' }, garbage);

    expect([status, JSON.parse(body)]).toEqual([400, expect.objectContaining({ code: 'invalid_argument' })]);
  });
});

describe('a request of no protocol', () => {
  it.each([
    ['media type', { 'content-type': 'text/plain' }, 415, 'send application/grpc'],
    ['method', { ':method': 'DELETE' }, 405, 'takes POST only'],
  ])('is refused with a sentence for its %s', async (_what, headers, expected, says) => {
    const { baseUrl } = await world();
    const { status, body } = await request(baseUrl, { ':path': '/muster.notifications.v1.NotificationService/List', ...headers });

    expect([status, JSON.parse(body)]).toEqual([
      expected,
      expect.objectContaining({ status: expected, detail: expect.stringContaining(says) }),
    ]);
  });
});
