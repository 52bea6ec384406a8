/** Attachments of a region to transit gateways, of its own or shared ones. A deleted one stays listed for a while, and is left out. */
import { arn, defineType, memberOf, paged, relation, tag, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::TransitGatewayAttachment',
  kind: 'gateway',
  list: paged('DescribeTransitGatewayAttachments', 'TransitGatewayAttachments', { MaxResults: 1000 }),
  only: { path: 'State', not: ['deleted'] },
  id: 'TransitGatewayAttachmentId',
  nativeId: arn('transit-gateway-attachment/{TransitGatewayAttachmentId}'),
  name: tag('Name'),
  tags: 'Tags',
  relationships: [
    memberOf('AWS::EC2::TransitGateway', 'TransitGatewayId'),
    relation('attached_to', 'AWS::EC2::VPC', 'ResourceId'),
    uses('AWS::EC2::TransitGatewayRouteTable', 'Association.TransitGatewayRouteTableId'),
  ],
});
