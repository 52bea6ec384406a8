import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MOST_BEARERS, SearchEnded } from '../../../shared/graph/graph.ts';
import { LinkRows } from '../../../shared/graph/link-rows.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import { HOSTILE_TEXTS } from '../../support/hostile-values.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { A, B, edgesOf, type Given, graphOf, resource, type Row, store, SUBSCRIPTION, TENANCY, TENANT, to } from './support.ts';

const hostileText = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS, '__proto__', 'constructor', 'x'.repeat(3000)),
  fc.string({ unit: 'binary' }),
);

let memory: MemoryStore;
beforeEach(() => {
  memory = new MemoryStore();
});
const shown = async (row: Row): Promise<readonly string[]> => edgesOf(graphOf(memory), row);

const KEY = 'AWS::KMS::Key';
const ALARM_ARN = 'arn:aws:cloudwatch:eu-west-1:111111111111:alarm:a';
const GROUP = 'AWS::Logs::LogGroup';
const KEY_ARN = 'arn:aws:kms:eu-west-1:111111111111:key/k-1';
const key = (given: Given = {}) => resource(KEY, 'k-1', { native: KEY_ARN, ...given });
const queue = (links: readonly string[], given: Given = {}) => resource('AWS::SQS::Queue', 'q-1', { links: links.map(to), ...given });

/** Whether each end of an edge knows of it. */
const knownTo = async (source: Row, relation: string, target: Row): Promise<readonly boolean[]> => [
  (await shown(source)).includes(`${relation} ${target.account_id} ${target.type} ${target.resource_id}`),
  (await shown(target)).includes(`<-${relation} ${source.account_id} ${source.type} ${source.resource_id}`),
];
const BOTH = [true, true];

/** The edges between the two resources, and whether the source has one that leads nowhere. */
async function betweenAndNowhere(source: Row, other: Row) {
  const ofSource = await shown(source);
  return {
    between: [
      ...ofSource.filter((edge) => edge.includes(` ${other.type} `)),
      ...(await shown(other)).filter((edge) => edge.startsWith('<-')),
    ],
    leadsNowhere: ofSource.some((edge) => edge.endsWith(' -')),
  };
}
const NONE = { between: [], leadsNowhere: true };

