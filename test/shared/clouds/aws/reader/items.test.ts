/** Tests the reads for the items of a list: describe, joins, batches and details, and how each treats a refusal. */
import { describe, expect, it } from '@jest/globals';
import { CloudError } from '../../../../../shared/clouds/cloud-error.ts';
import { AnsweredError, type CloudCall } from '../../../../../shared/clouds/aws/answerer.ts';
import {
  custom,
  defineType,
  first,
  inBatches,
  join,
  paged,
  read,
  readAll,
  single,
  word,
} from '../../../../../shared/clouds/aws/types/define.ts';
import type { BatchFailures, Item } from '../../../../../shared/clouds/aws/types/definition.ts';
import { FakeAws } from '../support.ts';
import { ECS, ELB, failureOf, IAM, KMS, readAllOf, resourcesOf } from './catalog.ts';

const refusal = new AnsweredError('AccessDeniedException', 'No.', 400);
const keyOf = ({ input }: CloudCall): string => String(input['KeyId']);

const key = defineType({
  type: 'AWS::KMS::Key',
  kind: 'disk',
  list: paged('ListKeys', 'Keys', { Limit: 1000 }),
  describe: read('DescribeKey', { KeyId: 'KeyId' }, 'KeyMetadata'),
  gone: ['NotFoundException'],
  only: { path: 'KeyState', not: ['PendingDeletion'] },
  id: 'KeyId',
  tags: { path: 'Tags', key: 'TagKey', value: 'TagValue' },
  joins: { Aliases: join(paged('ListAliases', 'Aliases', { Limit: 100 }), { TargetKeyId: 'KeyId' }, 'AliasName', { many: true }) },
  details: {
    Policy: read('GetKeyPolicy', { KeyId: 'KeyId' }, 'Policy'),
    RotationStatus: read('GetKeyRotationStatus', { KeyId: 'KeyId' }, '@', { when: { path: 'KeyManager', is: ['CUSTOMER'] } }),
    Tags: readAll('ListResourceTags', { KeyId: 'KeyId' }, 'Tags'),
  },
  documents: ['Policy'],
});

const KEYS = {
  ListKeys: { Keys: ['a', 'b', 'c'].map((KeyId) => ({ KeyId, KeyArn: `arn:${KeyId}` })) },
  ListAliases: {
    Aliases: [
      { AliasName: 'alias/first', TargetKeyId: 'a' },
      { AliasName: 'alias/second', TargetKeyId: 'a' },
      { AliasName: 'alias/unbound' },
    ],
  },
  DescribeKey: (call: CloudCall) => ({ KeyMetadata: { KeyId: keyOf(call), KeyManager: keyOf(call) === 'c' ? 'AWS' : 'CUSTOMER' } }),
  GetKeyPolicy: { Policy: '{"Statement":[]}' },
  GetKeyRotationStatus: { KeyRotationEnabled: true },
  ListResourceTags: ({ input }: CloudCall) =>
    input['Marker'] ? { Tags: [{ TagKey: 'b', TagValue: '2' }] } : { Tags: [{ TagKey: 'a', TagValue: '1' }], NextMarker: 'more' },
};

