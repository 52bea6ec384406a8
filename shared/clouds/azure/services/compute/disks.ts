/** Managed disks, attached or not. */
import { armList, armType, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Compute/disks',
  kind: 'disk',
  list: armList('Microsoft.Compute/disks', '2025-01-02'),
  tags: 'tags',
  relationships: [
    relation('attached_to', 'Microsoft.Compute/virtualMachines', 'managedBy', 'managedByExtended[]'),
    relation('encrypted_by', 'Microsoft.Compute/diskEncryptionSets', 'properties.encryption.diskEncryptionSetId'),
    relation('created_from', 'Microsoft.Compute/snapshots', 'properties.creationData.sourceResourceId'),
    relation('created_from', 'Microsoft.Compute/disks', 'properties.creationData.sourceResourceId'),
    uses('Microsoft.Compute/diskAccesses', 'properties.diskAccessId'),
  ],
  volatile: ['properties.LastOwnershipUpdateTime', 'properties.propertyUpdatesInProgress'],
  times: ['properties.provisioningState'],
});
