/** Databases of the data catalog of a region. Where Lake Formation governs the catalog, those that the role may see. */
import { arn, defineType, paged } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::Glue::Database',
  kind: 'data_pipeline',
  list: paged('GetDatabases', 'DatabaseList', { MaxResults: 100 }),
  id: 'Name',
  nativeId: arn('database/{Name}'),
  name: 'Name',
  tags: 'Tags',
  batch: { Tags: tagsByArn('$arn') },
  // Anybody may write a login there.
  keysOnly: ['Parameters'],
  urls: ['LocationUri'],
});
