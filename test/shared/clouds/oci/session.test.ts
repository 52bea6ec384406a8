import type { KeyObject } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CloudError } from '../../../../shared/clouds/cloud-error.ts';
import { ALL_FIELDS, type FetchedResource, GLOBAL_SEGMENT, SEARCH_ONLY, UNDISCOVERED } from '../../../../shared/clouds/cloud.ts';
import { undeclaredType, type ResourceType } from '../../../../shared/clouds/resource-type.ts';
import { type KeySource, LoginProblem } from '../../../../shared/clouds/oci/access/key-source.ts';
import { failureOf } from '../../../../shared/clouds/oci/access/oci-failure.ts';
import { createSend } from '../../../../shared/clouds/oci/access/transport.ts';
import { OciSession } from '../../../../shared/clouds/oci/session.ts';
import { OCI_TYPES } from '../../../../shared/clouds/oci/types.generated.ts';
import { failedOutcome } from '../../../../shared/inventory/fetcher.ts';
import { CountingRandom, ManualClock } from '../../../support/fakes.ts';
import { acceptedWith } from '../../../support/oci/accepted.ts';
import { Estate, HOME, NETWORK, OTHER_REGION, SECRET } from '../../../support/oci/estate.ts';
import { makeApiKey, TENANCY, USER } from '../../../support/oci/keys.ts';
import { NOT_FOUND, OciServer, type OciRequest, type OciResponse } from '../../../support/oci/oci-server.ts';

const KEY = makeApiKey();
const DENIED = { status: 404, body: NOT_FOUND };

let estate: Estate;
let server: OciServer;
let known: Map<string, KeyObject>;
let clock: ManualClock;
let counter: { calls: number };

beforeEach(async () => {
  estate = new Estate();
  known = new Map([[KEY.keyId, KEY.publicKey]]);
  clock = new ManualClock();
  counter = { calls: 0 };
  server = new OciServer({
    answer: (request) => estate.answer(request),
    keys: known,
    now: () => clock.now(),
  });
  await server.listen();
});
afterEach(async () => await server.close());

const keys: KeySource = {
  tenancy: TENANCY,
  user: USER,
  region: HOME,
  key: async () => ({ keyId: KEY.keyId, privateKey: KEY.privateKey }),
  renew: async () => false,
};

const session = (signal?: AbortSignal, keysOf: KeySource = keys): OciSession =>
  new OciSession({
    accepted: acceptedWith(keysOf),
    send: createSend({ agent: server.agent(), idleMs: 1000 }),
    clock,
    random: new CountingRandom(),
    counter,
    idleMs: Infinity,
    signal,
  });

const typeOf = (name: string): ResourceType => OCI_TYPES.find(({ type }) => type === name) as ResourceType;

interface Read {
  readonly resources: readonly FetchedResource[];
  readonly pages: number;
  /** `complete`, or the outcome that the error gives the slice. */
  readonly outcome: string;
  readonly error?: CloudError;
}

/** Reads a slice as the core does. */
async function read(type: string | ResourceType, segment: string, of = session()): Promise<Read> {
  const resources: FetchedResource[] = [];
  let pages = 0;
  try {
    for await (const page of of.fetch(typeof type === 'string' ? typeOf(type) : type, segment)) {
      pages += 1;
      resources.push(...page);
    }
    return { resources, pages, outcome: 'complete' };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return { resources, pages, outcome: failedOutcome(error, pages), error };
  }
}

const idsOf = ({ resources }: Read): readonly string[] => resources.map(({ resource_id }) => resource_id).toSorted();
const pathsOf = (requests: readonly OciRequest[]): readonly string[] => requests.map(({ path }) => path);

