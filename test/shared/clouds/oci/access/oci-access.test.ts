import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OciAccess, type AccessOptions } from '../../../../../shared/clouds/oci/access/oci-access.ts';
import { createSend } from '../../../../../shared/clouds/oci/access/transport.ts';
import { CountingRandom, ManualClock } from '../../../../support/fakes.ts';
import { configText, filesOf, makeApiKey, REGION, TENANCY, USER } from '../../../../support/oci/keys.ts';
import { NOT_FOUND, OciServer, type OciRequest, type OciResponse } from '../../../../support/oci/oci-server.ts';

const KEY = makeApiKey();
const PROFILE = { tenancy: TENANCY, user: USER, fingerprint: KEY.fingerprint, key_file: '/key.pem', region: REGION };
const SUBSCRIPTIONS = [
  { regionKey: 'PHX', regionName: 'us-phoenix-1', status: 'READY', isHomeRegion: false },
  { regionKey: 'IAD', regionName: 'us-ashburn-1', status: 'READY', isHomeRegion: true },
  { regionKey: 'FRA', regionName: 'eu-frankfurt-1', status: 'IN_PROGRESS', isHomeRegion: false },
];
const COMPARTMENTS = [
  { id: 'c1', compartmentId: TENANCY, name: 'network', lifecycleState: 'ACTIVE' },
  { id: 'c2', compartmentId: 'c1', name: 'shared', lifecycleState: 'ACTIVE' },
  { id: 'c3', compartmentId: TENANCY, name: 'gone', lifecycleState: 'DELETED' },
];

let server: OciServer;
let answer: (request: OciRequest) => OciResponse | undefined;
let clock: ManualClock;

beforeEach(async () => {
  clock = new ManualClock();
  answer = ({ path, query }) => {
    if (path.endsWith('/regionSubscriptions')) return { body: SUBSCRIPTIONS };
    if (path === '/20160918/compartments') {
      const isSecond = query.get('page') === '2';
      return { body: isSecond ? COMPARTMENTS.slice(1) : COMPARTMENTS.slice(0, 1), headers: isSecond ? {} : { 'opc-next-page': '2' } };
    }
    return undefined;
  };
  server = new OciServer({ answer: (request) => answer(request), keys: new Map([[KEY.keyId, KEY.publicKey]]), now: () => clock.now() });
  await server.listen();
});
afterEach(async () => await server.close());

const access = (more: Partial<AccessOptions> = {}, profile: Readonly<Record<string, string>> = PROFILE): OciAccess =>
  new OciAccess({
    name: 'finance',
    settings: {},
    environment: {},
    files: filesOf({ '~/.oci/config': configText(profile), '/key.pem': KEY.pem }),
    metadata: async () => undefined,
    send: createSend({ agent: server.agent() }),
    now: () => clock.now(),
    readSecret: async () => '',
    clock,
    random: new CountingRandom(),
    ...more,
  });

describe('a login', () => {
  it('is accepted once, and knows the regions that are ready, the home region first', async () => {
    const one = access();

    const [first, second] = await Promise.all([one.accepted(), one.accepted()]);

    expect(second).toBe(first);
    expect(first).toMatchObject({
      tenancy: TENANCY,
      domain: 'oraclecloud.com',
      homeRegion: 'us-ashburn-1',
      regions: [
        { region: 'us-ashburn-1', isHome: true },
        { region: 'us-phoenix-1', isHome: false },
      ],
    });
    expect(server.requests.map(({ host, path }) => [host, path])).toEqual([
      ['identity.us-phoenix-1.oci.oraclecloud.com', `/20160918/tenancies/${TENANCY}/regionSubscriptions`],
    ]);
  });

  it('reads the whole tree of compartments in the home region, without those that are deleted', async () => {
    const tenancy = await access().tenancy();

    expect(await tenancy.compartments()).toEqual([
      { id: TENANCY, parent: null, path: 'root' },
      { id: 'c1', parent: TENANCY, path: 'network' },
      { id: 'c2', parent: 'c1', path: 'network/shared' },
    ]);
    expect(server.requests[1]).toMatchObject({ host: 'identity.us-ashburn-1.oci.oraclecloud.com' });
    expect(Object.fromEntries(server.requests[1]?.query ?? [])).toMatchObject({ compartmentIdInSubtree: 'true', accessLevel: 'ANY' });
  });

  it('is sent to the hosts of its realm', async () => {
    const tenancy = 'ocid1.tenancy.oc4..aaaaaaaatenancy';
    await access({}, { ...PROFILE, tenancy, region: 'uk-gov-london-1' })
      .accepted()
      .catch(() => undefined);

    // The server knows no key of that tenancy, so it refuses the request, which shows that it came.
    expect(server.refusals).toHaveLength(1);
  });
});

