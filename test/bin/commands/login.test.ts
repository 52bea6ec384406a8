/** Logs in to an API over a store in memory, at the issuer of the local platform or at one that offers logins by device. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { run } from '../../../bin/commands/program.ts';
import { createIssuer } from '../../../bin/local/issuer.ts';
import { authenticator } from '../../../shared/access/authenticator.ts';
import { parseIamRoles } from '../../../shared/access/iam-roles.ts';
import { oidcSettingsSchema, type OidcSettings } from '../../../shared/access/oidc-settings.ts';
import { Scopes } from '../../../shared/access/reach.ts';
import { TokenVerifier } from '../../../shared/access/tokens.ts';
import { AccountDirectory } from '../../../shared/connections/account-repository.ts';
import { systemClock } from '../../../shared/real-seams.ts';
import { apiFixture } from '../../support/api-fixture.ts';
import { MemoryStore } from '../../support/memory-store.ts';

/** Calls `told` with each text that is written. */
class Told extends Writable {
  text = '';
  readonly #told: (text: string) => void;

  constructor(told: (text: string) => void = () => undefined) {
    super();
    this.#told = told;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    this.#told(chunk.toString());
    done();
  }
}

type Handle = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

let home: string;
let server: Server;
let api: string;
/** Answers before the API does. */
let before: Handle;
/** The headers Authorization that the API got. */
let sent: (string | undefined)[];

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'muster-test-'));
  sent = [];
  before = () => false;
  server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = await createIssuer({ origin: api, customerOf: () => Promise.resolve(undefined) });
  const app = apiWith(oidcSettingsSchema.parse({ issuer: issuer.url, audiences: ['muster'], client_id: 'muster' }));
  server.on('request', (request, response) => {
    void (async () => {
      if ((await before(request, response)) || issuer.handle(request, response)) return;
      sent.push(request.headers.authorization);
      const headers = new Headers(request.headers.authorization === undefined ? {} : { authorization: request.headers.authorization });
      const answer = await app.request(`${api}${request.url}`, { headers });
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
    })();
  });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(home, { recursive: true });
});

function apiWith(settings: OidcSettings) {
  const store = new MemoryStore();
  const verifier = new TokenVerifier({ issuer: settings.issuer, audiences: settings.audiences, clock: systemClock, fetch });
  const scopes = new Scopes({ accounts: new AccountDirectory(store), clock: systemClock });
  const authenticate = authenticator({ iamRoles: parseIamRoles(undefined), tokens: { verifier, claims: settings.claims }, scopes });
  return apiFixture(store, undefined, authenticate, settings).app;
}

/** Runs a command line; `browser` gets each address that it shows. */
async function muster(
  args: readonly string[],
  browser: (url: string) => unknown = () => undefined,
  env: NodeJS.ProcessEnv = {},
  onInterrupt?: (stop: () => void) => () => void,
) {
  const stdout = new Told();
  const stderr = new Told((told) => {
    const url = /https?:\/\/\S+/.exec(told)?.[0];
    if (url !== undefined && told.startsWith('Open')) browser(url);
  });
  const code = await run(args, {
    stdout,
    stderr,
    env: { COLUMNS: '1000', MUSTER_API: api, HOME: home, ...env },
    sleep: () => Promise.resolve(),
    exitCode: 0,
    ...(onInterrupt && { onInterrupt }),
  });
  return { code, out: stdout.text, err: stderr.text };
}

const file = (): string => join(home, '.config', 'muster', 'logins.json');
const logins = (): Record<string, Record<string, unknown>> =>
  JSON.parse(readFileSync(file(), 'utf8')) as Record<string, Record<string, unknown>>;

/** Chooses a user on the page of the issuer, and goes where it sends the browser. */
const choosing = (user: string) => async (url: string) => {
  expect((await fetch(url)).headers.get('content-type')).toContain('text/html');
  const answer = await fetch(`${url}&user=${user}`);
  expect(await answer.text()).toBe('You are logged in. You can close this page.\n');
};

const LOGIN = ['login', '--port', '0'] as const;
const change = (member: string, value: unknown): void => {
  const all = logins();
  all[`${api}/`]![member] = value;
  writeFileSync(file(), JSON.stringify(all));
};

async function freePort(): Promise<number> {
  const taken = createServer();
  await new Promise<void>((resolve) => {
    taken.listen(0, '127.0.0.1', resolve);
  });
  const { port } = taken.address() as AddressInfo;
  await new Promise((resolve) => taken.close(resolve));
  return port;
}

