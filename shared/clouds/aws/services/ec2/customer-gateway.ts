/** Customer gateways of a region: the far ends of its VPN connections. A deleted one stays listed for a while, and is left out. */
import { arn, defineType, listed, tag, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::CustomerGateway',
  kind: 'gateway',
  list: listed('DescribeCustomerGateways', 'CustomerGateways'),
  only: { path: 'State', not: ['deleted'] },
  id: 'CustomerGatewayId',
  nativeId: arn('customer-gateway/{CustomerGatewayId}'),
  name: tag('Name'),
  tags: 'Tags',
  relationships: [uses('AWS::CertificateManager::Certificate', 'CertificateArn')],
});