describe('a login that does not work is told in one sentence', () => {
  const told = async (one: OciAccess): Promise<string> =>
    await one.accepted().then(
      () => 'accepted',
      (error: Error) => `${error.name}: ${error.message}`,
    );
  const START = 'NotLoggedIn: Not logged in to OCI with the connection finance: ';

  it('for a profile that cannot be read', async () => {
    expect(await told(access({ profile: 'prod' }))).toBe(`${START}~/.oci/config has no profile prod; it has DEFAULT.`);
    expect(server.requests).toEqual([]);
  });

  it('for a key, a tenancy or a region that OCI does not know', async () => {
    const other = 'ocid1.tenancy.oc1..aaaaaaaaother';

    expect(await told(access({}, { ...PROFILE, tenancy: other }))).toBe(
      `${START}OCI does not know this login in us-phoenix-1: tenancy, user and key do not belong together, the key was deleted, or ${other} does not subscribe to us-phoenix-1; compare the profile with the console's page of the API key.`,
    );
  });

  it('for a clock that is wrong', async () => {
    expect(await told(access({ clock: new ManualClock(clock.now() + 600_000) }))).toBe(
      `${START}this machine's clock differs by more than five minutes from OCI's clock; set the clock.`,
    );
  });

  it('for a login that no policy lets see anything', async () => {
    answer = () => ({ status: 404, body: NOT_FOUND });

    expect(await told(access())).toBe(
      `${START}OCI takes the login, but no policy lets it see ${TENANCY}; add a policy to the root compartment, such as "Allow group <group> to inspect all-resources in tenancy", or correct the tenancy.`,
    );
  });

  it('for a realm that Muster does not know, unless the connection names its domain', async () => {
    const tenancy = 'ocid1.tenancy.oc99..aaaaaaaatenancy';

    expect(await told(access({ settings: { tenancy } }))).toBe(
      `${START}Muster does not know the realm oc99 of ${tenancy}; give the connection the realm's domain as realm_domain.`,
    );
    expect(await told(access({ settings: { tenancy, realm_domain: 'cloud.example.com' } }))).toBe('accepted');
    expect(server.requests[0]?.host).toBe('identity.us-phoenix-1.oci.cloud.example.com');
  });

  it('for a domain that is not that of the known realm, and nothing is sent there', async () => {
    expect(await told(access({ settings: { realm_domain: 'evil.example' } }))).toBe(
      `${START}realm_domain of the connection is evil.example, but ${TENANCY} is in the realm oc1, whose domain is oraclecloud.com; remove realm_domain.`,
    );
    expect(server.requests).toEqual([]);
    expect(await told(access({ settings: { realm_domain: 'oraclecloud.com' } }))).toBe('accepted');
  });

  it.each(['evil.example/x', 'us-phoenix-1.evil.example'])(
    'for a region of which an answer says that it is called %s',
    async (regionName) => {
      answer = () => ({ body: [...SUBSCRIPTIONS, { regionKey: 'X', regionName, status: 'READY', isHomeRegion: false }] });

      expect(await told(access())).toBe(
        `CloudError: OCI's answer to regionSubscriptions names the region "${regionName}", and no region has such a name.`,
      );
    },
  );

  it('for an OCI that cannot be reached, which may have nothing to do with the login', async () => {
    const one = access();
    await server.close();

    await expect(one.accepted()).rejects.toMatchObject({ unreachable: true });
  });

  it('and is tried again when it is next used', async () => {
    answer = () => ({ status: 404, body: NOT_FOUND });
    const one = access();
    await told(one);
    answer = () => ({ body: SUBSCRIPTIONS });

    expect(await told(one)).toBe('accepted');
  });
});
