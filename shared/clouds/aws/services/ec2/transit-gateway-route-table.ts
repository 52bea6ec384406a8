/** Route tables of the transit gateways of a region, without their routes. Deleted ones are left out. */
import { arn, defineType, inside, paged, tag } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::TransitGatewayRouteTable',
  kind: 'route_table',
  list: paged('DescribeTransitGatewayRouteTables', 'TransitGatewayRouteTables', { MaxResults: 1000 }),
  only: { path: 'State', not: ['deleted'] },
  id: 'TransitGatewayRouteTableId',
  nativeId: arn('transit-gateway-route-table/{TransitGatewayRouteTableId}'),
  name: tag('Name'),
  tags: 'Tags',
  relationships: [inside('AWS::EC2::TransitGateway', 'TransitGatewayId')],
});
