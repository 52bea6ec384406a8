/** Multi-Region Access Points of the account, with the buckets that they lead to. */
import { arn, defineType, paged, uses } from '../../types/define.ts';
import { S3_MULTI_REGION } from './service.ts';

export default defineType({
  type: 'AWS::S3::MultiRegionAccessPoint',
  kind: 'bucket',
  global: true,
  list: paged('ListMultiRegionAccessPoints', 'AccessPoints', {}, { api: S3_MULTI_REGION.id, from: { AccountId: '$account' } }),
  id: 'Name',
  nativeId: arn('accesspoint/{Alias}', { region: false }),
  name: 'Name',
  relationships: [uses('AWS::S3::Bucket', 'Regions[].Bucket')],
  // It tells of the last request to create or delete the access point.
  volatile: ['Status'],
});
