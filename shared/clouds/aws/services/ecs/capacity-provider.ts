/**
 * Capacity providers of a region that launch instances by an Auto Scaling group. FARGATE and FARGATE_SPOT are AWS's own; those of managed
 * instances belong to a cluster, and the API lists them with its name only.
 */
import { defineType, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::ECS::CapacityProvider',
  kind: 'settings',
  list: paged('DescribeCapacityProviders', 'capacityProviders', { include: ['TAGS'], maxResults: 10 }),
  only: { path: 'autoScalingGroupProvider.autoScalingGroupArn', not: [null] },
  id: 'name',
  nativeId: 'capacityProviderArn',
  name: 'name',
  tags: { path: 'tags', key: 'key', value: 'value' },
  relationships: [uses('AWS::AutoScaling::AutoScalingGroup', 'autoScalingGroupProvider.autoScalingGroupArn')],
  // They tell of the last update while it runs.
  volatile: ['updateStatus', 'updateStatusReason'],
});
