/** Services of every cluster of a region. The names of the options of log drivers are stored without their values, which may be tokens. */
import { defineType, inBatches, inside, paged, uses } from '../../types/define.ts';
import { FAILURES } from './service.ts';

export default defineType({
  type: 'AWS::ECS::Service',
  kind: 'container_service',
  parents: 'AWS::ECS::Cluster',
  list: paged('ListServices', 'serviceArns', { maxResults: 100 }, { from: { cluster: 'clusterArn' }, as: 'serviceArn' }),
  describe: inBatches('DescribeServices', { services: 'serviceArn' }, 10, 'services', {
    match: 'serviceArn',
    from: { cluster: '^clusterArn' },
    input: { include: ['TAGS'] },
    failures: FAILURES,
  }),
  gone: ['ClusterNotFoundException', 'ServiceNotFoundException'],
  // ECS describes a deleted service for some time more.
  only: { path: 'status', not: ['INACTIVE'] },
  id: 'serviceArn',
  nativeId: 'serviceArn',
  name: 'serviceName',
  tags: { path: 'tags', key: 'key', value: 'value' },
  relationships: [
    inside('AWS::ECS::Cluster', 'clusterArn'),
    uses('AWS::ECS::TaskDefinition', 'taskDefinition'),
    inside('AWS::EC2::Subnet', 'networkConfiguration.awsvpcConfiguration.subnets[]'),
    uses('AWS::EC2::SecurityGroup', 'networkConfiguration.awsvpcConfiguration.securityGroups[]'),
    uses('AWS::ElasticLoadBalancingV2::TargetGroup', 'loadBalancers[].targetGroupArn'),
    uses('AWS::IAM::Role', 'roleArn', 'loadBalancers[].advancedConfiguration.roleArn', 'deploymentConfiguration.lifecycleHooks[].roleArn'),
  ],
  // Volatile: counts of what runs at the moment, and recent events. Ordered: strategies are tried in their order.
  volatile: [
    'events',
    'runningCount',
    'pendingCount',
    'deployments',
    'currentServiceRevisions',
    'taskSets[].computedDesiredCount',
    'taskSets[].pendingCount',
    'taskSets[].runningCount',
    'taskSets[].scale',
    'taskSets[].stabilityStatus',
    'taskSets[].stabilityStatusAt',
    'taskSets[].status',
    'taskSets[].updatedAt',
  ],
  ordered: ['placementStrategy'],
  keysOnly: ['deployments[].serviceConnectConfiguration.logConfiguration.options'],
});