describe('a relationship leads to the resource', () => {
  it.each([
    ['by its id', queue([`uses ${KEY} k-1`]), key()],
    ['by its ARN', queue([`uses ${KEY} ${KEY_ARN}`]), key()],
    ['by its ARN, in another account', queue([`uses ${KEY} ${KEY_ARN}`], { account: B }), key()],
    ['by its ARN, in another region', queue([`uses ${KEY} ${KEY_ARN}`], { region: 'us-east-1' }), key()],
    ['by an alias', queue(['uses AWS::KMS::Alias alias/app']), key({ links: [to('known_as AWS::KMS::Alias alias/app')] })],
    [
      'by the ARN of an alias, in another account',
      queue(['uses AWS::KMS::Alias arn:aws:kms:eu-west-1:111111111111:alias/app'], { account: B }),
      key({ links: [to('known_as AWS::KMS::Alias arn:aws:kms:eu-west-1:111111111111:alias/app')] }),
    ],
    ['by its mere name', queue(['uses AWS::IAM::Role runner']), resource('AWS::IAM::Role', 'AROA1', { region: 'global', name: 'runner' })],
    [
      'by its id, in another account, where EC2 gives ids',
      resource('AWS::EC2::VPC', 'vpc-0aaa1111', { links: [to('peered_with AWS::EC2::VPC vpc-0bbb2222')] }),
      resource('AWS::EC2::VPC', 'vpc-0bbb2222', { account: B, region: 'us-east-1' }),
    ],
    [
      'by the name of a bucket, in another account',
      queue(['logs_to AWS::S3::Bucket central-logs']),
      resource('AWS::S3::Bucket', 'central-logs', { account: B, region: 'us-east-1', native: 'arn:aws:s3:::central-logs' }),
    ],
    [
      'by an id of Azure, in another subscription',
      resource('Microsoft.Compute/disks', '/subscriptions/x/d', {
        account: SUBSCRIPTION,
        links: [to('encrypted_by Microsoft.KeyVault/vaults /subscriptions/y/v')],
      }),
      resource('Microsoft.KeyVault/vaults', '/subscriptions/y/v', { account: TENANT, region: 'westeurope' }),
    ],
    [
      'by a UUID, from a subscription to its directory',
      resource('Microsoft.Authorization/roleAssignments', '/subscriptions/x/ra', {
        account: SUBSCRIPTION,
        links: [to('grants Microsoft.Graph/users 2d5a7c31-5f0e-4c86-a9a4-7b1f2c3d4e5f')],
      }),
      resource('Microsoft.Graph/users', '2d5a7c31-5f0e-4c86-a9a4-7b1f2c3d4e5f', { account: TENANT, region: 'global' }),
    ],
    [
      'by an id of Azure in any case, in another subscription',
      resource('Microsoft.Authorization/roleAssignments', '/subscriptions/x/ra', {
        account: SUBSCRIPTION,
        links: [to('grants Microsoft.Management/managementGroups /Providers/Microsoft.Management/managementGroups/m')],
      }),
      resource('Microsoft.Management/managementGroups', '/Providers/Microsoft.Management/managementGroups/m', { account: TENANT }),
    ],
    [
      'by an OCID',
      resource('Instance', 'ocid1.instance.oc1..i', { account: TENANCY, links: [to('in Subnet ocid1.subnet.oc1..s')] }),
      resource('Subnet', 'ocid1.subnet.oc1..s', { account: TENANCY, region: 'eu-frankfurt-1' }),
    ],
    ['that is global', queue(['uses AWS::IAM::Role role-1']), resource('AWS::IAM::Role', 'role-1', { region: 'global' })],
  ])('%s', async (_how, source, target) => {
    await store(memory, source, target);

    expect(await knownTo(source, source.relationships[0]!.relation, target)).toEqual(BOTH);
  });

  it('in its own account, if every account has one of the name', async () => {
    const policy = (account: Row['account_id']) =>
      resource('AWS::IAM::ManagedPolicy', 'arn:aws:iam::aws:policy/Admin', {
        account,
        region: 'global',
        native: 'arn:aws:iam::aws:policy/Admin',
      });
    const role = resource('AWS::IAM::Role', 'r', {
      region: 'global',
      links: [to('uses AWS::IAM::ManagedPolicy arn:aws:iam::aws:policy/Admin')],
    });
    await store(memory, policy(A), policy(B), role);

    expect(await knownTo(role, 'uses', policy(A))).toEqual(BOTH);
    expect(await shown(policy(B))).toEqual([]);
  });

  it("in the owner's account, if other accounts see it too", async () => {
    const subnet = (account: Row['account_id']) =>
      resource('AWS::EC2::Subnet', 'subnet-0aaa1111', { account, native: 'arn:aws:ec2:eu-west-1:111111111111:subnet/subnet-0aaa1111' });
    const instance = resource('AWS::EC2::Instance', 'i-0aaa1111', { account: B, links: [to('in AWS::EC2::Subnet subnet-0aaa1111')] });
    await store(memory, subnet(A), subnet(B), instance);

    expect(await knownTo(instance, 'in', subnet(A))).toEqual(BOTH);
    expect(await shown(subnet(B))).toEqual([]);
  });

  it('that is seen in its own account, if its owner is not read', async () => {
    const subnet = resource('AWS::EC2::Subnet', 'subnet-0aaa1111', {
      account: B,
      native: 'arn:aws:ec2:eu-west-1:333333333333:subnet/subnet-0aaa1111',
    });
    const instance = resource('AWS::EC2::Instance', 'i-0aaa1111', { account: B, links: [to('in AWS::EC2::Subnet subnet-0aaa1111')] });
    await store(memory, subnet, instance);

    expect(await knownTo(instance, 'in', subnet)).toEqual(BOTH);
  });

  it('and to the alias that names it', async () => {
    const known = key({ links: [to('known_as AWS::KMS::Alias alias/app')] });
    const alias = resource('AWS::KMS::Alias', 'alias/app', { links: [to(`uses ${KEY} k-1`)] });
    const source = queue(['encrypted_by AWS::KMS::Alias alias/app']);
    await store(memory, known, alias, source);

    expect(await knownTo(source, 'encrypted_by', known)).toEqual(BOTH);
    expect(await knownTo(source, 'encrypted_by', alias)).toEqual(BOTH);
    expect(await knownTo(known, 'known_as', alias)).toEqual(BOTH);
    expect(await knownTo(alias, 'uses', known)).toEqual(BOTH);
  });
});

