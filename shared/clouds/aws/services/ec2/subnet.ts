/** Subnets of a region, with those that another account shares (`OwnerId` names that account). */
import { arn, defineType, first, inside, paged, tag } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::Subnet',
  kind: 'subnet',
  list: paged('DescribeSubnets', 'Subnets', { MaxResults: 500 }),
  id: 'SubnetId',
  nativeId: first('SubnetArn', arn('subnet/{SubnetId}', { account: 'OwnerId' })),
  name: tag('Name'),
  tags: 'Tags',
  owner: 'OwnerId',
  relationships: [inside('AWS::EC2::VPC', 'VpcId')],
  // Changes with every address that is assigned or released.
  volatile: ['AvailableIpAddressCount'],
});