describe('muster login', () => {
  it('logs in on the page of the issuer, keeps the login for this API, and shows who that is', async () => {
    const { code, out, err } = await muster(LOGIN, choosing('operator'));

    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/name +olu@muster.example\nrole +operator\nsees +every account\n/),
    });
    expect(err).toContain('Open this page in a browser on this machine, and log in:');
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, '.config', 'muster')).mode & 0o777).toBe(0o700);
    expect(Object.keys(logins())).toEqual([`${api}/`]);
    // No token is shown.
    expect(out + err).not.toContain(String(logins()[`${api}/`]!['token']));
  });

  it('is used by every later command, for this API only', async () => {
    await muster(LOGIN, choosing('admin'));
    sent.length = 0;

    expect(await muster(['whoami', '--json'])).toMatchObject({ code: 0, out: expect.stringContaining('"role":"admin"') });
    expect(sent).toEqual([`Bearer ${String(logins()[`${api}/`]!['token'])}`]);
    sent.length = 0;
    for (const other of [`${api}/other`, api.replace('127.0.0.1', 'localhost')]) await muster(['--api', other, 'whoami']);
    expect(sent).toEqual([undefined, undefined]);
  });

  it('is renewed when it has expired', async () => {
    await muster(LOGIN, choosing('viewer'));
    const { token, refresh_token } = logins()[`${api}/`]!;
    change('expires_at', Date.now() / 1000 + 10);

    expect((await muster(['whoami'])).code).toBe(0);
    expect(logins()[`${api}/`]!['token']).not.toBe(token);
    expect(logins()[`${api}/`]!['refresh_token']).not.toBe(refresh_token);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['without a way to renew it', undefined],
    ['and its issuer does not renew it', 'used-already'],
  ])('that has expired is told %s', async (_, refresh) => {
    await muster(LOGIN, choosing('viewer'));
    change('expires_at', 1);
    change('refresh_token', refresh);

    expect(await muster(['whoami'])).toEqual({
      code: 5,
      out: '',
      err: `muster: Your login to ${api} has expired; log in again with "muster login".\n`,
    });
  });

  it('that the API refuses is told, with the reason of the API or of its gateway', async () => {
    await muster(LOGIN, choosing('viewer'));
    const token = String(logins()[`${api}/`]!['token']);
    change('token', `${token.slice(0, -8)}AAAAAAAA`);

    expect(await muster(['whoami'])).toMatchObject({
      code: 5,
      err: `muster: ${api} refuses your login (The signature of the token is not that of ${api}/oidc); log in again with "muster login".\n`,
    });
    before = (_request, response) => {
      response.writeHead(401, { 'www-authenticate': 'Bearer scope="" error="invalid_token" error_description="the token has expired"' });
      response.end('{"message":"Unauthorized"}');
      return true;
    };
    expect((await muster(['whoami'])).err).toBe(
      `muster: ${api} refuses your login (the token has expired); log in again with "muster login".\n`,
    );
  });

  it('says what the issuer says if it refuses', async () => {
    const { code, err } = await muster(LOGIN, async (url) => {
      const { searchParams } = new URL(url);
      const back = new URL(searchParams.get('redirect_uri')!);
      back.search = new URLSearchParams({
        state: searchParams.get('state')!,
        error: 'access_denied',
        error_description: 'Ann is not assigned to this application.',
      }).toString();
      expect(await (await fetch(back)).text()).toBe('The login failed. The command line says why.\n');
    });

    expect(code).toBe(5);
    expect(err).toContain(`muster: ${api}/oidc refuses the login (Ann is not assigned to this application.).`);
    expect(() => logins()).toThrow('ENOENT');
  });

  it('takes no answer but the one that it waits for', async () => {
    const statuses: number[] = [];
    const { code } = await muster(LOGIN, async (url) => {
      const { searchParams } = new URL(url);
      const back = searchParams.get('redirect_uri')!;
      const state = searchParams.get('state')!;
      for (const [path, method] of [
        [`${back}?code=stolen&state=other`, 'GET'],
        [`${back}?code=stolen`, 'GET'],
        [`${back}?code=stolen&state=${state}`, 'POST'],
        [new URL(`/?code=stolen&state=${state}`, back).href, 'GET'],
      ] as const)
        statuses.push((await fetch(path, { method })).status);
      await choosing('viewer')(url);
    });

    expect(statuses).toEqual([404, 404, 404, 404]);
    expect(code).toBe(0);
  });

  it('ends when the user gives up, and the port is free again', async () => {
    const args = ['login', '--port', String(await freePort())];
    for (let turn = 0; turn < 2; turn++) {
      let stop = (): void => undefined;
      const given = await muster(
        args,
        () => stop(),
        {},
        (interrupted) => {
          stop = interrupted;
          return () => undefined;
        },
      );

      expect(given).toMatchObject({ code: 130, out: '', err: expect.stringContaining('muster: The login was given up.\n') });
    }
    expect(() => logins()).toThrow('ENOENT');
  });

  it('says that the port is taken', async () => {
    const { port } = server.address() as AddressInfo;

    expect(await muster(['login', '--port', String(port)])).toEqual({
      code: 2,
      out: '',
      err: `muster: Port ${port}, on which the answer of the login arrives, is in use: stop what listens there, or choose another with --port if the issuer allows it.\n`,
    });
  });

  it('says that the API takes no tokens', async () => {
    before = (_request, response) => {
      response.writeHead(403).end('{"message":"Forbidden"}');
      return true;
    };

    expect((await muster(LOGIN)).err).toContain(`muster: The API at ${api} takes no tokens, so there is nothing to log in to`);
  });

  it('says that the API, or the issuer, cannot be reached', async () => {
    expect(await muster(['--api', 'http://127.0.0.1:9', ...LOGIN])).toMatchObject({
      code: 4,
      err: expect.stringContaining('Cannot reach the Muster API at http://127.0.0.1:9'),
    });
    const args = ['--issuer', 'http://127.0.0.1:9/', '--client-id', 'cli', '--audience', 'muster'];
    expect(await muster([...LOGIN, ...args])).toMatchObject({
      code: 4,
      err: expect.stringContaining('The issuer http://127.0.0.1:9/ cannot be used'),
    });
  });

  it('is never sent, nor made, over a connection that others can read', async () => {
    await muster(LOGIN, choosing('viewer'));
    const all = logins();
    writeFileSync(file(), JSON.stringify({ ...all, 'http://muster.example.com/': all[`${api}/`] }));

    for (const args of [['whoami'], LOGIN])
      expect(await muster(['--api', 'http://muster.example.com', ...args])).toMatchObject({
        code: 2,
        err: 'muster: http://muster.example.com is not on this machine; use https for a deployed API.\n',
      });
  });

  it('says that the token is for somebody else', async () => {
    const { code, err } = await muster([...LOGIN, '--audience', 'billing'], async (url) => {
      await fetch(`${url}&user=viewer`);
    });

    expect(code).toBe(2);
    expect(err).toContain(`muster: ${api}/oidc gave no token for billing;`);
  });

  it('is forgotten by muster logout', async () => {
    await muster(LOGIN, choosing('viewer'));

    expect(await muster(['logout'])).toMatchObject({ code: 0, out: `Logged out of ${api}/.\n` });
    expect(logins()).toEqual({});
    expect(await muster(['logout'])).toMatchObject({ code: 0, out: `You were not logged in to ${api}/.\n` });
  });

  it('needs a folder for it, and a file that is whole', async () => {
    expect((await muster(LOGIN, choosing('viewer'), { HOME: '' })).err).toContain('set HOME or XDG_CONFIG_HOME');
    await muster(LOGIN, choosing('viewer'));
    writeFileSync(file(), '{"token": "secret"');

    expect(await muster(['whoami'])).toEqual({
      code: 2,
      out: '',
      err: `muster: The logins in ${file()} are damaged: delete the file, and log in again with "muster login".\n`,
    });
  });

  it('is refused by device where the issuer does not offer that', async () => {
    expect(await muster(['login', '--device'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('offers no login by a code for another device'),
    });
  });
});

