/** Blob containers: their public access, immutability and legal holds. */
import { armChildren, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Storage/storageAccounts/blobServices/containers',
  kind: 'bucket',
  parents: 'Microsoft.Storage/storageAccounts',
  list: armChildren('blobServices/default/containers', '2025-06-01', 'Microsoft.Storage/storageAccounts/blobServices/containers/read', {
    query: { $maxpagesize: '1000' },
  }),
  // A container's own time and tag change with every blob that is written into it.
  volatile: ['etag', 'properties.lastModifiedTime', 'properties.leaseState', 'properties.leaseStatus', 'properties.leaseDuration'],
});
