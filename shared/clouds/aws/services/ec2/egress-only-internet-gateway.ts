/** Gateways of a region by which a network reaches the internet over IPv6, and is not reached. */
import { arn, defineType, paged, relation, tag } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::EgressOnlyInternetGateway',
  kind: 'gateway',
  list: paged('DescribeEgressOnlyInternetGateways', 'EgressOnlyInternetGateways', { MaxResults: 255 }),
  id: 'EgressOnlyInternetGatewayId',
  nativeId: arn('egress-only-internet-gateway/{EgressOnlyInternetGatewayId}'),
  name: tag('Name'),
  tags: 'Tags',
  relationships: [relation('attached_to', 'AWS::EC2::VPC', 'Attachments[].VpcId')],
});
