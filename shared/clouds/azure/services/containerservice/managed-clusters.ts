/** AKS clusters. Credentials have a call of their own, which Muster never makes. */
import { armList, armType, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.ContainerService/managedClusters',
  kind: 'container_cluster',
  list: armList('Microsoft.ContainerService/managedClusters', '2025-10-01'),
  tags: 'tags',
  relationships: [
    uses(
      'Microsoft.Network/virtualNetworks/subnets',
      'properties.agentPoolProfiles[].vnetSubnetID',
      'properties.agentPoolProfiles[].podSubnetID',
      'properties.apiServerAccessProfile.subnetId',
    ),
    uses('Microsoft.Compute/diskEncryptionSets', 'properties.diskEncryptionSetID'),
    uses('Microsoft.KeyVault/vaults', 'properties.securityProfile.azureKeyVaultKms.keyVaultResourceId'),
  ],
  // An autoscaler sets the count of machines.
  volatile: ['eTag', 'properties.agentPoolProfiles[].eTag', 'properties.agentPoolProfiles[].count', 'properties.status'],
  times: ['properties.provisioningState', 'properties.agentPoolProfiles[].provisioningState'],
  drop: ['properties.servicePrincipalProfile.secret', 'properties.windowsProfile.adminPassword', 'properties.aadProfile.serverAppSecret'],
});