describe('an item', () => {
  it('is what its list, its describe, its joins and its details say', async () => {
    const [found] = await resourcesOf(KMS, [key], new FakeAws(KEYS));

    expect(found).toMatchObject({
      resource_id: 'a',
      tags: { a: '1', b: '2' },
      unread: {},
      config: {
        KeyArn: 'arn:a',
        KeyManager: 'CUSTOMER',
        Aliases: ['alias/first', 'alias/second'],
        Policy: { Statement: [] },
        RotationStatus: { KeyRotationEnabled: true },
      },
    });
  });

  it('has null for a detail that is none of its kind, and makes no call for it', async () => {
    const aws = new FakeAws(KEYS);

    const found = await resourcesOf(KMS, [key], aws);

    expect(found.map(({ config }) => config['RotationStatus'])).toEqual([{ KeyRotationEnabled: true }, { KeyRotationEnabled: true }, null]);
    expect(aws.called('GetKeyRotationStatus').map(keyOf).toSorted()).toEqual(['a', 'b']);
  });

  it('keeps its id where it may not be described, and loses no other; its details are not asked for', async () => {
    const aws = new FakeAws({ ...KEYS, DescribeKey: (call: CloudCall) => (keyOf(call) === 'b' ? refusal : KEYS.DescribeKey(call)) });

    const found = await resourcesOf(KMS, [key], aws);

    expect(found.map(({ resource_id }) => resource_id)).toEqual(['a', 'b', 'c']);
    expect(found[1]).toMatchObject({
      tags: null,
      config: { KeyId: 'b', KeyArn: 'arn:b', Aliases: [] },
      unread: { '*': { permission: 'kms:DescribeKey', error_code: 'AccessDeniedException' } },
    });
    expect(found[1]?.config).not.toHaveProperty('Policy');
    expect(aws.called('GetKeyPolicy').map(keyOf).toSorted()).toEqual(['a', 'c']);
  });

  it('is dropped where it is gone since it was listed, or none of the type', async () => {
    const answers: Record<string, object> = {
      a: new AnsweredError('NotFoundException', 'It is gone.', 400),
      b: { KeyMetadata: { KeyId: 'b', KeyState: 'PendingDeletion' } },
      c: { KeyMetadata: { KeyId: 'c', KeyState: 'Enabled' } },
    };

    const found = await resourcesOf(KMS, [key], new FakeAws({ ...KEYS, DescribeKey: (call: CloudCall) => answers[keyOf(call)] ?? {} }));

    expect(found.map(({ resource_id }) => resource_id)).toEqual(['c']);
  });

  it('fails the slice where it may be described later', async () => {
    const aws = new FakeAws({ ...KEYS, DescribeKey: new AnsweredError('ExpiredToken', 'Log in again.', 400) });

    expect((await failureOf(KMS, [key], aws)).details).toMatchObject({ class: 'transient', error_code: 'ExpiredToken' });
  });

  it('names each field that was refused with the permission of the call that was', async () => {
    const aws = new FakeAws({ ...KEYS, ListAliases: refusal, GetKeyPolicy: refusal });

    const [found] = await resourcesOf(KMS, [key], aws);

    expect(found?.unread).toEqual({
      Aliases: { permission: 'kms:ListAliases', error_code: 'AccessDeniedException' },
      Policy: { permission: 'kms:GetKeyPolicy', error_code: 'AccessDeniedException' },
    });
    expect(found?.config).not.toHaveProperty('Aliases');
  });
});

