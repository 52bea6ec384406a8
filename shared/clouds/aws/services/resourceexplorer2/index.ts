/** Indexes of all regions. Their tags are not read: only the region of an index tells them. */
import { defineType, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::ResourceExplorer2::Index',
  kind: 'search_service',
  list: paged('ListIndexes', 'Indexes', { MaxResults: 100 }),
  id: 'Arn',
  nativeId: 'Arn',
  region: 'Region',
  tags: false,
});
