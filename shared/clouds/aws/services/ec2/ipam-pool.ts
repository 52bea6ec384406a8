/** Pools of addresses of the address managers (IPAM) of a region, with those that another account shares (`OwnerId` names that account). */
import { defineType, inside, paged, relation, tag } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::IPAMPool',
  kind: 'settings',
  list: paged('DescribeIpamPools', 'IpamPools', { MaxResults: 1000 }),
  only: { path: 'State', not: ['delete-complete'] },
  id: 'IpamPoolId',
  nativeId: 'IpamPoolArn',
  name: tag('Name'),
  tags: 'Tags',
  owner: 'OwnerId',
  relationships: [inside('AWS::EC2::IPAM', 'IpamArn'), relation('created_from', 'AWS::EC2::IPAMPool', 'SourceIpamPoolId')],
});
