/** Runs the platform against moto and reads its API only: it shows the resources that were created, and what changed in them. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NOT_ASKED } from '../../shared/clouds/cloud.ts';
import { NOT_AT_AN_ADDRESS, NOT_IN_MOTO, WITHOUT_ORGANIZATION } from './gap-filler.ts';
import { Estate, type Made, storedBucketPolicy } from './estate.ts';
import { PlatformClient, type Resource } from './platform-client.ts';
import { type Running, startMoto, startPlatform } from './processes.ts';

const ACCOUNTS = ['111111111111', '222222222222', '333333333333'] as const;
const REGIONS = { 111111111111: 'us-east-1', 222222222222: 'eu-west-1', 333333333333: 'ap-southeast-2' } as const;

let moto: Running | undefined;
let platform: Running | undefined;
let client: PlatformClient;
const estates = new Map<string, { readonly estate: Estate; readonly made: Made }>();
const byAccount = ACCOUNTS.map((account) => [account] as const);
const of = (account: string) => estates.get(account)!;
const uid = (account: string, type: string, region: string, id: string) => `aws:${account}|${type}|${region}|${id}`;

beforeAll(async () => {
  moto = await startMoto();
  for (const account of ACCOUNTS) {
    const estate = await Estate.open(moto.url, account, REGIONS[account]);
    estates.set(account, { estate, made: await estate.build() });
  }
  platform = await startPlatform(moto.url);
  client = new PlatformClient(platform.url);
  await client.send('POST', '/accounts', { accounts: ACCOUNTS.map((account_id) => ({ account_id, name: `conformance ${account_id}` })) });
});

afterAll(async () => {
  await platform?.stop();
  await moto?.stop();
});

/** Those of the estate, which offer every service: moto is one process, and would take minutes for every type in every region. */
const READ_REGIONS = ['global', ...Object.values(REGIONS)];
const inventory = { operation: 'inventory', service: '*', accounts: [...ACCOUNTS], regions: READ_REGIONS };
const isFailed = (type: string): boolean => NOT_AT_AN_ADDRESS.includes(type);
const idsByType = (resources: readonly Resource[]): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    [...Map.groupBy(resources, ({ type }) => type)].map(([type, rows]) => [type, rows.map((row) => row.resource_id).toSorted()]),
  );