describe('a slice', () => {
  it('is every page of every compartment, the root included', async () => {
    estate.lists.set(`${OTHER_REGION} /20160918/vcns ${TENANCY}`, [{ id: 'v0', displayName: 'root' }]);
    estate.lists.set(
      `${OTHER_REGION} /20160918/vcns ${NETWORK}`,
      [1, 2, 3, 4, 5].map((number) => ({ id: `v${number}`, compartmentId: NETWORK })),
    );
    estate.lists.set(`${HOME} /20160918/vcns ${NETWORK}`, [{ id: 'elsewhere' }]);

    const slice = await read('Vcn', OTHER_REGION);

    expect([slice.outcome, idsOf(slice)]).toEqual(['complete', ['v0', 'v1', 'v2', 'v3', 'v4', 'v5']]);
    expect(slice.resources.find(({ resource_id }) => resource_id === 'v3')?.relationships).toEqual([
      { relation: 'in', type: 'Compartment', id: NETWORK },
    ]);
  });

  it('of an empty tenancy is complete and costs one call for each compartment beside the tree', async () => {
    const slice = await read('Vcn', OTHER_REGION);

    expect([slice.outcome, slice.resources]).toEqual(['complete', []]);
    expect([counter.calls, server.requests.length]).toEqual([4, 4]);
  });

  it('that may not be read in one compartment is partial, and says which', async () => {
    estate.lists.set(`${OTHER_REGION} /20160918/vcns ${NETWORK}`, [{ id: 'v1' }]);
    estate.refusals.set(`${OTHER_REGION} /20160918/vcns ${SECRET}`, DENIED);

    const slice = await read('Vcn', OTHER_REGION);

    expect([slice.outcome, idsOf(slice)]).toEqual(['partial', ['v1']]);
    expect(slice.error?.message).toBe(
      'network in us-phoenix-1: of 3 compartments and parents, 1 could not be read (network/secret): the login may not inspect vcns there (NotAuthorizedOrNotFound); allow it with a policy statement such as "Allow group <group> to inspect vcns in tenancy".',
    );
    expect(slice.error?.details).toEqual({ class: 'denied', error_code: 'NotAuthorizedOrNotFound', permission: 'inspect vcns' });
  });

  it('names the parts that may not be read in the order of their names, whatever order they are read in', async () => {
    estate.compartments.splice(
      0,
      2,
      { id: NETWORK, compartmentId: TENANCY, name: 'zeta', lifecycleState: 'ACTIVE' },
      { id: SECRET, compartmentId: TENANCY, name: 'alpha', lifecycleState: 'ACTIVE' },
    );
    for (const compartment of [NETWORK, SECRET]) estate.refusals.set(`${OTHER_REGION} /20160918/vcns ${compartment}`, DENIED);

    expect((await read('Vcn', OTHER_REGION)).error?.message).toContain('2 could not be read (alpha, zeta)');
  });

  it('that may be read nowhere is denied', async () => {
    estate.refusals.set(`${OTHER_REGION} /20160918/vcns`, DENIED);

    expect((await read('Vcn', OTHER_REGION)).outcome).toBe('denied');
  });

  it('goes on as complete where a compartment was deleted after the tree was read', async () => {
    estate.lists.set(`${OTHER_REGION} /20160918/vcns ${NETWORK}`, [{ id: 'v1' }]);
    estate.refusals.set(`${OTHER_REGION} /20160918/vcns ${SECRET}`, DENIED);
    const one = session();
    await read('Subnet', OTHER_REGION, one);
    estate.compartments[1] = { ...estate.compartments[1], lifecycleState: 'DELETED' };

    const slice = await read('Vcn', OTHER_REGION, one);

    expect([slice.outcome, idsOf(slice)]).toEqual(['complete', ['v1']]);
  });

  it('is not complete where the tree of compartments may not be read', async () => {
    estate.refusals.set(`${HOME} /20160918/compartments`, DENIED);

    const slice = await read('Vcn', OTHER_REGION);

    expect([slice.outcome, slice.error?.details.permission]).toEqual(['denied', 'inspect compartments']);
  });

  it('is partial where one of its pages fails', async () => {
    estate.lists.set(`${OTHER_REGION} /20160918/vcns ${NETWORK}`, [{ id: 'v1' }]);
    estate.refusals.set(`${OTHER_REGION} /20160918/vcns ${SECRET}`, { status: 500, body: { code: 'InternalServerError', message: '' } });

    expect((await read('Vcn', OTHER_REGION)).error?.details.class).toBe('transient');
  });

  it('does not hold what OCI still lists after it was deleted', async () => {
    estate.lists.set(`${OTHER_REGION} /20160918/instances ${NETWORK}`, [
      { id: 'i1', lifecycleState: 'RUNNING' },
      { id: 'i2', lifecycleState: 'TERMINATED' },
    ]);

    expect(idsOf(await read('Instance', OTHER_REGION))).toEqual(['i1']);
  });

  it('of a list that needs an availability domain is read in each of them', async () => {
    await read('FileSystem', OTHER_REGION);

    const asked = server.requests
      .filter(({ path }) => path === '/20171215/fileSystems')
      .map(({ query }) => `${query.get('compartmentId')} ${query.get('availabilityDomain')}`);
    expect(new Set(asked).size).toBe(6);
    expect(asked).toContain(`${SECRET} Uocm:us-phoenix-1-AD-2`);
  });
});

describe('tags', () => {
  it('are freeform ones under their keys and defined ones under namespace and key', async () => {
    estate.lists.set(`${OTHER_REGION} /20160918/vcns ${NETWORK}`, [
      { id: 'v1', freeformTags: { env: 'prod', 'Ops.owner': 'hidden' }, definedTags: { Ops: { owner: 'net', cost: 7 } } },
    ]);

    expect((await read('Vcn', OTHER_REGION)).resources[0]?.tags).toEqual({ env: 'prod', 'Ops.owner': 'net', 'Ops.cost': '7' });
  });
});