describe('a batch', () => {
  const balancer = defineType({
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    kind: 'network',
    list: paged('DescribeLoadBalancers', 'LoadBalancers', { PageSize: 400 }),
    gone: ['LoadBalancerNotFoundException'],
    id: 'LoadBalancerArn',
    tags: 'Tags',
    batch: {
      Tags: inBatches('DescribeTags', { ResourceArns: 'LoadBalancerArn' }, 20, 'TagDescriptions', { match: 'ResourceArn', take: 'Tags' }),
    },
  });
  const LoadBalancers = Array.from({ length: 25 }, (_, index) => ({ LoadBalancerArn: `lb-${index}` }));
  const arnsOf = ({ input }: CloudCall): readonly string[] => input['ResourceArns'] as readonly string[];
  const tagged = (call: CloudCall): object => ({
    TagDescriptions: arnsOf(call).map((ResourceArn) => ({ ResourceArn, Tags: [{ Key: 'of', Value: ResourceArn }] })),
  });

  it('is matched to the items by their ids', async () => {
    const aws = new FakeAws({ DescribeLoadBalancers: { LoadBalancers }, DescribeTags: tagged });

    const found = await resourcesOf(ELB, [balancer], aws);

    expect(found.map(({ tags }) => tags?.['of'])).toEqual(LoadBalancers.map(({ LoadBalancerArn }) => LoadBalancerArn));
    expect(aws.called('DescribeTags').map((call) => arnsOf(call).length)).toEqual([20, 5]);
  });

  it('is asked for one by one where one of its items is gone, which alone is dropped', async () => {
    const DescribeTags = (call: CloudCall): object =>
      arnsOf(call).includes('lb-3') ? new AnsweredError('LoadBalancerNotFoundException', 'It is gone.', 400) : tagged(call);

    const found = await resourcesOf(ELB, [balancer], new FakeAws({ DescribeLoadBalancers: { LoadBalancers }, DescribeTags }));

    expect(found.map(({ resource_id }) => resource_id)).toEqual(
      LoadBalancers.map(({ LoadBalancerArn }) => LoadBalancerArn).filter((arn) => arn !== 'lb-3'),
    );
  });

  it('blames a refusal only on the ids that are refused by themselves', async () => {
    const DescribeTags = (call: CloudCall): object =>
      arnsOf(call).includes('lb-3') || arnsOf(call).includes('lb-17') ? refusal : tagged(call);

    const found = await resourcesOf(ELB, [balancer], new FakeAws({ DescribeLoadBalancers: { LoadBalancers }, DescribeTags }));

    const unread = { Tags: { permission: 'elasticloadbalancing:DescribeTags', error_code: 'AccessDeniedException' } };
    expect(found).toHaveLength(25);
    for (const { resource_id, tags, unread: fields } of found) {
      const isRefused = ['lb-3', 'lb-17'].includes(resource_id);
      expect([tags, fields]).toEqual(isRefused ? [null, unread] : [{ of: resource_id }, {}]);
    }
  });

  it.each(['ValidationException', 'InvalidParameterException'])('blames an id that is no valid one (%s)', async (code) => {
    const DescribeTags = (call: CloudCall): object => (arnsOf(call).includes('lb-0') ? new AnsweredError(code, 'No.', 400) : tagged(call));

    const found = await resourcesOf(ELB, [balancer], new FakeAws({ DescribeLoadBalancers: { LoadBalancers }, DescribeTags }));

    expect(found.filter(({ tags }) => tags === null).map(({ resource_id }) => resource_id)).toEqual(['lb-0']);
  });

  it('is not halved for every batch where the permission is missing for all, but is where it is missing for some', async () => {
    const many = Array.from({ length: 400 }, (_, index) => ({ LoadBalancerArn: `lb-${index}` }));
    const all = new FakeAws({ DescribeLoadBalancers: { LoadBalancers: many }, DescribeTags: refusal });
    // One call at a time, so that the first batch has ended before the second is refused.
    const DescribeTags = (call: CloudCall): object =>
      arnsOf(call).some((arn) => Number(arn.slice(3)) < 160 || arn === 'lb-399') ? refusal : tagged(call);
    const some = new FakeAws({ DescribeLoadBalancers: { LoadBalancers: many }, DescribeTags });

    const refused = await resourcesOf(ELB, [balancer], all);
    const mixed = await resourcesOf(ELB, [balancer], some);

    expect(refused.every(({ tags }) => tags === null)).toBe(true);
    // Eight batches are under way before the first is known to be refused whole: 39 calls each, then three for each of the others.
    expect(all.called('DescribeTags')).toHaveLength(8 * 39 + 12 * 3);
    expect(mixed.filter(({ tags }) => tags === null)).toHaveLength(161);
  });

  it('leaves the field unread where the answer lacks the id, and null where the definition says what that means', async () => {
    const DescribeTags = (call: CloudCall): object => ({
      TagDescriptions: (tagged(call) as { TagDescriptions: object[] }).TagDescriptions.slice(1),
    });
    const aws = new FakeAws({ DescribeLoadBalancers: { LoadBalancers }, DescribeTags });
    const Tags = { ...balancer.batch?.['Tags'], onlySet: true } as never;

    const [found] = await resourcesOf(ELB, [balancer], aws);
    const [untagged] = await resourcesOf(ELB, [{ ...balancer, batch: { Tags } }], aws);

    expect(found).toMatchObject({ tags: null, unread: { Tags: { error_code: 'NotAnswered' } } });
    expect(found?.config).not.toHaveProperty('Tags');
    expect(untagged).toMatchObject({ tags: {}, unread: {}, config: { Tags: null } });
  });

  it('leaves the field out where it is refused', async () => {
    const aws = new FakeAws({ DescribeLoadBalancers: { LoadBalancers }, DescribeTags: refusal });

    const [found] = await resourcesOf(ELB, [balancer], aws);

    expect(found).toMatchObject({ tags: null, unread: { Tags: { permission: 'elasticloadbalancing:DescribeTags' } } });
  });
});

