import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OciClient, type ClientOptions, type OciCall } from '../../../../../shared/clouds/oci/access/client.ts';
import type { KeySource } from '../../../../../shared/clouds/oci/access/key-source.ts';
import { classifyError } from '../../../../../shared/clouds/oci/access/oci-failure.ts';
import { createSend } from '../../../../../shared/clouds/oci/access/transport.ts';
import { CountingRandom, ManualClock } from '../../../../support/fakes.ts';
import { makeApiKey, REGION, TENANCY, USER } from '../../../../support/oci/keys.ts';
import { OciServer, type Answer, type OciResponse } from '../../../../support/oci/oci-server.ts';

const KEY = makeApiKey();
const FRESH = makeApiKey();

/** A clock that keeps how long it was slept on. */
class SleptClock extends ManualClock {
  readonly slept: number[] = [];

  override async sleep(ms: number): Promise<void> {
    this.slept.push(ms);
    await super.sleep(ms);
  }
}

let server: OciServer;
let answers: (OciResponse | Answer)[];
let clock: SleptClock;

beforeEach(async () => {
  clock = new SleptClock();
  answers = [];
  const answer: Answer = (request) => {
    const next = answers.length > 1 ? answers.shift() : answers[0];
    return typeof next === 'function' ? next(request) : next;
  };
  server = new OciServer({
    answer,
    keys: new Map([
      [KEY.keyId, KEY.publicKey],
      [FRESH.keyId, FRESH.publicKey],
    ]),
    now: () => clock.now(),
  });
  await server.listen();
});
afterEach(async () => await server.close());

const keys = (more: Partial<KeySource> = {}): KeySource => ({
  tenancy: TENANCY,
  user: USER,
  region: REGION,
  key: async () => ({ keyId: KEY.keyId, privateKey: KEY.privateKey }),
  renew: async () => false,
  ...more,
});

const counter = { calls: 0 };
const client = (more: Partial<ClientOptions> = {}): OciClient => {
  counter.calls = 0;
  return new OciClient({
    keys: keys(),
    send: createSend({ agent: server.agent(), idleMs: 300 }),
    pace: { take: async () => {} },
    clock,
    random: new CountingRandom(),
    counter,
    ...more,
  });
};

const call = (path = '/20160918/instances?compartmentId=c', more: Partial<OciCall['request']> = {}): OciCall => ({
  service: 'core',
  region: REGION,
  operation: 'GET /20160918/instances',
  request: { method: 'GET', url: new URL(`https://iaas.us-phoenix-1.oraclecloud.com${path}`), ...more },
});

const failed = async (work: Promise<unknown>) =>
  classifyError(
    await work.then(
      () => 'no error',
      (error: unknown) => error,
    ),
    { service: 'core', region: REGION, permission: 'inspect instances' },
  );

describe('a call', () => {
  it('reaches the host that it names, signed, and gives the JSON of the answer without losing a digit', async () => {
    answers = [{ body: '[{"id":"i","size":12345678901234567890}]' }];

    const { body, nextPage } = await client().call(call());

    expect(server.requests).toMatchObject([{ host: 'iaas.us-phoenix-1.oraclecloud.com', path: '/20160918/instances', keyId: KEY.keyId }]);
    expect([body, nextPage]).toEqual([[{ id: 'i', size: '12345678901234567890' }], undefined]);
  });

  it('with a body has its digest and length checked', async () => {
    answers = [({ body }) => ({ body: { echoed: body } })];

    const { body } = await client().call(call('/20180409/resources', { method: 'POST', body: '{"query":"ä"}' }));

    expect(body).toEqual({ echoed: { query: 'ä' } });
    expect(server.refusals).toEqual([]);
  });

  it('that is throttled waits as long as Retry-After asks', async () => {
    answers = [{ status: 429, headers: { 'retry-after': '7' }, body: { code: 'TooManyRequests', message: 'slow' } }, { body: [] }];

    await client().call(call());

    expect([clock.slept, counter.calls]).toEqual([[7000], 2]);
  });

  it.each(['0', '-5', 'Sun, 29 Nov 2020 00:00:10 GMT'])(
    'that is throttled with the Retry-After %s waits as if there were none',
    async (asked) => {
      answers = [{ status: 429, headers: { 'retry-after': asked }, body: { code: 'TooManyRequests', message: '' } }];

      expect((await failed(client().call(call()))).details.class).toBe('throttled');
      expect(clock.slept).toEqual([375, 750, 1500, 3000]);
    },
  );

  it('that is asked to wait longer than a worker may is left to the queue', async () => {
    answers = [{ status: 429, headers: { 'retry-after': '3600' }, body: { code: 'TooManyRequests', message: '' } }];

    expect((await failed(client().call(call()))).details).toEqual({ class: 'throttled', error_code: 'TooManyRequests' });
    expect([clock.slept, counter.calls]).toEqual([[], 1]);
  });

  it('is tried five times with growing waits, and no breaker opens for the calls after it', async () => {
    answers = [{ status: 503, body: { code: 'ServiceUnavailable', message: '' } }];
    const one = client();

    expect((await failed(one.call(call()))).details.class).toBe('transient');
    expect(clock.slept).toEqual([375, 750, 1500, 3000]);
    answers = [{ body: [] }];

    expect((await one.call(call())).body).toEqual([]);
    expect(counter.calls).toBe(6);
  });

  it.each([
    [404, 'NotAuthorizedOrNotFound', 'denied'],
    [403, 'NotAllowed', 'denied'],
    [400, 'RelatedResourceNotAuthorizedOrNotFound', 'denied'],
    [400, 'InvalidParameter', 'invalid'],
    [409, 'Conflict', 'invalid'],
    [404, 'NotFound', 'invalid'],
    [501, 'MethodNotImplemented', 'unsupported'],
  ] as const)('that is answered with %i %s is not repeated and is classed as %s', async (status, code, errorClass) => {
    answers = [{ status, body: { code, message: 'x' } }];

    const error = await failed(client().call(call()));

    expect(error.details).toEqual({
      class: errorClass,
      error_code: code,
      ...(errorClass === 'denied' && { permission: 'inspect instances' }),
    });
    expect(counter.calls).toBe(1);
  });

  it('whose answer is cut off is repeated, and fails as transient', async () => {
    answers = [{ body: [{ id: 'a'.repeat(1000) }], cut: true }];

    expect((await failed(client().call(call()))).details).toEqual({ class: 'transient', error_code: 'TruncatedAnswer' });
    expect(counter.calls).toBe(5);
  });

  it('whose answer is no JSON is no empty answer', async () => {
    answers = [{ body: '[{"id": "a"}, {"id' }];

    expect((await failed(client().call(call()))).details).toEqual({ class: 'transient', error_code: 'TruncatedAnswer' });
  });

  it('that is never answered is given up', async () => {
    answers = [{ delayMs: Infinity }];

    expect((await failed(client({ attempts: 1 }).call(call()))).details).toEqual({ class: 'transient', error_code: 'NoAnswer' });
  });

  it('whose answer comes byte by byte for ever is given up, although something always comes', async () => {
    answers = [{ body: [{ id: 'a'.repeat(1000) }], trickleMs: 20 }];
    const send = createSend({ agent: server.agent(), idleMs: 300, answerMs: 500 });

    const error = await failed(client({ attempts: 1, send }).call(call()));

    expect(error.details).toEqual({ class: 'transient', error_code: 'AnswerTooSlow' });
  });

  it('that is answered slowly is answered', async () => {
    answers = [{ delayMs: 150, body: ['slow'] }];

    expect((await client().call(call())).body).toEqual(['slow']);
  });

  it('ends at once when it is aborted, and sends nothing afterwards', async () => {
    answers = [{ delayMs: Infinity }];
    const ending = new AbortController();
    const one = client({ signal: ending.signal });
    const pending = one.call(call());
    setTimeout(() => ending.abort(new Error('stopped')), 50);

    await expect(pending).rejects.toThrow('stopped');
    await expect(one.call(call())).rejects.toThrow('stopped');
    expect(counter.calls).toBe(1);
  });

  it('waits for its turn before it is sent, with every attempt', async () => {
    answers = [{ status: 500, body: { code: 'InternalServerError', message: '' } }, { body: [] }];
    const taken: string[] = [];

    await client({ pace: { take: async (...turn) => void taken.push(turn.join(' ')) } }).call(call());

    expect(taken).toEqual(Array(2).fill('core us-phoenix-1 GET /20160918/instances'));
  });
});

