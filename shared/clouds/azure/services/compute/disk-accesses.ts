/** Disk accesses: the private endpoints by which disks and snapshots are exported. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Compute/diskAccesses',
  kind: 'private_endpoint',
  list: armList('Microsoft.Compute/diskAccesses', '2025-01-02'),
  tags: 'tags',
  times: ['properties.provisioningState'],
});