describe('details', () => {
  it('that may not be read are unread and named with the permission of the refused call', async () => {
    estate.lists.set(`${OTHER_REGION} /20160918/networkSecurityGroups ${NETWORK}`, [{ id: 'n1' }, { id: 'n2' }]);
    estate.lists.set(`${OTHER_REGION} /20160918/networkSecurityGroups/n1/securityRules`, [{ id: 'r1' }, { id: 'r2' }, { id: 'r3' }]);
    estate.refusals.set(`${OTHER_REGION} /20160918/networkSecurityGroups/n2/securityRules`, DENIED);

    const slice = await read('NetworkSecurityGroup', OTHER_REGION);

    expect(slice.outcome).toBe('complete');
    const [one, other] = slice.resources.toSorted((a, b) => a.resource_id.localeCompare(b.resource_id));
    expect(one?.config['rules']).toEqual([{ id: 'r1' }, { id: 'r2' }, { id: 'r3' }]);
    expect(other?.config).not.toHaveProperty('rules');
    expect(other?.unread).toEqual({
      rules: {
        permission: "use network-security-groups where request.permission='NETWORK_SECURITY_GROUP_LIST_SECURITY_RULES'",
        error_code: 'NotAuthorizedOrNotFound',
      },
    });
  });

  it('that join another list are unread where a part of that list may not be read', async () => {
    estate.lists.set(`${OTHER_REGION} /20160918/instances ${NETWORK}`, [{ id: 'i1' }]);
    estate.refusals.set(`${OTHER_REGION} /20160918/vnicAttachments ${SECRET}`, DENIED);

    const { outcome, resources } = await read('Instance', OTHER_REGION);

    expect(outcome).toBe('complete');
    expect(resources[0]?.unread).toEqual({
      vnicAttachments: { permission: 'inspect vnic-attachments', error_code: 'NotAuthorizedOrNotFound' },
    });
  });

  it('that join another list are read where a compartment of that list was deleted meanwhile', async () => {
    estate.lists.set(`${OTHER_REGION} /20160918/instances ${NETWORK}`, [{ id: 'i1' }]);
    estate.lists.set(`${OTHER_REGION} /20160918/vnicAttachments ${NETWORK}`, [{ id: 'v1', instanceId: 'i1' }]);
    estate.refusals.set(`${OTHER_REGION} /20160918/vnicAttachments ${SECRET}`, DENIED);
    estate.refusals.set(`* /20160918/compartments/${SECRET}`, {
      body: { id: SECRET, compartmentId: NETWORK, name: 'secret', lifecycleState: 'DELETED' },
    });

    const { outcome, resources } = await read('Instance', OTHER_REGION);

    expect(outcome).toBe('complete');
    expect(resources[0]?.unread).toEqual({});
    expect(resources[0]?.config['vnicAttachments']).toEqual([{ id: 'v1', instanceId: 'i1' }]);
  });

  it('hold no secret of users, and only the keys of the metadata of instances', async () => {
    estate.lists.set(`${HOME} /20160918/users ${TENANCY}`, [{ id: 'u1', name: 'ann' }]);
    estate.objects.set(`${HOME} /20160918/users/u1/apiKeys`, [{ fingerprint: 'aa:bb', keyValue: 'planted', lifecycleState: 'ACTIVE' }]);
    estate.objects.set(`${HOME} /20160918/users/u1/authTokens`, [{ id: 't1', token: 'planted' }]);
    for (const path of ['customerSecretKeys', 'smtpCredentials', 'dbCredentials', 'mfaTotpDevices'])
      estate.objects.set(`${HOME} /20160918/users/u1/${path}`, []);
    estate.lists.set(`${HOME} /20160918/userGroupMemberships ${TENANCY}`, [{ groupId: 'g1', userId: 'u1' }]);
    estate.lists.set(`${OTHER_REGION} /20160918/instances ${NETWORK}`, [{ id: 'i1', metadata: { user_data: 'planted' } }]);

    const [user] = (await read('User', GLOBAL_SEGMENT)).resources;
    const [instance] = (await read('Instance', OTHER_REGION)).resources;

    expect(user?.config).toMatchObject({ apiKeys: [{ fingerprint: 'aa:bb' }], authTokens: [{ id: 't1' }], customerSecretKeys: [] });
    expect(user?.relationships).toEqual([{ relation: 'member_of', type: 'Group', id: 'g1' }]);
    expect(instance?.config['metadata']).toEqual({ user_data: null });
    expect(JSON.stringify([user, instance])).not.toContain('planted');
  });
});

describe('an answer of the wrong form', () => {
  const BAD = { error_code: 'BadAnswer' };

  it.each(['', 'null', '{}', '"x"', '[null]', '5'])('leaves a list below an item unread: %j', async (body) => {
    estate.lists.set(`${HOME} /20160918/users ${TENANCY}`, [{ id: 'u1', name: 'ann' }]);
    const lists = ['apiKeys', 'authTokens', 'customerSecretKeys', 'smtpCredentials', 'dbCredentials', 'mfaTotpDevices'];
    for (const path of lists) estate.refusals.set(`${HOME} /20160918/users/u1/${path}`, { body });

    const { outcome, resources } = await read('User', GLOBAL_SEGMENT);

    expect([outcome, resources[0]?.unread]).toEqual(['complete', Object.fromEntries(lists.map((name) => [name, BAD]))]);
    for (const name of lists) expect(resources[0]?.config).not.toHaveProperty(name);
  });

  it.each(['', 'null', '{}', '[]', '"x"', '5'])('leaves an item undescribed: %j', async (body) => {
    estate.lists.set(`${OTHER_REGION} /n/acmespace/b ${NETWORK}`, [{ namespace: 'acmespace', name: 'b1' }]);
    estate.refusals.set(`${OTHER_REGION} /n/acmespace/b/b1`, { body });

    const { outcome, resources } = await read('Bucket', OTHER_REGION);

    expect([outcome, resources[0]?.unread]).toEqual(['complete', { [ALL_FIELDS]: BAD }]);
  });

  it.each(['', 'null', '{}', '[]', '"x"'])('fails the slice of the one item of a tenancy: %j', async (body) => {
    estate.refusals.set(`${HOME} /20160918/authenticationPolicies/${TENANCY}`, { body });

    const { outcome, error } = await read('AuthenticationPolicy', GLOBAL_SEGMENT);

    expect([outcome, error?.details]).toEqual(['failed', { class: 'transient', error_code: 'BadAnswer' }]);
  });
});

