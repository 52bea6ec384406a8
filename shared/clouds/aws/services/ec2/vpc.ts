/** Virtual networks of a region, the default one included. */
import { arn, defineType, paged, tag, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::VPC',
  kind: 'network',
  list: paged('DescribeVpcs', 'Vpcs', { MaxResults: 500 }),
  id: 'VpcId',
  nativeId: arn('vpc/{VpcId}', { account: 'OwnerId' }),
  name: tag('Name'),
  tags: 'Tags',
  owner: 'OwnerId',
  relationships: [uses('AWS::EC2::DHCPOptions', 'DhcpOptionsId')],
});
