import { beforeAll, describe, expect, it } from '@jest/globals';
import type { FetchedResource } from '../../../../../shared/clouds/cloud.ts';
import { OciDemo } from '../../../../../shared/clouds/oci/demo/oci-demo.ts';
import { OCI_TYPES } from '../../../../../shared/clouds/oci/types.generated.ts';
import { FIELD_LOADERS } from '../../../../../shared/clouds/oci/fields.generated.ts';
import { ManualClock } from '../../../../support/fakes.ts';
import { hasFieldAt, stepsIn } from '../../azure/types/field-paths.ts';
import { loginTo, loginToOther, otherTenancy, readTenancy, type ReadSlice, TENANCY } from './read-oci.ts';

type Slices = readonly ReadSlice[];
const days: Record<1 | 2, Slices> = { 1: [], 2: [] };
/** A tenancy that has every fault of the samples, and nothing that the demo tenancy hides from its login by chance. */
let first: Slices = [];

beforeAll(async () => {
  for (const day of [1, 2] as const) days[day] = await readTenancy(await loginTo(TENANCY, day), TENANCY.id);
  first = await readTenancy(loginToOther(otherTenancy(0)), otherTenancy(0).id);
});

const keyOf = ({ type, segment }: ReadSlice, { resource_id }: FetchedResource): string => `${type} ${segment} ${resource_id}`;
const resourcesOf = (slices: Slices): ReadonlyMap<string, FetchedResource> =>
  new Map(slices.flatMap((slice) => slice.resources.map((each) => [keyOf(slice, each), each] as const)));
const typesOf = (slices: Slices, of: (slice: ReadSlice) => boolean): readonly string[] =>
  [...new Set(slices.filter(of).map(({ type }) => type))].toSorted();

const SERVICES = await Promise.all(Object.values(FIELD_LOADERS).map(async (load) => (await load()).FIELDS));