describe('hosts that a parent names', () => {
  const VAULT = { id: 'vault1', compartmentId: NETWORK, managementEndpoint: 'https://v1-management.kms.us-phoenix-1.oraclecloud.com' };

  it('are called for the keys of a vault, for each compartment, with the versions of each key', async () => {
    estate.lists.set(`${OTHER_REGION} /20180608/vaults ${NETWORK}`, [VAULT]);
    estate.lists.set(`${OTHER_REGION} /20180608/keys ${SECRET}`, [{ id: 'k1', displayName: 'main', vaultId: 'vault1' }]);
    estate.objects.set(`${OTHER_REGION} /20180608/keys/k1`, { id: 'k1', currentKeyVersion: 'kv2', isAutoRotationEnabled: true });
    estate.lists.set(`${OTHER_REGION} /20180608/keys/k1/keyVersions`, [{ id: 'kv1' }, { id: 'kv2', publicKey: 'long' }, { id: 'kv3' }]);

    const slice = await read('Key', OTHER_REGION);

    expect(slice.outcome).toBe('complete');
    expect(slice.resources[0]?.config).toMatchObject({ currentKeyVersion: 'kv2', versions: [{ id: 'kv1' }, { id: 'kv2' }, { id: 'kv3' }] });
    const keyCalls = server.requests.filter(({ path }) => path.startsWith('/20180608/keys'));
    expect(new Set(keyCalls.map(({ host }) => host))).toEqual(new Set(['v1-management.kms.us-phoenix-1.oraclecloud.com']));
    expect(keyCalls.filter(({ path }) => path === '/20180608/keys')).toHaveLength(3);
  });

  it('outside the realm are never called, and the slice is not complete', async () => {
    estate.lists.set(`${OTHER_REGION} /20180608/vaults ${NETWORK}`, [{ ...VAULT, managementEndpoint: 'https://evil.example.com' }]);

    const slice = await read('Key', OTHER_REGION);

    expect([slice.outcome, slice.error?.details.error_code]).toEqual(['failed', 'UnknownHost']);
    expect(server.requests.every(({ host }) => host.endsWith('.oraclecloud.com'))).toBe(true);
  });

  it.each([
    ['outside the realm', { url: 'https://evil.example.com' }, 'UnknownHost', 'would be sent to a host that is not under oraclecloud.com'],
    ['that is missing', {}, 'IncompleteItem', 'sent an item without its url'],
  ])('%s cost only the children of that parent, which is named', async (_name, host, code, why) => {
    estate.lists.set(`${HOME} /20160918/domains ${TENANCY}`, [
      { id: 'bad', ...host },
      { id: 'good', url: 'https://idcs-1.identity.oraclecloud.com:443' },
      { id: 'closed', url: 'https://idcs-2.identity.oraclecloud.com:443' },
    ]);
    const answer = estate.answer.bind(estate);
    let isClosed = false;
    estate.answer = (request) => {
      if (request.path !== '/admin/v1/Users') return answer(request);
      if (isClosed && request.host.startsWith('idcs-2')) return DENIED;
      return { body: { totalResults: 1, startIndex: 1, Resources: [{ ocid: `u of ${request.host}`, userName: 'ann' }] } };
    };

    const slice = await read('IdentityDomainUser', GLOBAL_SEGMENT);
    isClosed = true;
    const twice = await read('IdentityDomainUser', GLOBAL_SEGMENT);

    expect([slice.outcome, idsOf(slice)]).toEqual([
      'partial',
      ['u of idcs-1.identity.oraclecloud.com', 'u of idcs-2.identity.oraclecloud.com'],
    ]);
    expect(slice.error?.details).toEqual({ class: 'invalid', error_code: code });
    expect(slice.error?.message).toContain('1 could not be read (of bad): ');
    expect(slice.error?.message).toContain(why);
    expect([twice.outcome, idsOf(twice), twice.error?.details.class]).toEqual([
      'partial',
      ['u of idcs-1.identity.oraclecloud.com'],
      'denied',
    ]);
    expect(twice.error?.message).toMatch(
      /2 could not be read \(of bad, of closed\): the login does not have the role Audit Administrator there/,
    );
    expect(twice.error?.message).toContain(why);
  });

  it('are called for the users of an identity domain, whose pages SCIM counts', async () => {
    estate.lists.set(`${HOME} /20160918/domains ${TENANCY}`, [{ id: 'd1', url: 'https://idcs-1.identity.oraclecloud.com:443' }]);
    estate.answer = ((answer) => (request: OciRequest) => {
      if (request.path !== '/admin/v1/Users') return answer(request);
      const startIndex = Number(request.query.get('startIndex') ?? '1');
      const Resources = [1, 2, 3, 4, 5]
        .slice(startIndex - 1, startIndex + 1)
        .map((number) => ({ ocid: `u${number}`, userName: `user ${number}` }));
      return { body: { totalResults: 5, itemsPerPage: 2, startIndex, Resources } };
    })(estate.answer.bind(estate));

    const slice = await read('IdentityDomainUser', GLOBAL_SEGMENT);

    expect([slice.outcome, idsOf(slice)]).toEqual(['complete', ['u1', 'u2', 'u3', 'u4', 'u5']]);
  });

  it('of a domain that refuses the login leave the slice partial, and the next slice of its children too', async () => {
    estate.lists.set(`${HOME} /20160918/domains ${TENANCY}`, [{ id: 'd1', url: 'https://idcs-1.identity.oraclecloud.com:443' }]);
    estate.refusals.set('* /admin/v1/Users', { status: 403, body: { schemas: [], detail: 'no role', status: '403' } });

    const slice = await read('IdentityDomainUser', GLOBAL_SEGMENT);

    expect([slice.outcome, slice.error?.details.permission]).toEqual(['denied', 'domain role Audit Administrator']);
    expect(slice.error?.message).toContain('the login does not have the role Audit Administrator there');
    expect(slice.error?.message).not.toContain('Allow group');
  });

  it('of parents in a compartment that may not be read leave the children partial, whichever slice has listed the parents', async () => {
    estate.lists.set(`${OTHER_REGION} /20180608/vaults ${NETWORK}`, [VAULT]);
    estate.objects.set(`${OTHER_REGION} /20180608/vaults/vault1`, VAULT);
    estate.lists.set(`${OTHER_REGION} /20180608/keys ${NETWORK}`, [{ id: 'k1' }]);
    estate.objects.set(`${OTHER_REGION} /20180608/keys/k1`, { id: 'k1' });
    estate.objects.set(`${OTHER_REGION} /20180608/keys/k1/keyVersions`, []);
    estate.refusals.set(`${OTHER_REGION} /20180608/vaults ${SECRET}`, DENIED);
    const one = session();

    expect((await read('Vault', OTHER_REGION, one)).outcome).toBe('partial');
    const children = await read('Key', OTHER_REGION, one);

    expect([children.outcome, idsOf(children), children.error?.details.permission]).toEqual(['partial', ['k1'], 'inspect vaults']);
  });
});

