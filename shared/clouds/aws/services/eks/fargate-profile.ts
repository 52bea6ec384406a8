/** Fargate profiles of every Kubernetes cluster of a region: which of its pods run without nodes. */
import { defineType, inside, paged, read, template, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EKS::FargateProfile',
  kind: 'container_service',
  parents: 'AWS::EKS::Cluster',
  inherit: { clusterName: 'name' },
  list: paged(
    'ListFargateProfiles',
    'fargateProfileNames',
    { maxResults: 100 },
    { from: { clusterName: 'name' }, as: 'fargateProfileName' },
  ),
  describe: read('DescribeFargateProfile', { fargateProfileName: 'fargateProfileName', clusterName: 'clusterName' }, 'fargateProfile'),
  gone: ['ResourceNotFoundException'],
  id: template('{clusterName}/{fargateProfileName}'),
  nativeId: 'fargateProfileArn',
  name: 'fargateProfileName',
  tags: 'tags',
  relationships: [
    inside('AWS::EKS::Cluster', 'clusterName'),
    inside('AWS::EC2::Subnet', 'subnets[]'),
    uses('AWS::IAM::Role', 'podExecutionRoleArn'),
  ],
  volatile: ['health'],
});
