/** Groups of subnets of a region that caches are put in. */
import { defineType, inside, paged, read } from '../../types/define.ts';

export default defineType({
  type: 'AWS::ElastiCache::SubnetGroup',
  kind: 'other',
  list: paged('DescribeCacheSubnetGroups', 'CacheSubnetGroups', { MaxRecords: 100 }),
  gone: ['CacheSubnetGroupNotFoundFault'],
  id: 'CacheSubnetGroupName',
  nativeId: 'ARN',
  name: 'CacheSubnetGroupName',
  tags: 'Tags',
  relationships: [inside('AWS::EC2::VPC', 'VpcId'), inside('AWS::EC2::Subnet', 'Subnets[].SubnetIdentifier')],
  details: { Tags: read('ListTagsForResource', { ResourceName: 'ARN' }, 'TagList') },
});