describe('a first inventory', () => {
  it('reads every slice of every account completely, but those whose calls moto does not have', async () => {
    const job = await client.runJob(inventory);
    expect(job).toMatchObject({ status: 'completed_with_errors', totals: { inventory: { counts: { unread: 0, deleted: 0 } } } });
    const slices = (await Promise.all(ACCOUNTS.map(async (account) => await client.coverage(`aws:${account}`)))).flat();
    const incomplete = slices.filter(({ outcome }) => outcome !== 'complete');
    expect([...new Set(incomplete.map(({ type, outcome }) => `${type} ${outcome}`))].toSorted()).toEqual(
      [...NOT_IN_MOTO, ...WITHOUT_ORGANIZATION, ...NOT_AT_AN_ADDRESS]
        .map((type) => `${type} ${isFailed(type) ? 'failed' : 'unsupported'}`)
        .toSorted(),
    );
  });

  it.each(byAccount)('shows for %s exactly the resources that the SDK lists', async (account) => {
    const { estate } = of(account);
    const rows = await client.resources({ account_id: `aws:${account}` });
    const here = rows.filter(({ region }) => region === estate.region || region === 'global');
    const all = await estate.listed();
    const listed = Object.entries(all).filter(([, ids]) => ids.length > 0);
    expect(idsByType(here.filter(({ type }) => type in all))).toEqual(Object.fromEntries(listed));
  });

  it.each(byAccount)('shows each resource of %s as it was created', async (account) => {
    const { estate, made } = of(account);
    const { region } = estate;
    const get = (type: string, id: string, where: string = region) => client.resource(uid(account, type, where, id));
    const tags = { Environment: 'conformance' };
    expect(await get('AWS::EC2::VPC', made.vpc)).toMatchObject({ tags, config: { CidrBlock: '10.1.0.0/16' }, is_last: 1, version: 1 });
    expect(await get('AWS::EC2::Subnet', made.subnet)).toMatchObject({ tags, config: { CidrBlock: '10.1.1.0/24', VpcId: made.vpc } });
    expect(await get('AWS::EC2::SecurityGroup', made.group)).toMatchObject({
      config: {
        IpPermissions: [expect.objectContaining({ FromPort: 443, IpRanges: [expect.objectContaining({ CidrIp: '10.0.0.0/8' })] })],
      },
    });
    expect(await get('AWS::EC2::Instance', made.instance)).toMatchObject({
      tags,
      config: { InstanceType: 't3.micro', SubnetId: made.subnet },
    });
    expect(await get('AWS::EC2::Volume', made.volume)).toMatchObject({ tags, config: { Size: 8, Encrypted: true } });
    expect(await get('AWS::IAM::User', made.user, 'global')).toMatchObject({ tags });
    expect(await get('AWS::IAM::Role', made.role, 'global')).toMatchObject({ tags });
    expect(await get('AWS::RDS::DBInstance', made.database)).toMatchObject({
      tags,
      config: { Engine: 'postgres', StorageEncrypted: true },
    });
    expect(await get('AWS::Lambda::Function', made.function)).toMatchObject({ tags, config: { Runtime: 'nodejs22.x' } });
    const bucket = await get('AWS::S3::Bucket', made.bucket);
    expect(bucket).toMatchObject({
      tags,
      config: { VersioningConfiguration: { Status: 'Enabled' }, Policy: storedBucketPolicy(made.bucket) },
    });
    expect(Object.values(bucket.unread).filter(({ error_code }) => error_code !== NOT_ASKED)).toEqual([]);
  });

  it('writes no change when nothing has changed', async () => {
    const job = await client.runJob(inventory);
    expect(job.totals?.inventory?.counts).toMatchObject({ added: 0, updated: 0, deleted: 0, restored: 0 });
  });
});

describe('an inventory a day later', () => {
  const added = new Map<string, string>();

  it('records the added, changed and deleted resources, and no others', async () => {
    for (const account of ACCOUNTS) {
      const { estate, made } = of(account);
      added.set(account, (await estate.change(made)).addedVolume);
    }
    const job = await client.runJob(inventory);
    expect(job.totals?.inventory?.counts).toMatchObject({ added: 3, updated: 6, deleted: 6, restored: 0 });
  });

  it.each(byAccount)('keeps the history of the changed resource of %s', async (account) => {
    const { estate, made } = of(account);
    const vpc = uid(account, 'AWS::EC2::VPC', estate.region, made.vpc);
    expect(await client.resource(vpc)).toMatchObject({ version: 2, tags: { Owner: 'network-team' } });
    const changes = await client.changes(vpc);
    expect(changes.map(({ op }) => op).toSorted()).toEqual(['add', 'update']);
    expect(changes.find(({ op }) => op === 'update')?.patch).toContainEqual({ op: 'add', path: '/tags/Owner', value: 'network-team' });
    expect(await client.resource(uid(account, 'AWS::S3::Bucket', estate.region, made.bucket))).toMatchObject({
      config: { VersioningConfiguration: { Status: 'Suspended' }, Policy: null },
    });
  });

  it.each(byAccount)('keeps the deleted resource of %s, marked as deleted', async (account) => {
    const { estate, made } = of(account);
    for (const [type, id] of [
      ['AWS::EC2::Volume', made.volume],
      ['AWS::RDS::DBInstance', made.database],
    ] as const) {
      const resource = uid(account, type, estate.region, id);
      expect(await client.resource(resource)).toMatchObject({ is_last: 0, version: 2 });
      expect((await client.changes(resource)).map(({ op }) => op).toSorted()).toEqual(['add', 'delete']);
    }
    const rows = await client.resources({ account_id: `aws:${account}`, type: 'AWS::EC2::Volume', region: estate.region });
    const ids = rows.map((row) => row.resource_id);
    expect(ids).toContain(added.get(account));
    expect(ids).not.toContain(made.volume);
  });
});
