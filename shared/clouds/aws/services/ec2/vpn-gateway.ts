/** Virtual private gateways of a region, and the networks that they serve. A deleted one stays listed for a while, and is left out. */
import { arn, defineType, listed, relation, tag } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::VPNGateway',
  kind: 'gateway',
  list: listed('DescribeVpnGateways', 'VpnGateways'),
  only: { path: 'State', not: ['deleted'] },
  id: 'VpnGatewayId',
  nativeId: arn('vpn-gateway/{VpnGatewayId}'),
  name: tag('Name'),
  tags: 'Tags',
  relationships: [relation('attached_to', 'AWS::EC2::VPC', 'VpcAttachments[].VpcId')],
});
