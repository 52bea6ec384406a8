import { beforeEach, describe, expect, it } from '@jest/globals';
import { CloudError } from '../../../shared/clouds/cloud-error.ts';
import type { Connection } from '../../../shared/clouds/connection.ts';
import { NotLoggedIn, type OpenLogin } from '../../../shared/clouds/login.ts';
import type { CloudProvider, LoginContext } from '../../../shared/clouds/provider.ts';
import { listedConnections, SubscriptionAgent } from '../../../shared/connections/subscription-agent.ts';
import { parseAccountId, type Cloud } from '../../../shared/ids.ts';
import { factsOf } from '../../../shared/provider-facts.ts';
import { ManualClock } from '../../support/fakes.ts';
import { FakeCloud, cloudError, TYPES } from '../../support/fake-cloud.ts';

const ACCOUNT = parseAccountId('111111111111');
const SUBSCRIPTION = parseAccountId('azure:00000000-0000-0000-0000-000000000001');
const SECRET = 'env:SECRET';

const connection = (connection_id: string, settings: object = {}, provider: Cloud = 'aws'): Connection => ({
  connection_id,
  provider,
  settings: { ...settings },
});

let cloud: FakeCloud;
/** The contexts with which connections were opened. */
let opened: LoginContext[];
/** The connections of the table. */
let table: Connection[];
/** The traces of the read of a secret, of its being forgotten, and of the failure of a login. */
let events: string[];
let failures: Readonly<Record<string, Error>>;
/** How often the cloud was asked. */
let asked: number;
let clock: ManualClock;

const refusedLogin = (): CloudError =>
  new CloudError(
    'The secret has expired.',
    { class: 'denied', error_code: 'NotLoggedIn' },
    { cause: new NotLoggedIn('The secret has expired.') },
  );

const provider: CloudProvider = {
  facts: factsOf('aws'),
  open: async (of, context) => {
    opened.push(context);
    if (typeof of.settings['secret'] === 'string') await context.readSecret(of.settings['secret']);
    const fails = (): void => {
      asked += 1;
      const failure = failures[of.connection_id];
      if (failure) throw failure;
    };
    return {
      connection: of,
      directory: {
        identity: async () => (fails(), await Promise.resolve({ provider: 'aws', account_id: ACCOUNT, user: of.connection_id })),
        regions: () => Promise.resolve([]),
        accounts: () =>
          Promise.resolve({
            accounts: of.connection_id === 'empty' ? [] : [{ account_id: ACCOUNT, name: of.connection_id, organizational_unit: null }],
            others: [],
          }),
      },
      session: async (id) => (fails(), await cloud.session(id)),
    } satisfies OpenLogin;
  },
};

const agentWith = (providers: readonly CloudProvider[] = [provider]): SubscriptionAgent =>
  new SubscriptionAgent(
    providers,
    { get: (id) => Promise.resolve(table.find(({ connection_id }) => connection_id === id)) },
    {
      read: (reference) => {
        events.push(`read ${reference}`);
        return Promise.resolve('the secret');
      },
      forget: (reference) => void events.push(`forget ${reference}`),
    },
    { environment: { PLACE: 'here' }, sessions: { detailConcurrency: 3 } },
    clock,
  );

const sessionOf = async (agent: SubscriptionAgent, connection_id: string, account_id = ACCOUNT) =>
  await agent.session({ account_id, connection_id }, Infinity, TYPES);

beforeEach(() => {
  cloud = new FakeCloud();
  opened = [];
  table = [connection('main')];
  events = [];
  failures = {};
  asked = 0;
  clock = new ManualClock();
});

