/** Values that calls take from elsewhere than the item: from its parents, its ARN, the account; page tokens of several members; the region of a call. */
import { describe, expect, it } from '@jest/globals';
import { AnsweredError, type CloudCall } from '../../../../../shared/clouds/aws/answerer.ts';
import {
  arn,
  defineService,
  defineType,
  inBatches,
  lastPart,
  listed,
  paged,
  read,
  relation,
  single,
  word,
} from '../../../../../shared/clouds/aws/types/define.ts';
import { checkType } from '../../../../../shared/clouds/aws/types/check-type.ts';
import { metadataOf } from '../../../../../shared/clouds/types/metadata.ts';
import { permissionOf } from '../../../../../shared/clouds/aws/types/permission-of.ts';
import { FakeAws } from '../support.ts';
import { ECS, ELB, failureOf, loadedService, resourcesOf } from './catalog.ts';

const limit = { perSecond: 1000, burst: 1000 };
const ROUTE53 = defineService({
  id: 'route53',
  sdk: '@aws-sdk/client-route-53',
  client: 'Route53Client',
  permissions: 'route53',
  limit,
  global: true,
});
const S3CONTROL = defineService({ id: 's3', sdk: '@aws-sdk/client-s3-control', client: 'S3ControlClient', permissions: 's3', limit });
const ACCELERATOR = defineService({
  id: 'globalaccelerator',
  sdk: '@aws-sdk/client-global-accelerator',
  client: 'GlobalAcceleratorClient',
  permissions: 'globalaccelerator',
  limit,
  global: true,
  home: 'us-west-2',
});

const cluster = defineType({
  type: 'AWS::ECS::Cluster',
  kind: 'container_cluster',
  list: paged('ListClusters', 'clusterArns', { maxResults: 100 }, { as: 'clusterArn' }),
  id: 'clusterArn',
});
const service = defineType({
  type: 'AWS::ECS::Service',
  kind: 'container_service',
  parents: 'AWS::ECS::Cluster',
  inherit: { cluster: 'clusterArn' },
  list: paged('ListServices', 'serviceArns', { maxResults: 100 }, { from: { cluster: 'clusterArn' }, as: 'serviceArn' }),
  id: 'serviceArn',
});
const task = defineType({
  type: 'AWS::ECS::Task',
  kind: 'container_service',
  parents: 'AWS::ECS::Service',
  inherit: { cluster: 'cluster' },
  list: paged('ListTasks', 'taskArns', { maxResults: 100 }, { from: { cluster: 'cluster', serviceName: 'serviceArn' }, as: 'taskArn' }),
  id: arn('task/{cluster}/{taskArn}'),
});
const types = [task, service, cluster] as const;

const ecs = (): FakeAws =>
  new FakeAws({
    ListClusters: { clusterArns: ['red', 'blue'] },
    ListServices: ({ input }: CloudCall) => ({ serviceArns: [`${String(input['cluster'])}-web`] }),
    ListTasks: ({ input }: CloudCall) => ({ taskArns: [`${String(input['cluster'])}/${String(input['serviceName'])}/1`] }),
  });

describe('children of children', () => {
  it('are listed below the parents of their parents, and inherit what the service does not repeat', async () => {
    const found = await resourcesOf(ECS, types, ecs());

    expect(found).toHaveLength(2);
    expect(new Map(found.map(({ resource_id, config }) => [resource_id, config]))).toEqual(
      new Map(
        ['blue', 'red'].map((name) => [
          `arn:aws:ecs:eu-west-1:111122223333:task/${name}/${name}/${name}-web/1`,
          { cluster: name, taskArn: `${name}/${name}-web/1` },
        ]),
      ),
    );
  });

  it('need the permissions of all the lists above them', () => {
    expect(metadataOf('aws', ECS, task, types, (call) => permissionOf(ECS, call)).permissions).toEqual([
      'ecs:ListTasks',
      'ecs:ListServices',
      'ecs:ListClusters',
    ]);
  });

  it('are refused where a type would be among its own ancestors', async () => {
    const circle = [{ ...cluster, parents: 'AWS::ECS::Service' }, service] as const;

    expect(checkType(circle[0], await loadedService(ECS, circle))).toContainEqual(
      'AWS::ECS::Cluster: the parents of AWS::ECS::Cluster come from itself.',
    );
  });

  it('cannot inherit a member that the parent does not have', async () => {
    const wrong = [{ ...service, inherit: { cluster: 'clusterName' } }, cluster] as const;

    expect(checkType(wrong[0], await loadedService(ECS, wrong)).join()).toContain('the path clusterName leads nowhere');
  });
});

