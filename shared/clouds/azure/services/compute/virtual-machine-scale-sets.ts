/** Scale sets: the model after which their machines are made. */
import { armList, armType, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Compute/virtualMachineScaleSets',
  kind: 'virtual_machine_group',
  list: armList('Microsoft.Compute/virtualMachineScaleSets', '2025-04-01'),
  tags: 'tags',
  relationships: [
    uses(
      'Microsoft.Network/virtualNetworks/subnets',
      'properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[].properties.ipConfigurations[].properties.subnet.id',
    ),
    uses(
      'Microsoft.Network/networkSecurityGroups',
      'properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[].properties.networkSecurityGroup.id',
    ),
  ],
  volatile: ['etag'],
  times: ['properties.provisioningState'],
  drop: [
    'properties.virtualMachineProfile.osProfile.adminPassword',
    'properties.virtualMachineProfile.osProfile.customData',
    'properties.virtualMachineProfile.osProfile.windowsConfiguration.additionalUnattendContent',
    'properties.virtualMachineProfile.userData',
    'properties.virtualMachineProfile.extensionProfile.extensions[].properties.protectedSettings',
    'properties.virtualMachineProfile.extensionProfile.extensions[].properties.protectedSettingsFromKeyVault',
  ],
  keysOnly: ['properties.virtualMachineProfile.extensionProfile.extensions[].properties.settings'],
});
