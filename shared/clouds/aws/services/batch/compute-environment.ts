/** Compute environments of a region. */
import { defineType, inside, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Batch::ComputeEnvironment',
  kind: 'container_cluster',
  list: paged('DescribeComputeEnvironments', 'computeEnvironments', { maxResults: 100 }),
  // Batch describes a deleted environment for some time more.
  only: { path: 'status', not: ['DELETED'] },
  id: 'computeEnvironmentArn',
  nativeId: 'computeEnvironmentArn',
  name: 'computeEnvironmentName',
  tags: 'tags',
  relationships: [
    inside('AWS::EC2::Subnet', 'computeResources.subnets[]'),
    uses('AWS::EC2::SecurityGroup', 'computeResources.securityGroupIds[]'),
    uses(
      'AWS::EC2::LaunchTemplate',
      'computeResources.launchTemplate.launchTemplateId',
      'computeResources.launchTemplate.overrides[].launchTemplateId',
    ),
    uses('AWS::IAM::Role', 'serviceRole', 'computeResources.spotIamFleetRole'),
    uses('AWS::IAM::InstanceProfile', 'computeResources.instanceRole'),
    uses('AWS::ECS::Cluster', 'ecsClusterArn'),
    uses('AWS::EKS::Cluster', 'eksConfiguration.eksClusterArn'),
  ],
  // Jobs that wait change the capacity; the others tell of updates and of the age of images.
  volatile: ['computeResources.desiredvCpus', 'computeResources.ec2Configuration[].batchImageStatus', 'status', 'statusReason'],
});