describe('$arn', () => {
  const group = defineType({
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    kind: 'other',
    list: paged('DescribeTargetGroups', 'TargetGroups', { PageSize: 400 }),
    id: 'TargetGroupName',
    nativeId: arn('targetgroup/{TargetGroupName}'),
    tags: 'Tags',
    batch: { Tags: inBatches('DescribeTags', { ResourceArns: '$arn' }, 20, 'TagDescriptions', { match: 'ResourceArn', take: 'Tags' }) },
    details: { Attributes: read('DescribeTargetGroupAttributes', { TargetGroupArn: '$arn' }, 'Attributes') },
  });
  const ARN = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web';

  it('is the ARN of the item, in batches and in details', async () => {
    const aws = new FakeAws({
      DescribeTargetGroups: { TargetGroups: [{ TargetGroupName: 'web' }] },
      DescribeTags: { TagDescriptions: [{ ResourceArn: ARN, Tags: [{ Key: 'a', Value: 'b' }] }] },
      DescribeTargetGroupAttributes: { Attributes: [{ Key: 'x', Value: 'y' }] },
    });

    expect(await resourcesOf(ELB, [group], aws)).toMatchObject([
      { native_id: ARN, tags: { a: 'b' }, config: { Attributes: [{ Key: 'x', Value: 'y' }] } },
    ]);
    expect(aws.called('DescribeTags')).toMatchObject([{ input: { ResourceArns: [ARN] } }]);
    expect(aws.called('DescribeTargetGroupAttributes')).toMatchObject([{ input: { TargetGroupArn: ARN } }]);
  });

  it('needs a type with an ARN', async () => {
    const { nativeId: _none, ...nameless } = group;

    expect(checkType(nameless, await loadedService(ELB, [nameless]))).toContainEqual(
      'AWS::ElasticLoadBalancingV2::TargetGroup: DescribeTags takes $arn, but the type has no nativeId.',
    );
  });
});

describe('$account', () => {
  const block = defineType({
    type: 'AWS::S3::AccountPublicAccessBlock',
    kind: 'settings',
    global: true,
    list: single('GetPublicAccessBlock', 'PublicAccessBlockConfiguration', {
      from: { AccountId: '$account' },
      as: 'Configuration',
      absent: ['NoSuchPublicAccessBlockConfiguration'],
    }),
    id: word('public-access-block'),
    nativeId: arn('block'),
  });

  it('is the id of the account, for a setting of the whole account too', async () => {
    const aws = new FakeAws({ GetPublicAccessBlock: { PublicAccessBlockConfiguration: { BlockPublicAcls: true } } });

    const found = await resourcesOf(S3CONTROL, [block], aws, { segment: 'global' });

    expect(found).toMatchObject([{ native_id: 'arn:aws:s3::111122223333:block', config: { Configuration: { BlockPublicAcls: true } } }]);
    expect(aws.called('GetPublicAccessBlock')).toMatchObject([{ region: 'us-east-1', input: { AccountId: '111122223333' } }]);
    expect(metadataOf('aws', S3CONTROL, block, [block], (call) => permissionOf(S3CONTROL, call)).scope).toBe('global');
  });
});

describe('a page token of several members', () => {
  const sets = defineType({
    type: 'AWS::Route53::RecordSet',
    kind: 'other',
    list: paged(
      'ListResourceRecordSets',
      'ResourceRecordSets',
      { MaxItems: 300, HostedZoneId: 'Z1' },
      {
        token: [
          ['StartRecordName', 'NextRecordName'],
          ['StartRecordType', 'NextRecordType'],
          ['StartRecordIdentifier', 'NextRecordIdentifier'],
        ],
      },
    ),
    id: arn('{Name}/{Type}'),
  });
  const page = (name: string, next: object) => ({ ResourceRecordSets: [{ Name: name, Type: 'A' }], ...next });

  it('is followed with all its members; one that is missing is left out', async () => {
    const asked: object[] = [];
    const aws = new FakeAws({
      ListResourceRecordSets: ({ input }: CloudCall) => {
        const { StartRecordName, StartRecordType, StartRecordIdentifier } = input;
        asked.push({ StartRecordName, StartRecordType, StartRecordIdentifier });
        if (asked.length === 1)
          return page('a', { NextRecordName: 'b', NextRecordType: 'A', NextRecordIdentifier: 'x', IsTruncated: true });
        if (asked.length === 2) return page('b', { NextRecordName: 'b', NextRecordType: 'MX', IsTruncated: true });
        return page('c', { IsTruncated: false });
      },
    });

    expect((await resourcesOf(ROUTE53, [sets], aws)).map(({ config }) => config['Name'])).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual([
      {},
      { StartRecordName: 'b', StartRecordType: 'A', StartRecordIdentifier: 'x' },
      { StartRecordName: 'b', StartRecordType: 'MX' },
    ]);
  });

  it('has members that the operation knows', async () => {
    const wrong = {
      ...sets,
      list: {
        ...sets.list,
        pages: [
          ['StartRecordName', 'NextRecordName'],
          ['StartRecord', 'NextRecordType'],
        ],
      },
    };

    expect(checkType(wrong as typeof sets, await loadedService(ROUTE53, [sets]))).toContainEqual(
      'AWS::Route53::RecordSet: ListResourceRecordSets takes no page token StartRecord.',
    );
  });
});

