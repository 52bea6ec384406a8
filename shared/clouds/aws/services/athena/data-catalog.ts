/**
 * Catalogs of data that an account added to a region; the one of AWS, which every region has, is left out. The names of their parameters are stored and
 * the values are not: those of a connection may hold secrets.
 */
import { arn, defineType, paged, read } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::Athena::DataCatalog',
  kind: 'data_pipeline',
  list: paged('ListDataCatalogs', 'DataCatalogsSummary', { MaxResults: 50 }),
  only: { path: 'CatalogName', not: ['AwsDataCatalog'] },
  describe: read('GetDataCatalog', { Name: 'CatalogName' }, 'DataCatalog'),
  id: 'CatalogName',
  nativeId: arn('datacatalog/{CatalogName}'),
  name: 'CatalogName',
  tags: 'Tags',
  batch: { Tags: tagsByArn('$arn') },
  // A catalog of a connection is created and deleted for some minutes.
  volatile: ['Status', 'Error'],
  keysOnly: ['Parameters'],
});