describe('an answer that is no whole list', () => {
  beforeEach(() => {
    estate.lists.set(`${HOME} /20160918/domains ${TENANCY}`, [{ id: 'd1', url: 'https://idcs-1.identity.oraclecloud.com:443' }]);
  });

  it.each([
    ['IdentityDomainApiKey', 'ApiKeys', ['key']],
    ['IdentityDomainAuthToken', 'AuthTokens', ['token']],
    ['IdentityDomainCustomerSecretKey', 'CustomerSecretKeys', ['accessKey', 'secretKey']],
    ['IdentityDomainDbCredential', 'UserDbCredentials', ['dbPassword', 'mixedDbPassword', 'salt', 'mixedSalt']],
  ])('of %s asks for no secret, and stores none that comes all the same', async (type, path, secrets) => {
    let asked = '';
    answering(`/admin/v1/${path}`, ({ query }) => {
      asked = query.get('attributes') ?? '';
      const planted = Object.fromEntries(secrets.map((name) => [name, 'planted']));
      const item = {
        ocid: 'c1',
        fingerprint: 'aa:bb',
        user: { ocid: 'u1' },
        domainOcid: 'd1',
        meta: { created: '2026-01-01' },
        ...planted,
      };
      return { body: { totalResults: 1, startIndex: 1, Resources: [item] } };
    });

    const { outcome, resources } = await read(type, GLOBAL_SEGMENT);

    expect(outcome).toBe('complete');
    expect(resources[0]).toMatchObject({ resource_id: 'c1', config: { meta: { created: '2026-01-01' } } });
    expect(resources[0]?.relationships).toEqual([
      { relation: 'in', type: 'Domain', id: 'd1' },
      { relation: 'owned_by', type: 'IdentityDomainUser', id: 'u1' },
    ]);
    expect(JSON.stringify(resources)).not.toContain('planted');
    for (const secret of secrets) expect(asked.split(',')).not.toContain(secret);
    expect(asked.split(',')).toEqual(expect.arrayContaining(['ocid', 'user', 'meta', 'domainOcid']));
  });

  /** Answers one path by `answerTo`, and every other as the estate does. */
  const answering = (path: string, answerTo: (request: OciRequest) => OciResponse): void => {
    const answer = estate.answer.bind(estate);
    estate.answer = (request) => (request.path === path ? answerTo(request) : answer(request));
  };

  it.each([
    ['Vcn', '/20160918/vcns', ['{}', 'null', '', '"x"', '[null]', '[1]', '[[]]']],
    ['NetworkLoadBalancer', '/20200501/networkLoadBalancers', ['{}', 'null', '', '[]', '{"items":null}', '{"items":{}}', '"x"']],
    ['CloudGuardTarget', '/20200131/targets', ['{}', 'null', '', '{"items":null}', '"x"']],
    ['IdentityDomainUser', '/admin/v1/Users', ['{}', 'null', '', '[]', '{"Resources":[]}', '{"totalResults":0,"Resources":null}']],
  ])('is never an empty one: %s', async (type, path, bodies) => {
    let body = '';
    answering(path, () => ({ body }));
    for (body of bodies) {
      const slice = await read(type, typeOf(type).scope === 'global' ? GLOBAL_SEGMENT : OTHER_REGION);
      expect([body, slice.outcome, slice.error?.details]).toEqual([body, 'failed', { class: 'transient', error_code: 'BadAnswer' }]);
    }
  });

  it.each([202, 206])('is not taken with the status %i', async (status) => {
    estate.refusals.set(`${OTHER_REGION} /20160918/vcns ${NETWORK}`, { status, body: [] });

    expect((await read('Vcn', OTHER_REGION)).error?.details).toEqual({ class: 'transient', error_code: `Http${status}` });
  });

  const users = (count: number): readonly object[] => [...Array(count).keys()].map((number) => ({ ocid: `u${number}`, userName: 'x' }));

  it.each<[string, string, (startIndex: string | null) => object]>([
    [
      'has fewer items than SCIM counts',
      'ListCutShort',
      (startIndex) => ({ totalResults: 5, startIndex: Number(startIndex ?? 1), Resources: users(startIndex ? 0 : 2) }),
    ],
    ['has an empty first page', 'ListCutShort', () => ({ totalResults: 5, startIndex: 1, Resources: [] })],
    ['begins with no number', 'BadAnswer', () => ({ totalResults: 5, startIndex: 'x', Resources: users(2) })],
    ['does not say where it begins', 'BadAnswer', () => ({ totalResults: 5, Resources: users(2) })],
    ['repeats its first page', 'BadAnswer', () => ({ totalResults: 5, startIndex: 1, Resources: users(2) })],
    ['counts no items', 'BadAnswer', () => ({ totalResults: null, startIndex: 1, Resources: users(2) })],
    ['holds no items', 'BadAnswer', () => ({ totalResults: 5, startIndex: 1 })],
  ])('of an identity domain is read again: one that %s', async (_name, code, page) => {
    answering('/admin/v1/Users', ({ query }) => ({ body: page(query.get('startIndex')) }));

    const slice = await read('IdentityDomainUser', GLOBAL_SEGMENT);

    expect([slice.outcome, slice.error?.details]).toEqual(['failed', { class: 'transient', error_code: code }]);
  });

  it.each([
    ['no users and no list', { totalResults: 0 }, []],
    ['its one page without the number of its first user', { totalResults: 2, Resources: users(2) }, ['u0', 'u1']],
  ])('of an identity domain is none that has %s', async (_name, body, ids) => {
    answering('/admin/v1/Users', () => ({ body }));

    const slice = await read('IdentityDomainUser', GLOBAL_SEGMENT);

    expect([slice.outcome, idsOf(slice)]).toEqual(['complete', ids]);
  });
});