describe('the demo estate in OCI', () => {
  it('has every type, each resource once and by an id, in both regions', () => {
    for (const slices of [days[1], days[2], first]) {
      const all = slices.flatMap((slice) => slice.resources.map((each) => keyOf(slice, each)));
      expect(all).toEqual([...new Set(all)]);
      expect(all.filter((each) => /undefined|null|NaN/.test(each))).toEqual([]);
      const read = new Set(typesOf(slices, ({ resources }) => resources.length > 0));
      expect(OCI_TYPES.map(({ type }) => type).filter((type) => !read.has(type))).toEqual([]);
    }
    expect([...new Set(days[1].map(({ segment }) => segment))].toSorted()).toEqual(['eu-amsterdam-1', 'eu-frankfurt-1', 'global']);
  });

  it.each(OCI_TYPES.map(({ type }) => [type]))('%s has samples of members that its model has, and a name', (type) => {
    const fields = SERVICES.find((each) => type in each.types);
    const resources = first.filter((slice) => slice.type === type).flatMap((slice) => slice.resources);
    const unknown = resources.flatMap(({ config }) =>
      stepsIn(config).filter((steps) => steps.length > 0 && (!fields || !hasFieldAt(fields, type, steps))),
    );

    expect([...new Set(unknown.map((steps) => steps.join(' ')))]).toEqual([]);
    for (const { name, native_id } of resources) expect([name, native_id]).toEqual([expect.any(String), expect.any(String)]);
    expect(JSON.stringify(resources)).not.toMatch(/\$\{(?!iam)|\bundefined\b|not-for-the-inventory|BEGIN PUBLIC KEY|hooks\./);
  });

  it('has relationships that lead to resources that exist', () => {
    const known = new Set(first.flatMap(({ type, resources }) => resources.map(({ resource_id }) => `${type} ${resource_id}`)));
    const root = `Compartment ${otherTenancy(0).id}`;
    const dangling = first.flatMap(({ type, resources }) =>
      resources.flatMap(({ resource_id, relationships }) =>
        relationships
          .filter((to) => !known.has(`${to.type} ${to.id}`) && `${to.type} ${to.id}` !== root)
          .map((to) => `${type} ${resource_id} ${to.relation} ${to.type} ${to.id}`),
      ),
    );

    expect(dangling).toEqual([]);
  });

  it('refuses some families in one compartment, the keys of one vault and the users of one domain, and nothing else', () => {
    const denied = days[1].filter(({ error }) => error?.details.class === 'denied');

    expect(typesOf(denied, () => true)).toEqual([
      'BootVolume',
      'IdentityDomainApiKey',
      'IdentityDomainAuthToken',
      'IdentityDomainCustomerSecretKey',
      'IdentityDomainDbCredential',
      'IdentityDomainPasswordPolicy',
      'IdentityDomainUser',
      'Key',
      'SecurityList',
      'Vault',
      'Volume',
    ]);
    for (const { error } of denied)
      expect(error?.message).toMatch(/ could not be read \((?:acquired|(?:root )?of ocid1\.(?:domain|vault)\.)/);
    expect(denied.flatMap(({ resources }) => resources).filter(({ config }) => config['displayName'] === 'storefront')).toEqual([]);
    expect(days[1].filter(({ error }) => error && error.details.class !== 'denied' && error.details.class !== 'unsupported')).toEqual([]);
  });

  it('loses a compartment while it is read, which leaves no slice partial', () => {
    expect(days[1].map(({ error }) => error?.message ?? '').filter((message) => message.includes('retired'))).toEqual([]);
    expect(days[1].find(({ type }) => type === 'Vcn')).toMatchObject({ error: undefined });
  });

  it('names what a refused read of one resource leaves unread', () => {
    const unread = days[1].flatMap(({ type, resources }) =>
      resources.flatMap((each) => Object.entries(each.unread).map(([field, { permission }]) => `${type} ${field}: ${permission}`)),
    );

    expect([...new Set(unread)].toSorted()).toEqual([
      'Bucket *: read buckets',
      'EventRule *: read cloudevents-rules',
      'Key versions: read keys',
      "NetworkSecurityGroup rules: use network-security-groups where request.permission='NETWORK_SECURITY_GROUP_LIST_SECURITY_RULES'",
      'User apiKeys: read users',
      'User authTokens: read users',
      'User customerSecretKeys: read users',
      'User dbCredentials: read users',
    ]);
  });

  it('has types without a definition, of which Resource Search tells', () => {
    const undeclared = days[1].filter(({ error }) => error?.details.class === 'unsupported');

    expect(typesOf(undeclared, ({ resources }) => resources.length > 0)).toEqual(['ApiGateway', 'Image', 'PublicIp', 'VaultSecret']);
    expect(undeclared).toHaveLength(8);
  });

  it('is the same whenever it is read', async () => {
    expect(JSON.stringify(await readTenancy(await loginTo(TENANCY, 1), TENANCY.id))).toBe(JSON.stringify(days[1]));
  });

  it('changes from day to day: something comes, something goes, something is other', () => {
    const [before, after] = [resourcesOf(days[1]), resourcesOf(days[2])];
    const added = [...after.keys()].filter((key) => !before.has(key));
    const deleted = [...before.keys()].filter((key) => !after.has(key));
    const changed = [...before].filter(([key, each]) => after.has(key) && JSON.stringify(after.get(key)) !== JSON.stringify(each));

    expect(added.map((key) => key.split(' ')[0])).toEqual(expect.arrayContaining(['Instance', 'OnsSubscription', 'User']));
    expect(deleted.map((key) => key.split(' ')[0])).toEqual(expect.arrayContaining(['Bucket', 'Instance']));
    expect(changed.length).toBeGreaterThan(5);
    expect(changed.length).toBeLessThan(before.size / 2);
  });

  it('has each fault in a first tenancy, some of them in the demo tenancy, and fewer on its second day', async () => {
    const named = async (demo: OciDemo, id: string): Promise<ReadonlySet<string>> =>
      new Set((await demo.faults(id)).map(({ fault, id: of }) => `${fault} ${of}`));
    const names = (faults: ReadonlySet<string>): ReadonlySet<string> => new Set([...faults].map((each) => each.split(' ')[0] ?? ''));
    const all = names(await named(new OciDemo({ day: 1 }, [otherTenancy(0)]), otherTenancy(0).id));
    const before = await named(new OciDemo({ day: 1 }), TENANCY.id);
    const after = await named(new OciDemo({ day: 2 }), TENANCY.id);

    expect(all.size).toBeGreaterThan(30);
    expect(names(before).size).toBeGreaterThan(15);
    expect(names(before).size).toBeLessThan(all.size);
    expect([...names(before)].filter((fault) => !all.has(fault))).toEqual([]);
    expect([...before].filter((each) => !after.has(each)).length).toBeGreaterThan(3);
    await expect(new OciDemo({ day: 1 }).faults('nobody')).rejects.toThrow('There is no tenancy nobody in the demo estate.');
  });

  it('takes no token of a budget: reading it costs no wait, retries after a refusal for too many requests apart', async () => {
    const waits: number[] = [];
    const statuses: number[] = [];
    class ListeningClock extends ManualClock {
      override async sleep(ms: number): Promise<void> {
        waits.push(ms);
        await super.sleep(ms);
      }
    }
    await readTenancy(
      loginToOther(otherTenancy(0), new ListeningClock(), (status) => statuses.push(status)),
      otherTenancy(0).id,
    );

    const refusals = statuses.filter((status) => status === 429).length;
    expect(refusals).toBeGreaterThan(0);
    expect(waits).toHaveLength(refusals);
  });

  it('answers requests that it does not know, and tenancies that it does not have, with a refusal', async () => {
    const demo = new OciDemo({ day: 1 });
    const ask = async (tenancy: string, path: string) =>
      await demo.answer({ tenancy, method: 'GET', url: new URL(`https://iaas.eu-frankfurt-1.oraclecloud.com${path}`) });

    expect((await ask(TENANCY.id, '/20160918/nothing')).status).toBe(400);
    expect((await ask(TENANCY.id, '/20160918/compartments/ocid1.compartment.oc1..aaaaaaaanobody')).status).toBe(404);
    expect((await ask('ocid1.tenancy.oc1..aaaaaaaanobody', '/20160918/vcns')).status).toBe(401);
  });
});
