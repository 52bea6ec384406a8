/** Tests the reads for the items of a list: describe, joins, batches and details, and how each treats a refusal. */
import { describe, expect, it } from '@jest/globals';
import { AnsweredError, type CloudCall } from '../../../../../shared/clouds/aws/answerer.ts';
import { defineType, inBatches, join, paged, read, readAll, single, word } from '../../../../../shared/clouds/aws/types/define.ts';
import { FakeAws } from '../support.ts';
import { ELB, failureOf, IAM, KMS, readAllOf, resourcesOf } from './catalog.ts';

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

  it('leaves the field out where it is refused', async () => {
    const aws = new FakeAws({ DescribeLoadBalancers: { LoadBalancers }, DescribeTags: refusal });

    const [found] = await resourcesOf(ELB, [balancer], aws);

    expect(found).toMatchObject({ tags: null, unread: { Tags: { permission: 'elasticloadbalancing:DescribeTags' } } });
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
    const first = await resourcesOf(IAM, [managed], new FakeAws(answers));
    const versions = new Map(first.map(({ resource_id, source_version }) => [resource_id, source_version]));
    const aws = new FakeAws(answers);
    versions.set('y', 'of an older day');

    const second = await readAllOf(IAM, [managed], aws, { known: (id) => versions.get(id) });

    expect(first[0]?.source_version).toMatch(/^[\w-]{8} \["v3",1\]$/);
    expect(second).toMatchObject([
      { resource_id: 'x', unchanged: true },
      { resource_id: 'y', config: { DefaultVersion: { VersionId: 'v3' } } },
    ]);
    expect(aws.called('GetPolicyVersion').map(({ input }) => input['PolicyArn'])).toEqual(['y']);
    expect(first[0]?.tags).toBeNull();
  });

  it('is another one under another definition, so that what is read anew is stored', async () => {
    const more = { ...managed, details: { ...managed.details, Versions: readAll('ListPolicyVersions', { PolicyArn: 'Arn' }, 'Versions') } };

    const [before] = await resourcesOf(IAM, [managed], new FakeAws(answers));
    const [after] = await resourcesOf(IAM, [more], new FakeAws(answers));

    expect(after?.source_version).not.toBe(before?.source_version);
  });

  it('is none where a field is unread, so that it is asked for again', async () => {
    const [found] = await resourcesOf(IAM, [managed], new FakeAws({ ...answers, GetPolicyVersion: refusal }));

    expect(found).not.toHaveProperty('source_version');
  });
});