describe('muster login --device', () => {
  /** Lets the local issuer offer logins by device: whoever has the code is the viewer at the second time of asking. */
  function offerDevices(answers: readonly (readonly [status: number, body: object])[]): void {
    const left = [...answers];
    before = async (request, response) => {
      const reply = (status: number, body: object): boolean => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
        return true;
      };
      if (request.url === '/oidc/.well-known/openid-configuration')
        return reply(200, {
          issuer: `${api}/oidc`,
          token_endpoint: `${api}/devices/token`,
          jwks_uri: `${api}/oidc/jwks`,
          device_authorization_endpoint: `${api}/devices`,
        });
      if (request.url === '/devices')
        return reply(200, {
          device_code: 'secret-device-code',
          user_code: 'WDJB-MJHT\u001b[2J',
          verification_uri: `${api}/devices/page`,
          expires_in: 60,
          interval: 0.01,
        });
      if (request.url !== '/devices/token') return false;
      expect(await text(request)).toContain('device_code=secret-device-code');
      const [status, body] = left.shift()!;
      return reply(status, body);
    };
  }

  it('shows the code, and waits until it was typed', async () => {
    const own = await createIssuer({ origin: api, customerOf: () => Promise.resolve(undefined) });
    offerDevices([
      [400, { error: 'authorization_pending' }],
      [200, { access_token: await own.ownToken(), token_type: 'bearer' }],
    ]);

    const { err } = await muster(['login', '--device']);

    expect(err).toContain('Open this page in any browser, and type the code WDJB-MJHT');
    expect(err).not.toContain('\u001b');
    expect(err).not.toContain('secret-device-code');
    expect(logins()[`${api}/`]).toMatchObject({ issuer: `${api}/oidc`, client_id: 'muster' });
  });

  it('says that the user has refused, or was too late', async () => {
    offerDevices([[400, { error: 'access_denied' }]]);
    expect(await muster(['login', '--device'])).toMatchObject({
      code: 5,
      err: expect.stringContaining('refuses the login (access_denied)'),
    });

    offerDevices([[400, { error: 'expired_token', error_description: 'The code has expired.' }]]);
    expect(await muster(['login', '--device'])).toMatchObject({
      code: 5,
      err: expect.stringContaining('refuses the login (The code has expired.)'),
    });
  });
});
