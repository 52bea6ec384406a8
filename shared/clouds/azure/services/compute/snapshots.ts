/** Snapshots of disks. */
import { armList, armType, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Compute/snapshots',
  kind: 'snapshot',
  list: armList('Microsoft.Compute/snapshots', '2025-01-02'),
  tags: 'tags',
  relationships: [
    relation('created_from', 'Microsoft.Compute/disks', 'properties.creationData.sourceResourceId'),
    relation('created_from', 'Microsoft.Compute/snapshots', 'properties.creationData.sourceResourceId'),
    relation('encrypted_by', 'Microsoft.Compute/diskEncryptionSets', 'properties.encryption.diskEncryptionSetId'),
    uses('Microsoft.Compute/diskAccesses', 'properties.diskAccessId'),
  ],
  volatile: ['properties.completionPercent'],
  times: ['properties.provisioningState'],
});
