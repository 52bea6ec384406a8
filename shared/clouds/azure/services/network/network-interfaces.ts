/** Network interfaces of machines and private endpoints. */
import { armList, armType, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/networkInterfaces',
  kind: 'network_interface',
  list: armList('Microsoft.Network/networkInterfaces', '2025-05-01'),
  tags: 'tags',
  relationships: [
    relation('attached_to', 'Microsoft.Compute/virtualMachines', 'properties.virtualMachine.id'),
    relation('in', 'Microsoft.Network/virtualNetworks/subnets', 'properties.ipConfigurations[].properties.subnet.id'),
    uses('Microsoft.Network/networkSecurityGroups', 'properties.networkSecurityGroup.id'),
    uses('Microsoft.Network/publicIPAddresses', 'properties.ipConfigurations[].properties.publicIPAddress.id'),
    relation('attached_to', 'Microsoft.Network/privateEndpoints', 'properties.privateEndpoint.id'),
  ],
  // The first server that answers is asked.
  ordered: ['properties.dnsSettings.dnsServers', 'properties.dnsSettings.appliedDnsServers'],
  volatile: ['etag', 'properties.ipConfigurations[].etag'],
  times: ['properties.provisioningState', 'properties.ipConfigurations[].properties.provisioningState'],
});
