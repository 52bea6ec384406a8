/** Disk encryption sets: the customer's key with which disks are encrypted. */
import { armList, armType, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Compute/diskEncryptionSets',
  kind: 'encryption_key',
  list: armList('Microsoft.Compute/diskEncryptionSets', '2025-01-02'),
  tags: 'tags',
  relationships: [
    uses('Microsoft.KeyVault/vaults', 'properties.activeKey.sourceVault.id'),
    relation('replaced', 'Microsoft.KeyVault/vaults', 'properties.previousKeys[].sourceVault.id'),
  ],
  times: ['properties.provisioningState', 'properties.lastKeyRotationTimestamp'],
});
