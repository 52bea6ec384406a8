/** Auto Scaling groups of a region, without their instances: they come and go by themselves, and each is tagged with its group. */
import { defineType, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::AutoScaling::AutoScalingGroup',
  kind: 'virtual_machine_group',
  list: paged('DescribeAutoScalingGroups', 'AutoScalingGroups', { MaxRecords: 100, IncludeInstances: false }),
  id: 'AutoScalingGroupName',
  nativeId: 'AutoScalingGroupARN',
  name: 'AutoScalingGroupName',
  tags: 'Tags',
  relationships: [
    uses('AWS::AutoScaling::LaunchConfiguration', 'LaunchConfigurationName'),
    uses(
      'AWS::EC2::LaunchTemplate',
      'LaunchTemplate.LaunchTemplateId',
      'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId',
      'MixedInstancesPolicy.LaunchTemplate.Overrides[].LaunchTemplateSpecification.LaunchTemplateId',
    ),
    uses('AWS::EC2::Image', 'MixedInstancesPolicy.LaunchTemplate.Overrides[].ImageId'),
    uses('AWS::ElasticLoadBalancingV2::TargetGroup', 'TargetGroupARNs[]'),
    uses('AWS::ElasticLoadBalancing::LoadBalancer', 'LoadBalancerNames[]'),
    uses('AWS::IAM::Role', 'ServiceLinkedRoleARN'),
  ],
  // The first policy decides which instance ends; the first overrides are launched first.
  ordered: ['TerminationPolicies', 'MixedInstancesPolicy.LaunchTemplate.Overrides'],
  // Scaling changes the capacity; the status is that of a deletion.
  volatile: ['DesiredCapacity', 'PredictedCapacity', 'WarmPoolSize', 'Status'],
});
