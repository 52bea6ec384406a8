/** Virtual interfaces of a region. The keys of BGP sessions, which are passwords, and the router's configuration, which holds them, are not stored. */
import { arn, defineType, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::DirectConnect::VirtualInterface',
  kind: 'network_interface',
  list: paged('DescribeVirtualInterfaces', 'virtualInterfaces', { maxResults: 100 }),
  only: { path: 'virtualInterfaceState', not: ['deleted'] },
  id: 'virtualInterfaceId',
  nativeId: arn('dxvif/{virtualInterfaceId}', { account: 'ownerAccount' }),
  name: 'virtualInterfaceName',
  tags: { path: 'tags', key: 'key', value: 'value' },
  // The owner of a connection sees the interfaces on it that belong to other accounts too.
  owner: 'ownerAccount',
  relationships: [
    { ...uses('AWS::DirectConnect::Connection', 'connectionId'), byPrefix: { 'dxlag-': 'AWS::DirectConnect::Lag' } },
    uses('AWS::DirectConnect::DirectConnectGateway', 'directConnectGatewayId'),
    uses('AWS::EC2::VPNGateway', 'virtualGatewayId'),
  ],
  // The line and the sessions on it go down and up.
  volatile: ['virtualInterfaceState', 'bgpPeers[].bgpPeerState', 'bgpPeers[].bgpStatus'],
  drop: ['authKey', 'bgpPeers[].authKey', 'customerRouterConfig'],
});