describe('the agent', () => {
  it('opens a connection when an account of it is first needed, with the environment of the process, and once for all its accounts', async () => {
    const agent = agentWith();
    expect(opened).toEqual([]);

    await Promise.all([sessionOf(agent, 'main'), sessionOf(agent, 'main', parseAccountId('222222222222'))]);
    await sessionOf(agent, 'main');

    expect(opened).toMatchObject([{ environment: { PLACE: 'here' }, sessions: { detailConcurrency: 3 } }]);
  });

  it('opens it again once its settings have changed, and not when only its name has', async () => {
    const agent = agentWith();
    await sessionOf(agent, 'main');

    table = [{ ...connection('main'), name: 'Main' } as Connection];
    await sessionOf(agent, 'main');
    expect(opened).toHaveLength(1);

    table = [connection('main', { role_name: 'Other' })];
    await sessionOf(agent, 'main');
    expect(opened).toHaveLength(2);
  });

  it('opens a connection again that could not be opened', async () => {
    let tries = 0;
    const agent = agentWith([
      { ...provider, open: async (...args) => ((tries += 1) === 1 ? Promise.reject(cloudError('invalid')) : provider.open(...args)) },
    ]);

    await expect(sessionOf(agent, 'main')).rejects.toThrow('The cloud is invalid.');
    await sessionOf(agent, 'main');
    expect(tries).toBe(2);
  });

  it('reads the secret of a login again after the cloud has refused the login, because it may have been replaced', async () => {
    table = [connection('main', { secret: SECRET })];
    const agent = agentWith();
    await sessionOf(agent, 'main');
    failures = { main: cloudError('throttled') };
    await expect(sessionOf(agent, 'main')).rejects.toThrow(CloudError);
    expect(events).toEqual([`read ${SECRET}`]);

    failures = { main: refusedLogin() };
    await expect(sessionOf(agent, 'main')).rejects.toThrow(CloudError);
    failures = {};
    await sessionOf(agent, 'main');

    expect(events).toEqual([`read ${SECRET}`, `forget ${SECRET}`, `read ${SECRET}`]);
    expect(opened).toHaveLength(2);
  });

  it('reads it again after an overview was refused', async () => {
    table = [connection('main', { secret: SECRET })];
    const agent = agentWith();
    failures = { main: new NotLoggedIn('The secret has expired.') };
    await agent.overview(table);
    failures = {};

    expect((await agent.overview(table)).seen).toHaveLength(1);
    expect(events).toEqual([`read ${SECRET}`, `forget ${SECRET}`, `read ${SECRET}`]);
  });

  it('keeps a login with a secret, however many accounts refuse it', async () => {
    table = [connection('main', { secret: SECRET })];
    const agent = agentWith();
    failures = { main: cloudError('denied') };

    for (let at = 0; at < 100; at += 1) await expect(sessionOf(agent, 'main')).rejects.toThrow(CloudError);

    expect(events).toEqual([`read ${SECRET}`]);
    expect(opened).toHaveLength(1);
  });

  it.each(['one after another', 'at once'])('logs in twice a minute for many accounts of a login that is refused, %s', async (order) => {
    table = [connection('main', { secret: SECRET })];
    const agent = agentWith();
    failures = { main: refusedLogin() };
    const hundred = async (): Promise<void> => {
      const tries = Array.from({ length: 100 }, () => async () => {
        await expect(sessionOf(agent, 'main')).rejects.toMatchObject({ details: { error_code: 'NotLoggedIn' } });
      });
      if (order === 'at once') await Promise.all(tries.map(async (attempt) => await attempt()));
      else for (const attempt of tries) await attempt();
    };

    await hundred();
    await hundred();
    expect(opened).toHaveLength(2);
    expect(asked).toBeLessThanOrEqual(order === 'at once' ? 200 : 2);

    await clock.sleep(60_000);
    failures = {};
    await sessionOf(agent, 'main');
    expect(opened).toHaveLength(3);
  });

  it('tries a login that was refused anew once it is to be renewed', async () => {
    const agent = agentWith();
    failures = { main: refusedLogin() };
    for (let at = 0; at < 3; at += 1) await expect(sessionOf(agent, 'main')).rejects.toThrow(CloudError);
    failures = {};
    await expect(sessionOf(agent, 'main')).rejects.toThrow('The secret has expired.');

    await agent.renewed(table[0]!);

    await sessionOf(agent, 'main');
  });

  it('keeps a login without secrets when one account refuses it', async () => {
    const agent = agentWith();
    cloud.refuse(ACCOUNT, cloudError('denied'));

    await expect(sessionOf(agent, 'main')).rejects.toThrow(CloudError);
    await sessionOf(agent, 'main', parseAccountId('222222222222'));

    expect(opened).toHaveLength(1);
  });

  it.each([
    [
      'a connection that is gone',
      'gone',
      ACCOUNT,
      'UnknownConnection',
      /uses the connection gone, which does not exist; add the connection again/,
    ],
    [
      'a provider that Muster does not read',
      'main',
      SUBSCRIPTION,
      'UnknownProvider',
      /cannot read accounts of azure yet; disable the account azure:/,
    ],
    [
      'a connection to another provider',
      'contoso',
      ACCOUNT,
      'BadConnection',
      /uses the connection contoso, which leads to azure and not to aws; move/,
    ],
  ])('says of an account with %s what to do', async (_, id, account, error_code, message) => {
    table = [connection('main'), connection('contoso', {}, 'azure')];

    await expect(sessionOf(agentWith(), id, account)).rejects.toMatchObject({
      message: expect.stringMatching(message),
      details: { class: 'invalid', error_code },
    });
    expect(opened).toEqual([]);
  });
});

