/** Private DNS zones. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/privateDnsZones',
  kind: 'dns_zone',
  list: armList('Microsoft.Network/privateDnsZones', '2020-06-01'),
  tags: 'tags',
  volatile: ['etag', 'properties.numberOfRecordSets', 'properties.numberOfVirtualNetworkLinks'],
  times: ['properties.provisioningState'],
});