describe('a name that more resources have than a page holds', () => {
  const [TYPE, ID] = ['AWS::EC2::TransitGateway', 'tgw-0123456789abcdef0'];
  const arnOf = (account: string) => `arn:aws:ec2:eu-west-1:${account}:transit-gateway/${ID}`;
  const guests = (count: number): readonly Row[] =>
    Array.from({ length: count }, (_, n) =>
      resource(TYPE, ID, { account: parseAccountId(`1${`${n}`.padStart(11, '0')}`), native: arnOf('999999999999') }),
    );
  const owned = resource(TYPE, ID, { account: parseAccountId('999999999999'), native: arnOf('999999999999') });

  it.each([ID, arnOf('999999999999')])('means that of the owner: %s', async (name) => {
    const table = resource('AWS::EC2::RouteTable', 'rtb-0123456789abcdef0', { links: [to(`uses ${TYPE} ${name}`)] });
    await store(memory, ...guests(1200), owned, table);

    expect(await knownTo(table, 'uses', owned)).toEqual(BOTH);
  });

  it('ends the search if too many have it, unless an ARN tells the account', async () => {
    const table = (name: string) => resource('AWS::EC2::RouteTable', 'rtb-0123456789abcdef0', { links: [to(`uses ${TYPE} ${name}`)] });
    await new LinkRows(memory).addFirst(guests(MOST_BEARERS + 1));
    await store(memory, owned);

    await expect(shown(table(ID))).rejects.toThrow(new SearchEnded('bearers'));
    expect(await shown(table(arnOf('999999999999')))).toEqual([`uses ${owned.account_id} ${TYPE} ${ID}`]);
  }, 60_000);
});

describe('a relationship leads nowhere', () => {
  it.each([
    ['if the resource is not stored', queue([`uses ${KEY} gone`]), key()],
    ['if its id is that of a resource of another type', queue(['uses AWS::SNS::Topic k-1']), key()],
    ['if its plain id is found in another account alone', queue([`uses ${KEY} k-1`]), key({ account: B })],
    ['if its plain id is found in another region alone', queue([`uses ${KEY} k-1`]), key({ region: 'us-east-1' })],
    [
      'by a name that anybody could give by a tag',
      queue(['uses AWS::EC2::VPC main']),
      resource('AWS::EC2::VPC', 'vpc-0aaa1111', { name: 'main', tags: { Name: 'main' } }),
    ],
    ['by a mere name that looks like an ARN', queue([`uses ${KEY} arn:aws:x`]), key({ name: 'arn:aws:x' })],
    [
      'by the ARN of another account that somebody chose as an id',
      queue([`notifies AWS::CloudWatch::Alarm ${ALARM_ARN}`]),
      resource('AWS::CloudWatch::Alarm', ALARM_ARN, { account: B, native: `arn:aws:cloudwatch:eu-west-1:222222222222:alarm:${ALARM_ARN}` }),
    ],
    ['with an empty name', queue([`uses ${KEY} `]), key()],
  ])('%s', async (_why, source, other) => {
    await store(memory, source, other);

    expect(await betweenAndNowhere(source, other)).toEqual(NONE);
  });

  it('if the resource is deleted, and nothing leads from a deleted resource', async () => {
    const source = queue([`uses ${KEY} k-1`]);
    await store(memory, source, key({ deleted: true }));
    expect(await shown(source)).toEqual(['uses k-1 -']);

    await store(memory, key(), queue([`uses ${KEY} k-1`], { deleted: true }));
    expect(await shown(key())).toEqual([]);
  });

  it('if several resources of the account have the name', async () => {
    const groups = [1, 2].map((n) => resource('AWS::Logs::LogGroup', `g-${n}`, { name: 'app' }));
    const source = queue(['logs_to AWS::Logs::LogGroup app']);
    await store(memory, source, ...groups);

    for (const group of groups) expect(await betweenAndNowhere(source, group)).toEqual(NONE);
  });

  it('from a global resource, if several regions have the name', async () => {
    const groups = ['eu-west-1', 'us-east-1'].map((region) => resource('AWS::Logs::LogGroup', 'app', { region }));
    const source = resource('AWS::CloudFront::Distribution', 'E1', { region: 'global', links: [to('logs_to AWS::Logs::LogGroup app')] });
    await store(memory, source, ...groups);

    expect(await shown(source)).toEqual(['logs_to app -']);
  });

  it('to the resource itself', async () => {
    const group = resource('AWS::EC2::SecurityGroup', 'sg-0aaa1111', { links: [to('uses AWS::EC2::SecurityGroup sg-0aaa1111')] });
    await store(memory, group);

    expect(await shown(group)).toEqual(['uses sg-0aaa1111 -']);
  });
});

