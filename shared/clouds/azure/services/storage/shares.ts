/** File shares: their protocol, size and access tier. The size that is used is not read. */
import { armChildren, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Storage/storageAccounts/fileServices/shares',
  kind: 'disk',
  parents: 'Microsoft.Storage/storageAccounts',
  list: armChildren('fileServices/default/shares', '2025-06-01', 'Microsoft.Storage/storageAccounts/fileServices/shares/read', {
    query: { $maxpagesize: '1000' },
  }),
  // A share's own time and tag change with its settings and leases.
  volatile: ['etag', 'properties.lastModifiedTime', 'properties.leaseState', 'properties.leaseStatus', 'properties.leaseDuration'],
});
