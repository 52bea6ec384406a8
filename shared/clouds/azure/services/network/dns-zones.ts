/** Public DNS zones. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/dnszones',
  kind: 'dns_zone',
  list: armList('Microsoft.Network/dnszones', '2018-05-01'),
  tags: 'tags',
  volatile: ['etag', 'properties.numberOfRecordSets'],
});
