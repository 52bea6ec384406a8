/** Databricks workspaces: their network, encryption and logs. */
import { armList, armType, diagnosticSettings, inside, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Databricks/workspaces',
  kind: 'workspace',
  list: armList('Microsoft.Databricks/workspaces', '2023-02-01'),
  tags: 'tags',
  details: { diagnosticSettings: diagnosticSettings() },
  relationships: [
    inside('Microsoft.Network/virtualNetworks', 'properties.parameters.customVirtualNetworkId.value'),
    relation('reached_by', 'Microsoft.Network/privateEndpoints', 'properties.privateEndpointConnections[].properties.privateEndpoint.id'),
    relation('manages', 'Microsoft.Resources/resourceGroups', 'properties.managedResourceGroupId'),
  ],
  times: ['properties.provisioningState'],
});
