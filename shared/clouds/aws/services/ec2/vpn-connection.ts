/**
 * Site-to-site VPN connections of a region. Deleted ones are left out. Pre-shared keys are not stored, nor is the configuration of the customer's gateway,
 * which holds them.
 */
import { arn, defineType, listed, tag, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::VPNConnection',
  kind: 'gateway',
  list: listed('DescribeVpnConnections', 'VpnConnections'),
  only: { path: 'State', not: ['deleted'] },
  id: 'VpnConnectionId',
  nativeId: arn('vpn-connection/{VpnConnectionId}'),
  name: tag('Name'),
  tags: 'Tags',
  relationships: [
    uses('AWS::EC2::CustomerGateway', 'CustomerGatewayId'),
    uses('AWS::EC2::VPNGateway', 'VpnGatewayId'),
    uses('AWS::EC2::TransitGateway', 'TransitGatewayId'),
  ],
  // Routes that the two sides tell each other; whether a tunnel is up stays a change.
  volatile: ['VgwTelemetry[].AcceptedRouteCount', 'VgwTelemetry[].LastStatusChange', 'VgwTelemetry[].StatusMessage'],
  drop: ['CustomerGatewayConfiguration', 'Options.TunnelOptions[].PreSharedKey'],
});
