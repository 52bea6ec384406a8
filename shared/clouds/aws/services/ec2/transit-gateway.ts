/** Transit gateways of a region, with those that another account shares (`OwnerId` names that account). Deleted ones are left out. */
import { defineType, paged, tag } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::TransitGateway',
  kind: 'gateway',
  list: paged('DescribeTransitGateways', 'TransitGateways', { MaxResults: 1000 }),
  only: { path: 'State', not: ['deleted'] },
  id: 'TransitGatewayId',
  nativeId: 'TransitGatewayArn',
  name: tag('Name'),
  tags: 'Tags',
  owner: 'OwnerId',
});
