/** Groups of nodes of every Kubernetes cluster of a region. */
import { defineType, inside, paged, read, template, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EKS::Nodegroup',
  kind: 'virtual_machine_group',
  parents: 'AWS::EKS::Cluster',
  inherit: { clusterName: 'name' },
  list: paged('ListNodegroups', 'nodegroups', { maxResults: 100 }, { from: { clusterName: 'name' }, as: 'nodegroupName' }),
  describe: read('DescribeNodegroup', { nodegroupName: 'nodegroupName', clusterName: 'clusterName' }, 'nodegroup'),
  gone: ['ResourceNotFoundException'],
  id: template('{clusterName}/{nodegroupName}'),
  nativeId: 'nodegroupArn',
  name: 'nodegroupName',
  tags: 'tags',
  relationships: [
    inside('AWS::EKS::Cluster', 'clusterName'),
    inside('AWS::EC2::Subnet', 'subnets[]'),
    uses('AWS::IAM::Role', 'nodeRole'),
    uses('AWS::EC2::LaunchTemplate', 'launchTemplate.id'),
    uses('AWS::AutoScaling::AutoScalingGroup', 'resources.autoScalingGroups[].name'),
  ],
  // A cluster scales by itself.
  volatile: ['health', 'scalingConfig.desiredSize'],
});
