/** Access points of a region that lead to buckets. Access points to file systems of FSx are not listed. */
import { defineType, inside, paged, read, uses } from '../../types/define.ts';
import { S3_CONTROL } from './service.ts';

const api = S3_CONTROL.id;

export default defineType({
  type: 'AWS::S3::AccessPoint',
  kind: 'bucket',
  list: paged('ListAccessPoints', 'AccessPointList', { MaxResults: 1000 }, { api, from: { AccountId: '$account' } }),
  gone: ['NoSuchAccessPoint'],
  id: 'Name',
  nativeId: 'AccessPointArn',
  name: 'Name',
  tags: 'Tags',
  relationships: [inside('AWS::EC2::VPC', 'VpcConfiguration.VpcId'), uses('AWS::S3::Bucket', 'Bucket')],
  details: {
    PublicAccessBlock: read('GetAccessPoint', { AccountId: '$account', Name: 'Name' }, 'PublicAccessBlockConfiguration', { api }),
    Policy: read('GetAccessPointPolicy', { AccountId: '$account', Name: 'Name' }, 'Policy', {
      api,
      absent: ['NoSuchAccessPointPolicy'],
      optional: true,
    }),
    Tags: read('ListTagsForResource', { AccountId: '$account', ResourceArn: 'AccessPointArn' }, 'Tags', { api }),
  },
  documents: ['Policy'],
});