/** Names that the customers of AWS choose, though they look like ids of other clouds. */
const CHOSEN = ['/aws/lambda/f', '/subscriptions/x/y', 'ocid1.instance.oc1..i', '2d5a7c31-5f0e-4c86-a9a4-7b1f2c3d4e5f'];

describe.each(CHOSEN)('a log group with the name %s', (id) => {
  const source = resource('AWS::Lambda::Function', 'f', { links: [to(`logs_to ${GROUP} ${id}`)] });
  const group = (account: Row['account_id'], region = 'eu-west-1') => resource(GROUP, id, { account, region });

  it('is not that of another account', async () => {
    await store(memory, source, group(B));
    expect(await betweenAndNowhere(source, group(B))).toEqual(NONE);

    await store(memory, group(A));
    expect(await knownTo(source, 'logs_to', group(A))).toEqual(BOTH);
    expect(await shown(group(B))).toEqual([]);
  });

  it('is that of the same region', async () => {
    await store(memory, source, group(A, 'us-east-1'));
    expect(await betweenAndNowhere(source, group(A, 'us-east-1'))).toEqual(NONE);

    await store(memory, group(A));
    expect(await knownTo(source, 'logs_to', group(A))).toEqual(BOTH);
    expect(await shown(group(A, 'us-east-1'))).toEqual([]);
  });
});

