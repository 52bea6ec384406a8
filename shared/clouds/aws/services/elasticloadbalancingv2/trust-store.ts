/** Trust stores of a region: the authorities whose certificates listeners accept of clients. */
import { defineType, inBatches, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::ElasticLoadBalancingV2::TrustStore',
  kind: 'certificate_authority',
  list: paged('DescribeTrustStores', 'TrustStores', { PageSize: 400 }),
  id: 'TrustStoreArn',
  nativeId: 'TrustStoreArn',
  name: 'Name',
  tags: 'Tags',
  batch: {
    Tags: inBatches('DescribeTags', { ResourceArns: 'TrustStoreArn' }, 20, 'TagDescriptions', { match: 'ResourceArn', take: 'Tags' }),
  },
  volatile: ['Status'],
});
