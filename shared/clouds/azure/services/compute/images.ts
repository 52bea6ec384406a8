/** Images that the subscription itself made of machines and disks. */
import { armList, armType, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Compute/images',
  kind: 'image',
  list: armList('Microsoft.Compute/images', '2025-04-01'),
  tags: 'tags',
  relationships: [
    relation('created_from', 'Microsoft.Compute/virtualMachines', 'properties.sourceVirtualMachine.id'),
    relation(
      'created_from',
      'Microsoft.Compute/disks',
      'properties.storageProfile.osDisk.managedDisk.id',
      'properties.storageProfile.dataDisks[].managedDisk.id',
    ),
    relation(
      'created_from',
      'Microsoft.Compute/snapshots',
      'properties.storageProfile.osDisk.snapshot.id',
      'properties.storageProfile.dataDisks[].snapshot.id',
    ),
  ],
  times: ['properties.provisioningState'],
});
