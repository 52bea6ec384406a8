/** Firewalls of a region, each with where it logs. */
import { defineType, inside, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::NetworkFirewall::Firewall',
  kind: 'firewall',
  list: paged('ListFirewalls', 'Firewalls', { MaxResults: 100 }),
  describe: read('DescribeFirewall', { FirewallArn: 'FirewallArn' }, 'Firewall'),
  gone: ['ResourceNotFoundException'],
  id: 'FirewallArn',
  nativeId: 'FirewallArn',
  name: 'FirewallName',
  tags: 'Tags',
  relationships: [
    uses('AWS::NetworkFirewall::FirewallPolicy', 'FirewallPolicyArn'),
    inside('AWS::EC2::VPC', 'VpcId'),
    inside('AWS::EC2::Subnet', 'SubnetMappings[].SubnetId'),
    uses('AWS::EC2::TransitGateway', 'TransitGatewayId'),
  ],
  // Without any destination the answer has no configuration, or an empty one.
  details: {
    Logging: read('DescribeLoggingConfiguration', { FirewallArn: 'FirewallArn' }, 'LoggingConfiguration', {
      absent: ['ResourceNotFoundException'],
    }),
  },
  // Endpoints in other VPCs come and go.
  volatile: ['NumberOfAssociations'],
});
