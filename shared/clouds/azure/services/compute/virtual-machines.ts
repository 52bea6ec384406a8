/** Virtual machines with their extensions and what runs on them now. The settings of extensions may hold commands with secrets: only their names are stored. */
import { armList, armRead, armReadAll, armType, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Compute/virtualMachines',
  kind: 'virtual_machine',
  list: armList('Microsoft.Compute/virtualMachines', '2025-04-01'),
  tags: 'tags',
  details: {
    instanceView: armRead('instanceView', '2025-04-01', 'Microsoft.Compute/virtualMachines/instanceView/read'),
    extensions: armReadAll('extensions', '2025-04-01', 'Microsoft.Compute/virtualMachines/extensions/read'),
  },
  relationships: [
    uses('Microsoft.Network/networkInterfaces', 'properties.networkProfile.networkInterfaces[].id'),
    uses(
      'Microsoft.Compute/disks',
      'properties.storageProfile.osDisk.managedDisk.id',
      'properties.storageProfile.dataDisks[].managedDisk.id',
    ),
    relation('created_from', 'Microsoft.Compute/images', 'properties.storageProfile.imageReference.id'),
    relation('member_of', 'Microsoft.Compute/virtualMachineScaleSets', 'properties.virtualMachineScaleSet.id'),
    relation('encrypted_by', 'Microsoft.Compute/diskEncryptionSets', 'properties.storageProfile.osDisk.managedDisk.diskEncryptionSet.id'),
  ],
  volatile: [
    'etag',
    'instanceView.statuses[].time',
    'instanceView.disks[].statuses[].time',
    'instanceView.vmAgent.statuses[].time',
    'instanceView.patchStatus',
    'instanceView.vmAgent.extensionHandlers',
    'instanceView.extensions',
    'extensions[].properties.instanceView',
  ],
  times: ['properties.provisioningState', 'extensions[].properties.provisioningState'],
  drop: [
    'properties.osProfile.adminPassword',
    'properties.osProfile.customData',
    'properties.osProfile.windowsConfiguration.additionalUnattendContent',
    'properties.userData',
    'extensions[].properties.protectedSettings',
    'extensions[].properties.protectedSettingsFromKeyVault',
    'resources',
  ],
  keysOnly: ['extensions[].properties.settings'],
});