describe('ids that the answer names as failed', () => {
  const cluster = (failures: BatchFailures) =>
    defineType({
      type: 'AWS::ECS::Cluster',
      kind: 'network',
      list: paged('ListClusters', 'clusterArns', { maxResults: 100 }, { as: 'clusterArn' }),
      describe: inBatches('DescribeClusters', { clusters: 'clusterArn' }, 100, 'clusters', { match: 'clusterArn', failures }),
      id: 'clusterArn',
    });
  const ECS_FAILURES = { items: 'failures', match: 'arn', reason: 'reason', gone: ['MISSING'] } as const;
  const idsOf = ({ input }: CloudCall): readonly string[] => input['clusters'] as readonly string[];
  const described = (arns: readonly string[]) => arns.map((clusterArn) => ({ clusterArn, status: 'ACTIVE' }));
  const ListClusters = { clusterArns: ['a', 'b', 'c'] };

  it('are gone for a reason that says so, and unread with any other', async () => {
    const failures = [
      { arn: 'b', reason: 'MISSING' },
      { arn: 'c', reason: 'BUSY' },
    ];
    const aws = new FakeAws({ ListClusters, DescribeClusters: { clusters: described(['a']), failures } });

    const found = await resourcesOf(ECS, [cluster(ECS_FAILURES)], aws);

    expect(found.map(({ resource_id, unread }) => [resource_id, unread])).toEqual([
      ['a', {}],
      ['c', { '*': { error_code: 'BUSY' } }],
    ]);
  });

  it('are gone if they are bare ids that the definition calls gone', async () => {
    const aws = new FakeAws({ ListClusters, DescribeClusters: { clusters: described(['a', 'c']), failures: ['b'] } });

    const found = await resourcesOf(ECS, [cluster({ items: 'failures', match: '@', gone: true })], aws);

    expect(found.map(({ resource_id }) => resource_id)).toEqual(['a', 'c']);
  });

  it('are asked for again if they were only left for later, and fail the slice in passing if none is answered', async () => {
    const leftForLater = { items: 'failures', match: 'arn', retry: true } as const;
    const DescribeClusters = (call: CloudCall): object => {
      const [now = '', ...later] = idsOf(call);
      return { clusters: described([now]), failures: later.map((arn) => ({ arn })) };
    };
    const aws = new FakeAws({ ListClusters, DescribeClusters });
    const stuck = new FakeAws({ ListClusters, DescribeClusters: (call: CloudCall) => ({ failures: idsOf(call).map((arn) => ({ arn })) }) });

    const found = await resourcesOf(ECS, [cluster(leftForLater)], aws);

    expect(found.map(({ resource_id, unread }) => [resource_id, unread])).toEqual(['a', 'b', 'c'].map((id) => [id, {}]));
    expect(aws.called('DescribeClusters').map(idsOf)).toEqual([['a', 'b', 'c'], ['b', 'c'], ['c']]);
    expect((await failureOf(ECS, [cluster(leftForLater)], stuck)).details).toMatchObject({ class: 'transient', error_code: 'failures' });
  });
});

