/** Tests the answers of ECS about clusters and services that it lists and does not describe, and what is kept of task definitions. */
import { describe, expect, it } from '@jest/globals';
import { AnsweredError, type CloudCall } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const cluster = typeCalled('AWS::ECS::Cluster');
const service = typeCalled('AWS::ECS::Service');
const clusterArn = (name: string): string => `arn:aws:ecs:us-east-1:111122223333:cluster/${name}`;
const serviceArn = (name: string): string => `arn:aws:ecs:us-east-1:111122223333:service/red/${name}`;

describe('clusters', () => {
  const ListClusters = { clusterArns: ['red', 'gone', 'dying', 'odd'].map(clusterArn) };
  const DescribeClusters = {
    clusters: [
      { clusterArn: clusterArn('red'), status: 'ACTIVE' },
      { clusterArn: clusterArn('dying'), status: 'INACTIVE' },
    ],
    failures: [
      { arn: clusterArn('gone'), reason: 'MISSING' },
      { arn: clusterArn('odd'), reason: 'SOMETHING_ELSE' },
    ],
  };

  it('are dropped if they are missing or inactive by now, and unread with any other reason', async () => {
    const found = await fetchAll(cluster, new SampledAws({ ListClusters, DescribeClusters }));

    expect(found.map(({ resource_id, unread }) => [resource_id, unread])).toEqual([
      [clusterArn('red'), {}],
      [clusterArn('odd'), { '*': { error_code: 'SOMETHING_ELSE' } }],
    ]);
  });
});

describe('services', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const asked = ({ input }: CloudCall): readonly string[] => input['services'] as readonly string[];
  const answers = { ListClusters: { clusterArns: [clusterArn('red')] }, ListServices: { serviceArns: names.map(serviceArn) } };

  it('are dropped if they are missing by now', async () => {
    const DescribeServices = (call: CloudCall): object => ({
      services: asked(call).flatMap((arn) => (arn === serviceArn('b') ? [] : { serviceArn: arn, status: 'ACTIVE' })),
      failures: [{ arn: serviceArn('b'), reason: 'MISSING' }],
    });

    const found = await fetchAll(service, new SampledAws({ ...answers, DescribeServices }));

    expect(found.map(({ resource_id }) => resource_id)).toEqual(['a', 'c', 'd', 'e'].map(serviceArn));
  });

  it('use a family of task definitions, whichever of its revisions they run', async () => {
    const taskDefinition = 'arn:aws:ecs:us-east-1:111122223333:task-definition/api:12';
    const DescribeServices = (call: CloudCall): object => ({
      services: asked(call).map((arn) => ({ serviceArn: arn, status: 'ACTIVE', taskDefinition })),
    });

    const [found] = await fetchAll(service, new SampledAws({ ...answers, DescribeServices }));

    expect(found?.relationships).toEqual([{ relation: 'uses', type: 'AWS::ECS::TaskDefinition', id: 'api' }]);
  });

  it('keep the names of the options of a log driver, and not their values', async () => {
    const logConfiguration = { logDriver: 'splunk', options: { 'splunk-token': 'not-stored' } };
    const DescribeServices = (call: CloudCall): object => ({
      services: asked(call).map((arn) => ({
        serviceArn: arn,
        status: 'ACTIVE',
        deployments: [{ serviceConnectConfiguration: { enabled: true, logConfiguration } }],
      })),
    });

    const [found] = await fetchAll(service, new SampledAws({ ...answers, DescribeServices }));

    expect(found?.config['deployments']).toEqual([
      { serviceConnectConfiguration: { enabled: true, logConfiguration: { logDriver: 'splunk', options: { 'splunk-token': null } } } },
    ]);
  });

  it('are described, except one that is refused', async () => {
    const DescribeServices = (call: CloudCall): object => {
      if (asked(call).includes(serviceArn('d'))) throw new AnsweredError('AccessDeniedException', 'No.', 400);
      return { services: asked(call).map((arn) => ({ serviceArn: arn, serviceName: arn, status: 'ACTIVE' })) };
    };

    const found = await fetchAll(service, new SampledAws({ ...answers, DescribeServices }));

    expect(found.map(({ resource_id, unread }) => [resource_id, unread])).toEqual(
      names.map((name) => {
        const refused = { '*': { permission: 'ecs:DescribeServices', error_code: 'AccessDeniedException' } };
        return [serviceArn(name), name === 'd' ? refused : {}];
      }),
    );
  });
});

it.each([
  {
    type: 'AWS::ECS::TaskDefinition',
    id: '[a-z-]+',
    arn: 'ecs:<region>:<account>:task-definition/[a-z-]+:[0-9]+',
    relations: ['uses AWS::EFS::FileSystem', 'uses AWS::IAM::Role'],
  },
  {
    type: 'AWS::ECS::CapacityProvider',
    id: '[a-z-]+-machines',
    arn: 'ecs:<region>:<account>:capacity-provider/[a-z-]+-machines',
    relations: ['uses AWS::AutoScaling::AutoScalingGroup'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

describe('task definitions', () => {
  const definition = typeCalled('AWS::ECS::TaskDefinition');

  it('are read once for a family that has an active revision', async () => {
    const aws = new SampledAws();

    const found = await fetchAll(definition, aws);

    expect(aws.called('ListTaskDefinitionFamilies').map(({ input }) => input['status'])).toEqual(['ACTIVE']);
    expect(aws.called('DescribeTaskDefinition').map(({ input }) => input['taskDefinition'])).toEqual(
      found.map(({ resource_id }) => resource_id),
    );
  });

  it('keep the names of environment variables and options, and neither their values nor commands', async () => {
    const found = await fetchAll(definition);

    expect(JSON.stringify(found)).not.toContain('not-stored');
    const ofServices = found.filter(({ config }) => JSON.stringify(config['containerDefinitions']).includes('API_TOKEN'));
    expect(ofServices).not.toEqual([]);
    for (const { config } of ofServices) {
      expect(config['containerDefinitions']).toMatchObject([
        {
          environment: expect.arrayContaining([{ name: 'API_TOKEN' }]),
          logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': null } },
        },
      ]);
    }
  });
});

it("has no capacity provider that is AWS's own", async () => {
  const capacityProviders = [
    { name: 'FARGATE', capacityProviderArn: 'arn:aws:ecs:us-east-1:1:capacity-provider/FARGATE' },
    {
      name: 'a',
      capacityProviderArn: 'arn:aws:ecs:us-east-1:1:capacity-provider/a',
      autoScalingGroupProvider: { autoScalingGroupArn: 'b' },
    },
  ];

  const found = await fetchAll(
    typeCalled('AWS::ECS::CapacityProvider'),
    new SampledAws({ DescribeCapacityProviders: { capacityProviders } }),
  );

  expect(found.map(({ resource_id }) => resource_id)).toEqual(['a']);
});