describe('parts of ARNs', () => {
  it('may be texts that no path leads to', async () => {
    const zone = defineType({
      type: 'AWS::Route53::HostedZone',
      kind: 'dns_zone',
      list: paged('ListHostedZones', 'HostedZones', { MaxItems: 100 }),
      id: 'Id',
      nativeId: arn('hostedzone/{Zone}', { account: false, parts: { Zone: lastPart('Id', '/') } }),
    });
    const aws = new FakeAws({ ListHostedZones: { HostedZones: [{ Id: '/hostedzone/Z1' }] } });

    expect(await resourcesOf(ROUTE53, [zone], aws)).toMatchObject([{ native_id: 'arn:aws:route53:::hostedzone/Z1' }]);
    expect(checkType(zone, await loadedService(ROUTE53, [zone]))).toEqual([]);
  });
});

describe('a service with a home', () => {
  it('is called there for the whole account', async () => {
    const accelerator = defineType({
      type: 'AWS::GlobalAccelerator::Accelerator',
      kind: 'other',
      list: listed('ListAccelerators', 'Accelerators', {}),
      id: 'AcceleratorArn',
    });
    const aws = new FakeAws({ ListAccelerators: { Accelerators: [{ AcceleratorArn: 'a' }] } });

    await resourcesOf(ACCELERATOR, [accelerator], aws);

    expect(aws.called('ListAccelerators')).toMatchObject([{ region: 'us-west-2' }]);
  });
});

it('never takes a list for whole of which the service says that there is more', async () => {
  const stream = defineType({
    type: 'AWS::KinesisFirehose::DeliveryStream',
    kind: 'other',
    list: listed('ListDeliveryStreams', 'DeliveryStreamNames', { Limit: 10000 }, { as: 'DeliveryStreamName' }),
    id: 'DeliveryStreamName',
  });
  const firehose = defineService({
    id: 'kinesisfirehose',
    sdk: '@aws-sdk/client-firehose',
    client: 'FirehoseClient',
    permissions: 'firehose',
    limit,
  });
  const aws = new FakeAws({ ListDeliveryStreams: { DeliveryStreamNames: ['a'], HasMoreDeliveryStreams: true } });

  await expect(resourcesOf(firehose, [stream], aws)).rejects.toMatchObject({ details: { error_code: 'ListCutShort' } });
});

describe('an error that may be a missing permission', () => {
  const absent = [{ code: 'InvalidAccessException', text: 'is not subscribed to AWS Security Hub' }];
  const hub = defineType({
    type: 'AWS::SecurityHub::Hub',
    kind: 'security_service',
    list: single('DescribeHub', '@', { as: 'Hub', absent }),
    id: word('hub'),
  });
  const securityHub = defineService({
    id: 'securityhub',
    sdk: '@aws-sdk/client-securityhub',
    client: 'SecurityHubClient',
    permissions: 'securityhub',
    limit,
  });
  const answering = (message: string): FakeAws =>
    new FakeAws({ DescribeHub: () => Promise.reject(new AnsweredError('InvalidAccessException', message, 401)) });

  it('means "not set" with the words for that, and a denial without them', async () => {
    const notSet = await resourcesOf(securityHub, [hub], answering('Account 1 is not subscribed to AWS Security Hub'));

    expect(notSet).toMatchObject([{ config: { Hub: null } }]);
    expect((await failureOf(securityHub, [hub], answering('You may not.'))).details.class).toBe('denied');
  });

  it.each([
    ['InvalidAccessException', 'DescribeHub takes InvalidAccessException alone for "not set"'],
    [{ code: 'InvalidAccessException', text: 'is not authorized' }, 'DescribeHub takes the text "is not authorized" for "not set"'],
  ])('is refused in a definition that does not tell the two apart: %j', async (sign, problem) => {
    const type = { ...hub, list: { ...hub.list, absent: [sign] } } as typeof hub;

    expect(checkType(type, await loadedService(securityHub, [type])).join()).toContain(problem);
  });
});

describe('relationships', () => {
  it('lead to no resource where the service sends a blank id', async () => {
    const related = { ...cluster, relationships: [relation('uses', 'AWS::ECS::Service', 'serviceArns[]')] } as const;
    const shown = { ...related, list: listed('DescribeClusters', 'clusters') };

    const found = await resourcesOf(
      ECS,
      [shown],
      new FakeAws({ DescribeClusters: { clusters: [{ clusterArn: 'red', serviceArns: ['', ' ', 'web'] }] } }),
    );

    expect(found.map(({ relationships }) => relationships)).toEqual([[{ relation: 'uses', type: 'AWS::ECS::Service', id: 'web' }]]);
  });
});
