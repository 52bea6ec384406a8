/** Target groups of a region, used by a load balancer or not. Their targets are not read. */
import { defineType, inBatches, inside, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  kind: 'target_group',
  list: paged('DescribeTargetGroups', 'TargetGroups', { PageSize: 400 }),
  gone: ['TargetGroupNotFoundException', 'TargetGroupNotFound'],
  id: 'TargetGroupArn',
  nativeId: 'TargetGroupArn',
  name: 'TargetGroupName',
  tags: 'Tags',
  relationships: [inside('AWS::EC2::VPC', 'VpcId'), uses('AWS::ElasticLoadBalancingV2::LoadBalancer', 'LoadBalancerArns[]')],
  batch: {
    Tags: inBatches('DescribeTags', { ResourceArns: 'TargetGroupArn' }, 20, 'TagDescriptions', { match: 'ResourceArn', take: 'Tags' }),
  },
});
