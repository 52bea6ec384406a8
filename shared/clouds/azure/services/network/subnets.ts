/** The subnets of each virtual network, with their security group and route table. */
import { armChildren, armType, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/virtualNetworks/subnets',
  kind: 'subnet',
  parents: 'Microsoft.Network/virtualNetworks',
  list: armChildren('subnets', '2025-05-01', 'Microsoft.Network/virtualNetworks/subnets/read'),
  relationships: [
    uses('Microsoft.Network/networkSecurityGroups', 'properties.networkSecurityGroup.id'),
    uses('Microsoft.Network/routeTables', 'properties.routeTable.id'),
    uses('Microsoft.Network/natGateways', 'properties.natGateway.id'),
  ],
  volatile: ['etag'],
  times: ['properties.provisioningState'],
  // The resources in the subnet name the subnet itself; here the list would change with every machine.
  drop: [
    'properties.ipConfigurations',
    'properties.ipConfigurationProfiles',
    'properties.resourceNavigationLinks',
    'properties.serviceAssociationLinks',
    'properties.privateEndpoints',
  ],
});
