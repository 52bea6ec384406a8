/** Proxies of a region that pool the connections to databases. Their logins are ARNs of secrets, never values. */
import { defineType, inside, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::RDS::DBProxy',
  kind: 'other',
  list: paged('DescribeDBProxies', 'DBProxies', { MaxRecords: 100 }),
  gone: ['DBProxyNotFoundFault'],
  id: 'DBProxyName',
  nativeId: 'DBProxyArn',
  name: 'DBProxyName',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::VPC', 'VpcId'),
    inside('AWS::EC2::Subnet', 'VpcSubnetIds[]'),
    uses('AWS::EC2::SecurityGroup', 'VpcSecurityGroupIds[]'),
    uses('AWS::IAM::Role', 'RoleArn'),
    uses('AWS::SecretsManager::Secret', 'Auth[].SecretArn'),
  ],
  details: { Tags: read('ListTagsForResource', { ResourceName: 'DBProxyArn' }, 'TagList') },
  // It changes while the proxy is made or modified.
  volatile: ['Status'],
});