describe('a login that OCI refuses', () => {
  it('is renewed once, and the call goes on', async () => {
    let current = { keyId: 'ST$expired', privateKey: KEY.privateKey };
    answers = [{ body: ['read'] }];
    const source = keys({
      key: async () => current,
      renew: async () => {
        current = { keyId: FRESH.keyId, privateKey: FRESH.privateKey };
        return true;
      },
    });

    const { body } = await client({ keys: source }).call(call());

    expect([body, server.refusals]).toEqual([['read'], ['unknown key ST$expired']]);
  });

  it('again after it was renewed fails without an end of renewals', async () => {
    let renewals = 0;
    const source = keys({
      key: async () => ({ keyId: `ST$${renewals}`, privateKey: KEY.privateKey }),
      renew: async () => {
        renewals += 1;
        return true;
      },
    });

    expect((await failed(client({ keys: source }).call(call()))).details).toEqual({ class: 'transient', error_code: 'NotAuthenticated' });
    expect([renewals, counter.calls]).toEqual([1, 2]);
  });

  it('for a key that does not fit its name is a wrong signature', async () => {
    await failed(client({ keys: keys({ key: async () => ({ keyId: KEY.keyId, privateKey: FRESH.privateKey }) }) }).call(call()));

    expect(server.refusals).toEqual(['signature']);
  });

  it('for the clock of this machine is told as such', async () => {
    const wrong = new SleptClock(clock.now() + 6 * 60_000);

    const error = await failed(client({ clock: wrong }).call(call()));

    expect(error.details.error_code).toBe('ClockSkew');
    expect(error.message).toContain('differs by more than five minutes from OCI');
    expect(server.refusals).toEqual(['clock skew']);
  });

  it('is not refused for a clock that is four minutes wrong', async () => {
    answers = [{ body: [] }];

    await client({ clock: new SleptClock(clock.now() - 4 * 60_000) }).call(call());

    expect(server.refusals).toEqual([]);
  });
});

describe('pages', () => {
  const read = async (): Promise<unknown[]> => {
    const found: unknown[] = [];
    for await (const { body } of client().pages(call())) found.push(body);
    return found;
  };

  it('are read until an answer names no next one', async () => {
    answers = [
      ({ query }) => {
        const page = query.get('page') ?? '1';
        return { body: [page], headers: page === '3' ? {} : { 'opc-next-page': String(Number(page) + 1) } };
      },
    ];

    expect(await read()).toEqual([['1'], ['2'], ['3']]);
    expect(server.requests.every(({ query }) => query.get('compartmentId') === 'c')).toBe(true);
  });

  it('that repeat a token have no end, and are no whole list', async () => {
    answers = [{ body: ['again'], headers: { 'opc-next-page': 'same' } }];

    await expect(read()).rejects.toMatchObject({ details: { class: 'transient', error_code: 'RepeatedPageToken' } });
  });
});
