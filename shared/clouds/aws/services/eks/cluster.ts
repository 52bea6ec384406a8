/** Kubernetes clusters of a region that EKS runs. */
import { defineType, inside, paged, read, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EKS::Cluster',
  kind: 'container_cluster',
  list: paged('ListClusters', 'clusters', { maxResults: 100 }, { as: 'name' }),
  describe: read('DescribeCluster', { name: 'name' }, 'cluster'),
  gone: ['ResourceNotFoundException'],
  id: 'name',
  nativeId: 'arn',
  name: 'name',
  tags: 'tags',
  relationships: [
    uses('AWS::IAM::Role', 'roleArn', 'connectorConfig.roleArn', 'computeConfig.nodeRoleArn'),
    inside('AWS::EC2::VPC', 'resourcesVpcConfig.vpcId'),
    inside('AWS::EC2::Subnet', 'resourcesVpcConfig.subnetIds[]'),
    uses('AWS::EC2::SecurityGroup', 'resourcesVpcConfig.securityGroupIds[]', 'resourcesVpcConfig.clusterSecurityGroupId'),
    usesKey('encryptionConfig[].provider.keyArn'),
  ],
  volatile: ['health'],
  // The first registers a cluster, like a password; the second is long, public and of no use here.
  drop: ['connectorConfig.activationCode', 'certificateAuthority.data'],
});