describe('an item without the key of a join', () => {
  it('has the field unread, because nothing can be matched to it', async () => {
    const byArn = defineType({
      ...key,
      joins: { Aliases: join(paged('ListAliases', 'Aliases'), { AliasArn: 'KeyArn' }, '@', { many: true }) },
    });
    const aws = new FakeAws({ ...KEYS, ListKeys: { Keys: [{ KeyId: 'a' }] } });

    const [found] = await resourcesOf(KMS, [byArn], aws);

    expect(found?.unread).toEqual({ Aliases: { error_code: 'NotAnswered' } });
    expect(found?.config).not.toHaveProperty('Aliases');
  });
});

describe('a name that a list holds', () => {
  const named = defineType({
    ...key,
    name: first('Aliases[].AliasName', 'KeyId'),
    joins: { Aliases: join(paged('ListAliases', 'Aliases'), { TargetKeyId: 'KeyId' }, '@', { many: true }) },
  });

  it('is the smallest, in whatever order the service answers', async () => {
    const names = await Promise.all(
      [KEYS.ListAliases.Aliases, KEYS.ListAliases.Aliases.toReversed()].map(async (Aliases) => {
        return (await resourcesOf(KMS, [named], new FakeAws({ ...KEYS, ListAliases: { Aliases } }))).map(({ name }) => name);
      }),
    );

    expect(names).toEqual([
      ['alias/first', 'b', 'c'],
      ['alias/first', 'b', 'c'],
    ]);
  });

  it('is the first where the order has a meaning', async () => {
    const [found] = await resourcesOf(
      KMS,
      [{ ...named, ordered: ['Aliases'] }],
      new FakeAws({ ...KEYS, ListAliases: { Aliases: KEYS.ListAliases.Aliases.toReversed() } }),
    );

    expect(found?.name).toBe('alias/second');
  });
});

describe('a singleton', () => {
  const policy = defineType({
    type: 'AWS::IAM::AccountPasswordPolicy',
    kind: 'user',
    list: single('GetAccountPasswordPolicy', 'PasswordPolicy', { as: 'PasswordPolicy', absent: ['NoSuchEntityException'] }),
    id: word('password-policy'),
  });

  it('is one resource with a fixed id', async () => {
    const aws = new FakeAws({ GetAccountPasswordPolicy: { PasswordPolicy: { MinimumPasswordLength: 14 } } });

    expect(await resourcesOf(IAM, [policy], aws)).toMatchObject([
      { resource_id: 'password-policy', native_id: null, name: null, tags: {}, config: { PasswordPolicy: { MinimumPasswordLength: 14 } } },
    ]);
  });

  it('is there where it is not set, and its field is null', async () => {
    const aws = new FakeAws({ GetAccountPasswordPolicy: new AnsweredError('NoSuchEntityException', 'There is none.', 404) });

    expect((await resourcesOf(IAM, [policy], aws)).map(({ config }) => config)).toEqual([{ PasswordPolicy: null }]);
  });
});

