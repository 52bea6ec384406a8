/** The delivery channel of a region: the bucket and topic to which its configuration recorder delivers. */
import { defineType, listed, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Config::DeliveryChannel',
  kind: 'settings',
  list: listed('DescribeDeliveryChannels', 'DeliveryChannels'),
  id: 'name',
  name: 'name',
  relationships: [uses('AWS::S3::Bucket', 's3BucketName'), uses('AWS::SNS::Topic', 'snsTopicARN'), usesKey('s3KmsKeyArn')],
});
