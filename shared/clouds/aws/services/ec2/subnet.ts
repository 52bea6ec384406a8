/** Subnets of a region, those that another account shares included (`OwnerId` tells). */
import { arn, defineType, first, inside, paged, tag } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::Subnet',
  kind: 'subnet',
  list: paged('DescribeSubnets', 'Subnets', { MaxResults: 500 }),
  id: 'SubnetId',
  nativeId: first('SubnetArn', arn('subnet/{SubnetId}', { account: 'OwnerId' })),
  name: tag('Name'),
  tags: 'Tags',
  relationships: [inside('AWS::EC2::VPC', 'VpcId')],
  // Falls and rises with every address that is taken or given back.
  volatile: ['AvailableIpAddressCount'],
});