describe('a version', () => {
  const managed = defineType({
    type: 'AWS::IAM::ManagedPolicy',
    kind: 'role',
    list: paged('ListPolicies', 'Policies', { MaxItems: 1000 }),
    version: ['DefaultVersionId', 'AttachmentCount'],
    id: 'Arn',
    tags: false,
    details: { DefaultVersion: read('GetPolicyVersion', { PolicyArn: 'Arn', VersionId: 'DefaultVersionId' }, 'PolicyVersion') },
  });
  const answers = {
    ListPolicies: { Policies: ['x', 'y'].map((Arn) => ({ Arn, DefaultVersionId: 'v3', AttachmentCount: 1 })) },
    GetPolicyVersion: { PolicyVersion: { VersionId: 'v3', Document: '{}' } },
  };

  it('comes with the resource, and keeps its details from being read again while it is the same', async () => {
    const before = await resourcesOf(IAM, [managed], new FakeAws(answers));
    const versions = new Map(before.map(({ resource_id, source_version }) => [resource_id, source_version]));
    const aws = new FakeAws(answers);
    versions.set('y', 'of an older day');

    const second = await readAllOf(IAM, [managed], aws, {
      known: { isStored: (id) => versions.has(id), isCurrent: (id, version) => versions.get(id) === version },
    });

    expect(before[0]?.source_version).toMatch(/^[\w-]{8} \["v3",1\]$/);
    expect(second).toMatchObject([
      { resource_id: 'x', unchanged: true },
      { resource_id: 'y', config: { DefaultVersion: { VersionId: 'v3' } } },
    ]);
    expect(aws.called('GetPolicyVersion').map(({ input }) => input['PolicyArn'])).toEqual(['y']);
    expect(before[0]?.tags).toBeNull();
  });

  it('is another one under another definition, so that what is read anew is stored', async () => {
    const more = { ...managed, details: { ...managed.details, Versions: readAll('ListPolicyVersions', { PolicyArn: 'Arn' }, 'Versions') } };

    const [before] = await resourcesOf(IAM, [managed], new FakeAws(answers));
    const [after] = await resourcesOf(IAM, [more], new FakeAws(answers));

    expect(after?.source_version).not.toBe(before?.source_version);
  });

  it('is none where the list lacks one of its values, so that details are read each time', async () => {
    const lacking = { ...answers, ListPolicies: { Policies: [{ Arn: 'x', DefaultVersionId: 'v3' }] } };
    const known = { isStored: () => true, isCurrent: () => true };

    const [found] = await resourcesOf(IAM, [managed], new FakeAws(lacking));
    const [second] = await readAllOf(IAM, [managed], new FakeAws(lacking), { known });

    expect(found).not.toHaveProperty('source_version');
    expect(second).toMatchObject({ config: { DefaultVersion: { VersionId: 'v3' } } });
  });

  it('is none where a field is unread, so that it is asked for again', async () => {
    const [found] = await resourcesOf(IAM, [managed], new FakeAws({ ...answers, GetPolicyVersion: refusal }));

    expect(found).not.toHaveProperty('source_version');
  });
});

describe('an error of Muster in the reader', () => {
  const bug = new Error('A bug.');
  // oxlint-disable-next-line require-yield -- it fails before the first page
  const failing = async function* (): AsyncGenerator<readonly Item[]> {
    throw bug;
  };

  it('is no error of the cloud: it is thrown as it is, so that it counts as a fault', async () => {
    const broken = defineType({ ...key, list: custom({ keys: paged('ListKeys', 'Keys', { Limit: 1000 }) }, failing) });

    await expect(readAllOf(KMS, [broken], new FakeAws(KEYS))).rejects.toBe(bug);
  });

  it('is not kept as an unread field of an item', async () => {
    const broken = { ...key, details: { Policy: read('GetNothing', { KeyId: 'KeyId' }, 'Policy') } };

    await expect(readAllOf(KMS, [broken], new FakeAws(KEYS))).rejects.toThrow(/GetNothing is not among those of kms/);
    expect(await failureOf(KMS, [broken], new FakeAws(KEYS))).not.toBeInstanceOf(CloudError);
  });

  it('is not an item that lacks a member, of which the service is the cause', async () => {
    const nameless = new FakeAws({ ...KEYS, ListKeys: { Keys: [{ KeyArn: 'arn:a' }] } });

    const error = await failureOf(KMS, [key], nameless);
    expect(error.details).toEqual({ class: 'invalid', error_code: 'IncompleteItem' });
  });
});