describe('buckets', () => {
  it('are found by namespace and name, and described one by one', async () => {
    estate.lists.set(`${OTHER_REGION} /n/acmespace/b ${NETWORK}`, [{ namespace: 'acmespace', name: 'a/ü', compartmentId: NETWORK }]);
    estate.objects.set(`${OTHER_REGION} /n/acmespace/b/a/ü`, {
      namespace: 'acmespace',
      name: 'a/ü',
      id: 'ocid1.bucket.oc1.phx.b',
      publicAccessType: 'NoPublicAccess',
    });

    const { outcome, resources } = await read('Bucket', OTHER_REGION);

    expect(outcome).toBe('complete');
    expect(resources[0]).toMatchObject({
      resource_id: 'acmespace/a/ü',
      native_id: 'ocid1.bucket.oc1.phx.b',
      config: { publicAccessType: 'NoPublicAccess' },
    });
    expect(pathsOf(server.requests).filter((path) => path === '/n')).toHaveLength(1);
  });
});

describe('Resource Search', () => {
  const found = (resourceType: string, identifier: string) => ({
    resourceType,
    identifier,
    displayName: `the ${identifier}`,
    compartmentId: NETWORK,
    lifecycleState: 'ACTIVE',
    freeformTags: { a: 'b' },
    definedTags: { Ops: { owner: 'x' } },
    searchContext: null,
    identityContext: {},
  });

  beforeEach(() => {
    const answer = estate.answer.bind(estate);
    estate.answer = (request) => {
      if (request.path !== '/20180409/resources') return answer(request);
      const { query } = request.body as { readonly query: string };
      const all = request.host.includes(OTHER_REGION)
        ? [found('Vcn', 'v1'), found('CustomerDnsZone', 'z1'), found('CustomerDnsZone', 'z2'), found('WebAppFirewall', 'w1')]
        : [];
      const items = query === 'query all resources' ? all : all.filter(({ resourceType }) => query === `query ${resourceType} resources`);
      const from = Number(request.query.get('page') ?? '0');
      return {
        body: { items: items.slice(from, from + 1) },
        headers: from + 1 < items.length ? { 'opc-next-page': String(from + 1) } : {},
      };
    };
  });

  it('tells of the types without a definition, in every region, on every page', async () => {
    expect(await session().discover(new Set(['Vcn']))).toEqual([
      { type: 'CustomerDnsZone', segment: OTHER_REGION },
      { type: 'WebAppFirewall', segment: OTHER_REGION },
    ]);
  });

  it('gives their summaries, and never a complete slice', async () => {
    const slice = await read(undeclaredType('oci', 'CustomerDnsZone', 'regional'), OTHER_REGION);

    expect([slice.outcome, slice.error?.details.error_code, idsOf(slice)]).toEqual(['partial', SEARCH_ONLY, ['z1', 'z2']]);
    expect(slice.resources[0]).toMatchObject({ name: 'the z1', native_id: 'z1', tags: { a: 'b', 'Ops.owner': 'x' } });
    expect(slice.resources[0]?.config).not.toHaveProperty('searchContext');
  });

  it('leaves a slice partial of which it knows nothing any more, so that nothing stored is deleted', async () => {
    expect((await read(undeclaredType('oci', 'Vanished', 'regional'), OTHER_REGION)).outcome).toBe('partial');
  });

  it('takes no name from the store that would be another query', async () => {
    const slice = await read(undeclaredType('oci', 'all resources where 1', 'regional'), OTHER_REGION);

    expect([slice.error?.details.error_code, server.requests]).toEqual(['UnknownType', []]);
  });

  it('that may not be asked is told as such, in the place of the types that it would tell of', async () => {
    const answer = estate.answer.bind(estate);
    estate.answer = (request) => (request.host.includes(HOME) && request.path.endsWith('/resources') ? DENIED : answer(request));

    const slices = await session().discover(new Set(['Vcn', 'CustomerDnsZone', 'WebAppFirewall']));

    expect(slices).toEqual([{ type: UNDISCOVERED, segment: HOME }]);
    const slice = await read(undeclaredType('oci', UNDISCOVERED, 'regional'), HOME);
    expect(slice.outcome).toBe('denied');
    expect(slice.error?.message).toMatch(/Types without a definition are not read in this run; the next one looks for them again\.$/);
  });

  const UNKNOWN_TYPES = undeclaredType('oci', UNDISCOVERED, 'regional');
  /** Search answers so in the home region. */
  const atHome = (reply: OciResponse): void => {
    const answer = estate.answer.bind(estate);
    estate.answer = (request) => (request.host.includes(HOME) && request.path.endsWith('/resources') ? reply : answer(request));
  };

  it.each<[string, OciResponse, string, string]>([
    ['answers with an error', { status: 500, body: { code: 'InternalServerError', message: 'Oops.' } }, 'transient', 'InternalServerError'],
    ['refuses for too many requests', { status: 429, body: { code: 'TooManyRequests', message: 'Wait.' } }, 'throttled', 'TooManyRequests'],
    ['answers with another form', { body: { items: {} } }, 'invalid', 'UnexpectedAnswer'],
    ['tells of a resource without its type', { body: { items: [{ identifier: 'x' }, null] } }, 'invalid', 'UnexpectedAnswer'],
  ])('that %s in one region leaves only the unknown types of that region unread, and says why', async (_what, reply, failure, code) => {
    atHome(reply);
    const one = session();

    expect(await one.discover(new Set(['Vcn', 'WebAppFirewall']))).toEqual([
      { type: UNDISCOVERED, segment: HOME },
      { type: 'CustomerDnsZone', segment: OTHER_REGION },
    ]);
    const asked = server.requests.length;
    expect((await read(UNKNOWN_TYPES, HOME, one)).error?.details).toEqual({ class: failure, error_code: code });
    expect(server.requests).toHaveLength(asked);
    // A later attempt, whose session did not discover.
    expect((await read(UNKNOWN_TYPES, HOME)).error?.details).toEqual({ class: failure, error_code: code });
  });

  it('that a later attempt can ask again does not make the unread types look read', async () => {
    expect(await read(UNKNOWN_TYPES, HOME)).toMatchObject({
      outcome: 'failed',
      error: { details: { class: 'transient', error_code: 'DiscoveredTooLate' } },
    });
  });

  it('is not taken for unable to look once the session is closed', async () => {
    const one = session();
    one.close();

    await expect(one.discover(new Set())).rejects.toMatchObject({ details: { error_code: 'SessionClosed' } });
  });

  it('whose items are odd still gives the others, takes no odd name, and says how many it left out', async () => {
    const odd = { ...found('Odd', 'o1'), displayName: 5, freeformTags: 'none' };
    atHome({ body: { items: [found('Odd', 'o0'), odd, { ...found('Odd', 'x'), identifier: null }, null] } });

    const slice = await read(undeclaredType('oci', 'Odd', 'regional'), HOME);

    expect(slice.resources.map(({ resource_id, name, tags }) => [resource_id, name, tags])).toEqual([
      ['o0', 'the o0', { a: 'b', 'Ops.owner': 'x' }],
      ['o1', null, null],
    ]);
    expect([slice.outcome, slice.error?.details.error_code]).toEqual(['partial', 'UnexpectedAnswer']);
    expect(slice.error?.message).toContain('told of 2 resources of Odd without their identifier or type');
    expect(await session().discover(new Set())).toContainEqual({ type: 'Odd', segment: HOME });
  });

  it('gives tags whatever their keys are', async () => {
    const tags = '{"__proto__":"p","constructor":"c"}';
    atHome({
      body: `{"items":[{"resourceType":"Odd","identifier":"o","freeformTags":${tags},"definedTags":{"__proto__":{"x":"y"},"ns":{"__proto__":"z"}}}]}`,
    });

    const [resource] = (await read(undeclaredType('oci', 'Odd', 'regional'), HOME)).resources;

    expect(Object.entries(resource?.tags ?? {})).toEqual([
      ['__proto__', 'p'],
      ['constructor', 'c'],
      ['__proto__.x', 'y'],
      ['ns.__proto__', 'z'],
    ]);
  });
});

