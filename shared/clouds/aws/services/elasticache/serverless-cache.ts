/** Serverless caches of a region. */
import { defineType, inside, paged, uses, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::ElastiCache::ServerlessCache',
  kind: 'cache',
  list: paged('DescribeServerlessCaches', 'ServerlessCaches', { MaxResults: 50 }),
  id: 'ServerlessCacheName',
  nativeId: 'ARN',
  name: 'ServerlessCacheName',
  tags: 'Tags',
  relationships: [
    usesKey('KmsKeyId'),
    uses('AWS::EC2::SecurityGroup', 'SecurityGroupIds[]'),
    inside('AWS::EC2::Subnet', 'SubnetIds[]'),
    uses('AWS::ElastiCache::UserGroup', 'UserGroupId'),
  ],
  batch: { Tags: tagsByArn('ARN') },
});