describe('links', () => {
  it('that a row no longer has, or that a dead run left, lead nowhere', async () => {
    const links = new LinkRows(memory);
    const before = queue([`uses ${KEY} k-1`]);
    const after = { ...queue([]), version: 2 };
    await store(memory, key());
    await links.add(before, undefined);
    await memory.put('resources', after);

    expect(await shown(key())).toEqual([]);
  });

  const role = (id: string, given: Given = {}) => resource('AWS::IAM::Role', id, { region: 'global', name: 'runner', ...given });
  const bucket = (given: Given = {}) => resource('AWS::S3::Bucket', 'moved', { native: 'arn:aws:s3:::moved', ...given });
  const EQUAL_NAME = queue(['uses AWS::IAM::Role runner']);
  it.each([
    ['a deleted resource of the same name', EQUAL_NAME, role('AROA2'), role('AROA1', { deleted: true })],
    ['a resource that lost the name', EQUAL_NAME, role('AROA2'), role('AROA1'), role('AROA1', { name: 'other' })],
    ['a resource that had the name as its id', EQUAL_NAME, role('AROA1'), role('runner', { deleted: true })],
    [
      'the bucket in the account that it was moved from',
      queue(['uses AWS::S3::Bucket moved']),
      bucket({ account: B }),
      bucket({ deleted: true }),
    ],
  ])('that a dead run left of %s do not hide the one that is meant', async (_of, source, target, before, after = before) => {
    await store(memory, source, target, before);
    await memory.put('resources', after);

    expect(await knownTo(source, 'uses', target)).toEqual(BOTH);
  });

  it('that a dead run left of each equal resource leave the name without one', async () => {
    await store(memory, EQUAL_NAME, role('AROA1'), role('AROA2'), role('AROA3', { deleted: true }));

    expect(await betweenAndNowhere(EQUAL_NAME, role('AROA1'))).toEqual(NONE);
  });

  it('are deleted with the relationship, and kept if a newer run has written them', async () => {
    const links = new LinkRows(memory);
    const [first, second, third] = [
      queue([`uses ${KEY} k-1`]),
      { ...queue([]), version: 2 },
      { ...queue([`uses ${KEY} k-1`]), version: 3 },
    ];
    const count = async () => (await memory.scan('links')).items.length;
    await links.add(first, undefined);
    const withLink = await count();

    await links.remove(first, second);
    expect(await count()).toBe(withLink - 1);

    await links.add(third, second);
    await links.remove(first, second);
    expect(await count()).toBe(withLink);

    // An overtaken run does not make the link look older.
    await links.add({ ...first, version: 2 }, undefined);
    await links.remove({ ...first, version: 2 }, { ...queue([]), version: 3 });
    expect(await count()).toBe(withLink);
  });

  it('of the same version are written anew', async () => {
    const links = new LinkRows(memory);
    await links.addFirst([key({ region: 'us-east-1' })].map((row) => ({ ...row, resource_uid: key().resource_uid })));

    await links.add(key(), undefined);
    const { items } = await memory.scan('links');
    expect(items.map(({ region }) => region)).toEqual(items.map(() => 'eu-west-1'));
  });

  it('of any text are found again', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, hostileText, async (id, other) => {
        fc.pre(id !== '' && id.isWellFormed() && other !== id);
        const fresh = new MemoryStore();
        const target = resource(KEY, 'k-1', { name: id });
        const source = queue([]);
        const linked: Row = {
          ...source,
          relationships: [
            { relation: 'uses', type: KEY, id },
            { relation: 'uses', type: KEY, id: other },
          ],
        };
        await store(fresh, target, linked);
        const found = await edgesOf(graphOf(fresh), target);
        // A mere name that looks like an ARN does not count.
        if (id.startsWith('arn:')) expect(found).toEqual([]);
        else expect(found).toContain(`<-uses ${A} AWS::SQS::Queue q-1`);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a resource that 10,000 others use', () => {
  /** A store that counts the rows of resources that are read. */
  function counting() {
    const count = { rows: 0 };
    const counted = {
      query: memory.query.bind(memory),
      getMany: async (...given: Parameters<MemoryStore['getMany']>) => {
        count.rows += given[1].length;
        return await memory.getMany(...given);
      },
    };
    return { count, graph: graphOf(counted) };
  }
  beforeEach(async () => {
    const users = Array.from({ length: 10_000 }, (_, n) =>
      resource('AWS::SQS::Queue', `q-${n}`, { links: [to(`uses ${KEY} ${KEY_ARN}`)] }),
    );
    await store(memory, key(), ...users);
  });

  it('is read page by page, and a page costs no more than its own rows', async () => {
    const { count, graph } = counting();

    await graph.usedBy(key()).next();
    expect(count.rows).toBeLessThanOrEqual(200);
    let all = 0;
    for await (const page of graphOf(memory).usedBy(key())) all += page.length;
    expect(all).toBe(10_000);
  }, 60_000);

  it('costs no more than the rows of those that use it by the relations that are asked for', async () => {
    await store(memory, resource('AWS::S3::Bucket', 'b', { links: [to(`encrypted_by ${KEY} ${KEY_ARN}`)] }));
    const { count, graph } = counting();

    const edges = [];
    for await (const page of graph.edges(key(), new Set(['encrypted_by']))) edges.push(...page);
    expect(edges.map(({ source }) => source.resource_id)).toEqual(['b']);
    expect(count.rows).toBeLessThanOrEqual(2);
  }, 60_000);
});
