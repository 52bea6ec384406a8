/**
 * The gRPC port of the local platform, called by grpcurl: a client that is not Connect's. `GRPCURL` names the program; without it, the suite
 * looks for `.tools/grpcurl`, where `.ci/run` puts it, and is skipped if there is none.
 */
import { describe, expect, it } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startGrpcServer } from '../../bin/local/grpc-server.ts';
import { Unauthenticated } from '../../shared/errors.ts';
import { Inbox } from '../../shared/notifications/inbox.ts';
import { systemClock, systemRandom } from '../../shared/real-seams.ts';
import { KeptLog } from '../support/fakes.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { notificationRow } from '../support/notification-rows.ts';

const GRPCURL = process.env['GRPCURL'] ?? join(import.meta.dirname, '../../.tools/grpcurl');
const SERVICE = 'muster.notifications.v1.NotificationService';
const suite = existsSync(GRPCURL) ? describe : describe.skip;
if (suite === describe.skip) process.stderr.write(`There is no grpcurl at ${GRPCURL}, so its suite is skipped; .ci/run builds it.\n`);

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A server with two notifications, and grpcurl to call it. */
async function world() {
  const store = new MemoryStore();
  const inbox = new Inbox(store, { own: 'operators', everyone: true }, systemClock);
  const server = await startGrpcServer({
    port: 0,
    clock: systemClock,
    random: systemRandom,
    log: new KeptLog(),
    caller: (headers) =>
      headers.get('authorization') === 'Bearer wrong'
        ? Promise.reject(new Unauthenticated('The token is expired.'))
        : Promise.resolve({ inbox }),
  });
  let events = 0;
  const add = async (event_id: string): Promise<string> => {
    // Events of the same millisecond would have no order.
    events += 1;
    const row = notificationRow({ at: systemClock.now() + events, event_id });
    await store.put('notifications', row);
    return row.notification_id;
  };
  const ids = [await add('first'), await add('second')];
  const address = `localhost:${server.port}`;
  const grpcurl = (options: readonly string[], ...rest: readonly string[]): Promise<Answer> =>
    new Promise((resolve) => {
      execFile(GRPCURL, ['-plaintext', ...options, address, ...rest], (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });
  /** The texts of the messages that a call answers; it fails if the call does. */
  const call = async (method: string, message: object, options: readonly string[] = []): Promise<unknown> => {
    const { code, stdout, stderr } = await grpcurl([...options, '-d', JSON.stringify(message)], `${SERVICE}/${method}`);
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout);
  };
  const looks = (): number => store.requests.get('query notifications') ?? 0;
  return { address, grpcurl, call, add, ids, looks, [Symbol.asyncDispose]: async () => await server.stop() };
}

suite('grpcurl', () => {
  it('lists the services and describes their methods and messages', async () => {
    await using at = await world();
    const listed = await at.grpcurl([], 'list');
    expect(listed.stdout.split('\n')).toEqual([
      'grpc.reflection.v1.ServerReflection',
      'grpc.reflection.v1alpha.ServerReflection',
      SERVICE,
      '',
    ]);
    const methods = await at.grpcurl([], 'list', SERVICE);
    expect(methods.stdout.split('\n')).toEqual([...['Get', 'List', 'MarkRead', 'Watch'].map((name) => `${SERVICE}.${name}`), '']);
    const service = await at.grpcurl([], 'describe', SERVICE);
    expect(service.stdout).toContain('returns ( stream .muster.notifications.v1.WatchResponse )');
    const message = await at.grpcurl([], 'describe', 'muster.notifications.v1.Notification');
    expect(message.stdout).toContain('.google.protobuf.Struct data = 8;');
    const unknown = await at.grpcurl([], 'describe', 'muster.Nothing');
    expect(unknown.stderr).toContain('Symbol not found: muster.Nothing');
  });

  it('gets, lists and marks notifications', async () => {
    await using at = await world();
    expect(await at.call('Get', { id: 'finding-1' })).toMatchObject({ notification: { eventId: 'second', severity: 'SEVERITY_HIGH' } });
    expect(await at.call('List', { pageSize: 1 })).toMatchObject({
      notifications: [{ eventId: 'second' }],
      nextPageToken: expect.any(String),
    });
    expect(await at.call('MarkRead', { notificationId: at.ids[0] })).toMatchObject({ notification: { readAt: expect.any(String) } });
    const { notifications } = (await at.call('List', { unreadOnly: true })) as { readonly notifications: readonly object[] };
    expect(notifications).toEqual([expect.objectContaining({ eventId: 'second' })]);
  });

  it('receives a stream until its deadline', async () => {
    await using at = await world();
    const watching = at.grpcurl(['-max-time', '4', '-d', '{}'], `${SERVICE}/Watch`);
    await sleep(1500);
    await at.add('arrived');
    const { stdout, stderr } = await watching;
    expect(stdout).toContain('"eventId": "arrived"');
    expect(stdout).not.toContain('"eventId": "second"');
    expect(stderr).toContain('DeadlineExceeded');
  });

  it('ends the work of a stream when it is killed', async () => {
    await using at = await world();
    const client = spawn(GRPCURL, ['-plaintext', '-d', '{}', at.address, `${SERVICE}/Watch`]);
    await new Promise((resolve) => client.stdout.once('data', resolve));
    await sleep(1500);
    const whileWatching = at.looks();
    expect(whileWatching).toBeGreaterThan(1);
    client.kill('SIGKILL');
    await sleep(1500);
    const afterwards = at.looks();
    await sleep(1500);
    expect(at.looks()).toBe(afterwards);
  });

  it('shows the code and the field of what is refused', async () => {
    await using at = await world();
    const refused = async (method: string, message: string, options: readonly string[] = []): Promise<string> => {
      const { code, stderr } = await at.grpcurl([...options, '-d', message], `${SERVICE}/${method}`);
      expect(code).not.toBe(0);
      return stderr;
    };
    const tooLarge = await refused('List', '{"pageSize": 501}');
    expect(tooLarge).toContain('Code: InvalidArgument');
    expect(tooLarge).toContain('"field": "page_size"');
    expect(await refused('Get', '{"id": "nothing"}')).toContain('Code: NotFound');
    expect(await refused('Get', '{"identity": "x"}')).toContain('has no known field named identity');
    expect(await refused('Gets', '{}')).toContain('does not include a method named "Gets"');
    expect(await refused('Get', '{"id": "x"}', ['-H', 'authorization: Bearer wrong'])).toContain('The token is expired.');
    expect(await refused('Get', JSON.stringify({ id: 'x'.repeat(100_000) }))).toContain('an id has at most 2048');
  });

  it('shows that a message is too large', async () => {
    await using at = await world();
    const client = spawn(GRPCURL, ['-plaintext', '-d', '@', at.address, `${SERVICE}/Get`]);
    let stderr = '';
    client.stderr.on('data', (chunk) => (stderr += String(chunk)));
    client.stdin.end(JSON.stringify({ id: 'x'.repeat(5_000_000) }));
    await new Promise((resolve) => client.once('close', resolve));
    expect(stderr).toContain('Code: ResourceExhausted');
  });
});
