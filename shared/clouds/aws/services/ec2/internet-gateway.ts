/** Internet gateways of a region, and the networks that they connect. */
import { arn, defineType, paged, relation, tag } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::InternetGateway',
  kind: 'gateway',
  list: paged('DescribeInternetGateways', 'InternetGateways', { MaxResults: 1000 }),
  id: 'InternetGatewayId',
  nativeId: arn('internet-gateway/{InternetGatewayId}', { account: 'OwnerId' }),
  name: tag('Name'),
  tags: 'Tags',
  relationships: [relation('attached_to', 'AWS::EC2::VPC', 'Attachments[].VpcId')],
});
