/** Client VPN endpoints of a region. Deleted ones are left out. */
import { arn, defineType, inside, paged, relation, tag, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::ClientVpnEndpoint',
  kind: 'gateway',
  list: paged('DescribeClientVpnEndpoints', 'ClientVpnEndpoints', { MaxResults: 1000 }),
  only: { path: 'Status.Code', not: ['deleted'] },
  id: 'ClientVpnEndpointId',
  nativeId: arn('client-vpn-endpoint/{ClientVpnEndpointId}'),
  name: tag('Name'),
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::VPC', 'VpcId'),
    uses('AWS::EC2::SecurityGroup', 'SecurityGroupIds[]'),
    uses('AWS::EC2::TransitGateway', 'TransitGatewayConfiguration.TransitGatewayId'),
    uses('AWS::CertificateManager::Certificate', 'ServerCertificateArn'),
    uses('AWS::DirectoryService::Directory', 'AuthenticationOptions[].ActiveDirectory.DirectoryId'),
    uses('AWS::Lambda::Function', 'ClientConnectOptions.LambdaFunctionArn'),
    relation('logs_to', 'AWS::Logs::LogGroup', 'ConnectionLogOptions.CloudwatchLogGroup'),
  ],
});