describe('the overview of connections', () => {
  it('has what each login sees, and why others fail, each of which fails alone', async () => {
    const notLoggedIn = new NotLoggedIn('The secret has expired.');
    failures = { b: notLoggedIn };
    const connections = [connection('a'), connection('b'), connection('c'), connection('contoso', {}, 'azure')];

    const { seen, failed } = await agentWith().overview(connections);

    expect(seen.map(({ login, visible }) => [login.connection.connection_id, visible.accounts[0]?.name])).toEqual([
      ['a', 'a'],
      ['c', 'c'],
    ]);
    expect(failed).toEqual([
      { connection: connections[1], error: notLoggedIn },
      { connection: connections[3], error: expect.objectContaining({ message: 'Muster does not read azure yet; it reads aws.' }) },
    ]);
  });

  it('takes a login that sees no account for one that fails', async () => {
    const { failed } = await agentWith().overview([connection('a'), connection('empty')]);

    expect(failed.map(({ connection: { connection_id }, error }) => [connection_id, error.message])).toEqual([
      ['empty', expect.stringMatching(/^The login of the connection empty works\. It sees no account: give it the right/)],
    ]);
  });

  it('takes an error that nobody expected for the failure of its connection alone, without the secret in it', async () => {
    failures = { a: new TypeError('a fault of password=hunter2') };

    const { seen, failed } = await agentWith().overview([connection('a'), connection('b')]);

    expect(seen.map(({ login }) => login.connection.connection_id)).toEqual(['b']);
    expect(failed).toEqual([{ connection: connection('a'), error: expect.any(CloudError) }]);
    expect(failed[0]!.error.message).toBe(
      'The connection a met an error that Muster did not expect; try again, and report it if it comes again: TypeError: a fault of password=[redacted]',
    );
  });

  it('ends with the reason for which the process is ended', async () => {
    const ending = new AbortController();
    failures = { a: cloudError('transient') };
    const agent = new SubscriptionAgent(
      [provider],
      listedConnections([]),
      { read: () => Promise.reject(new Error('not expected')), forget: () => undefined },
      { environment: {}, sessions: { signal: ending.signal } },
      clock,
    );
    ending.abort(new Error('Interrupted.'));

    await expect(agent.overview([connection('a')])).rejects.toThrow('Interrupted.');
  });
});

describe('the agent of a deployment', () => {
  const ociProvider: CloudProvider = { ...provider, facts: factsOf('oci') };
  const deployed = (isDeployment: boolean): SubscriptionAgent =>
    new SubscriptionAgent(
      [ociProvider],
      { get: (id) => Promise.resolve(table.find(({ connection_id }) => connection_id === id)) },
      { read: () => Promise.reject(new Error('not expected')), forget: () => undefined },
      { environment: {}, isDeployment },
      clock,
    );
  const account = parseAccountId('oci:ocid1.tenancy.oc1..aaaaaaaaaaaaaaaaaaaa');
  const stored = (settings: Connection['settings']): void => {
    table = [{ connection_id: 'old', provider: 'oci', settings }];
  };

  it.each([
    [
      { config_file: '/etc/shadow' },
      /^The connection old cannot be used: settings\.config_file: a deployment reads no configuration file of OCI; give .*\.$/,
    ],
    [{ auth: 'config' }, /settings\.auth: a deployment does not log in to OCI by config/],
    [{}, /settings: a deployment has no login to OCI of its own/],
  ])('does not open a connection that was stored as %j, whatever stored it', async (settings, sentence) => {
    stored(settings);

    await expect(sessionOf(deployed(true), 'old', account)).rejects.toMatchObject({
      message: expect.stringMatching(sentence),
      details: { class: 'invalid', error_code: 'BadConnection' },
    });
    const { failed } = await deployed(true).overview(table);
    expect(failed[0]?.error.message).toMatch(sentence);
    expect(opened).toEqual([]);
  });

  it('opens it on the own machine of a person', async () => {
    stored({ config_file: '~/.oci/config' });
    await sessionOf(deployed(false), 'old', account);
    expect(opened).toHaveLength(1);
  });
});

describe('listed connections', () => {
  it('are found by their ids', async () => {
    const connections = listedConnections([connection('a'), connection('b')]);

    expect(await connections.get('b')).toEqual(connection('b'));
    expect(await connections.get('c')).toBeUndefined();
  });
});