describe('a session', () => {
  it('sends no signed request to a region whose name would be another host', async () => {
    const slice = await read('Vcn', 'evil.example/x');

    expect([slice.outcome, slice.error?.details.error_code]).toEqual(['failed', 'UnknownHost']);
    expect(server.requests.filter(({ host }) => host.includes('evil'))).toEqual([]);
  });

  it('sends no more requests after it was closed', async () => {
    const one = session();
    one.close();

    expect((await read('Vcn', OTHER_REGION, one)).error?.details.error_code).toBe('SessionClosed');
    expect(server.requests).toEqual([]);
  });

  it('keeps to half of the assumed limit of each API and region', async () => {
    const start = clock.now();
    const one = session();
    for (let round = 0; round < 20; round += 1) await read('Vcn', OTHER_REGION, one);

    // 60 lists: 20 at once, the others at 10 a second.
    expect(clock.now() - start).toBeGreaterThanOrEqual(3900);
    expect(clock.now() - start).toBeLessThan(5000);
  });

  it('goes on in the middle of a slice with a new token when OCI no longer takes the old one, and loses and repeats nothing', async () => {
    estate.pageSize = 1;
    estate.lists.set(
      `${OTHER_REGION} /20160918/vcns ${NETWORK}`,
      [1, 2, 3, 4].map((number) => ({ id: `v${number}` })),
    );
    let token = KEY.keyId;
    const answer = estate.answer.bind(estate);
    estate.answer = (request) => {
      // The token ends after the second page.
      if (request.query.get('page') === '1') {
        known.delete(KEY.keyId);
        known.set('ST$fresh', KEY.publicKey);
      }
      return answer(request);
    };
    const expiring: KeySource = {
      ...keys,
      key: async () => ({ keyId: token, privateKey: KEY.privateKey }),
      renew: async () => {
        token = 'ST$fresh';
        return true;
      },
    };

    const slice = await read('Vcn', OTHER_REGION, session(undefined, expiring));

    expect([slice.outcome, idsOf(slice)]).toEqual(['complete', ['v1', 'v2', 'v3', 'v4']]);
    expect(server.refusals.length).toBeGreaterThan(0);
  });

  it('whose login OCI takes no longer fails its slices as transient, so that the next attempt logs in again', async () => {
    known.clear();

    const slice = await read('Vcn', OTHER_REGION);

    expect([slice.outcome, slice.error?.details]).toEqual(['failed', { class: 'transient', error_code: 'NotAuthenticated' }]);
  });

  const EXPIRED = 'the session of the profile X expired; run oci session refresh --profile X.';
  /** A login that gives as many keys and then throws the error. */
  const keysUntil = (count: number, error: Error, times = Infinity): KeySource => {
    let asked = 0;
    return {
      ...keys,
      key: async () => {
        asked += 1;
        if (asked > count && asked <= count + times) throw error;
        return await keys.key();
      },
    };
  };

  it.each([0, 1, 2, 3, 4])('whose login expires after %i calls says so, and names no policy', async (calls) => {
    // The calls: the compartments, their three lists, and whether the refused one was deleted.
    estate.refusals.set(`${OTHER_REGION} /20160918/vcns ${NETWORK}`, DENIED);
    const one = session(undefined, keysUntil(calls, new LoginProblem(EXPIRED)));

    const { error } = await read('Vcn', OTHER_REGION, one);

    expect(error?.details).toEqual({ class: 'transient', error_code: 'NotLoggedIn' });
    expect(error?.message).toMatch(new RegExp(`: ${EXPIRED}$`));
    expect(one.compartments().refused).toBe(0);
  });

  it('whose login expires among the details of an item ends the slice, and does not leave them unread', async () => {
    estate.lists.set(`${HOME} /20160918/users ${TENANCY}`, [{ id: 'u1', name: 'ann' }]);

    const slice = await read('User', GLOBAL_SEGMENT, session(undefined, keysUntil(2, new LoginProblem(EXPIRED))));

    expect([slice.resources, slice.error?.details]).toEqual([[], { class: 'transient', error_code: 'NotLoggedIn' }]);
  });

  it('whose login expires says so in the place of the types that Resource Search would tell of', async () => {
    const one = session(undefined, keysUntil(0, new LoginProblem(EXPIRED)));

    const slices = await one.discover(new Set());
    const { error } = await read(undeclaredType('oci', UNDISCOVERED, 'regional'), HOME, one);

    expect(slices).toEqual([HOME, OTHER_REGION].map((segment) => ({ type: UNDISCOVERED, segment })));
    expect([error?.details, error?.message]).toEqual([{ class: 'transient', error_code: 'NotLoggedIn' }, expect.stringContaining(EXPIRED)]);
  });

  it.each([429, 503])('whose new key OCI answers with %i asks for it again', async (status) => {
    estate.lists.set(`${OTHER_REGION} /20160918/vcns ${NETWORK}`, [{ id: 'v1' }]);
    const busy = failureOf({ status, headers: {}, text: '' });

    const slice = await read('Vcn', OTHER_REGION, session(undefined, keysUntil(2, busy, 2)));
    const refused = await read('Vcn', OTHER_REGION, session(undefined, keysUntil(2, busy)));

    expect([slice.outcome, idsOf(slice)]).toEqual(['complete', ['v1']]);
    expect(refused.error?.details.class).toBe(status === 429 ? 'throttled' : 'transient');
  });

  it('tells how many compartments it has visited, each in each region, and in how many of them a list was refused', async () => {
    estate.refusals.set(`${OTHER_REGION} /20160918/vcns ${SECRET}`, DENIED);
    const one = session();
    await read('Vcn', OTHER_REGION, one);
    await read('Subnet', OTHER_REGION, one);

    expect(one.compartments()).toEqual({ visited: 3, refused: 1 });

    await read('Vcn', HOME, one);

    expect(one.compartments()).toEqual({ visited: 6, refused: 1 });
  });

  it('knows the subscribed regions', async () => {
    expect(await session().regions()).toEqual([HOME, OTHER_REGION]);
  });
});
