/**
 * Trails in their home region, with what they record. An organization's trail is listed in the management account only: for its members it is a
 * shadow trail.
 */
import { defineType, inBatches, listed, read, relation, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::CloudTrail::Trail',
  kind: 'audit_log',
  // With shadow trails, a multi-region trail would be listed in every region.
  list: listed('DescribeTrails', 'trailList', { includeShadowTrails: false }),
  gone: ['TrailNotFoundException'],
  id: 'TrailARN',
  nativeId: 'TrailARN',
  name: 'Name',
  tags: 'Tags',
  relationships: [
    relation('logs_to', 'AWS::S3::Bucket', 'S3BucketName'),
    relation('logs_to', 'AWS::Logs::LogGroup', 'CloudWatchLogsLogGroupArn'),
    uses('AWS::IAM::Role', 'CloudWatchLogsRoleArn'),
    uses('AWS::SNS::Topic', 'SnsTopicARN'),
    usesKey('KmsKeyId'),
  ],
  batch: {
    Tags: inBatches('ListTags', { ResourceIdList: 'TrailARN' }, 20, 'ResourceTagList', { match: 'ResourceId', take: 'TagsList' }),
  },
  details: {
    Status: read('GetTrailStatus', { Name: 'TrailARN' }, '@'),
    EventSelectors: read('GetEventSelectors', { TrailName: 'TrailARN' }, '@'),
  },
  // Every delivery changes them; policies ask only for the last delivery to CloudWatch Logs.
  volatile: [
    'Status.LatestDeliveryTime',
    'Status.LatestDeliveryAttemptTime',
    'Status.LatestDeliveryAttemptSucceeded',
    'Status.LatestDigestDeliveryTime',
    'Status.LatestNotificationTime',
    'Status.LatestNotificationAttemptTime',
    'Status.LatestNotificationAttemptSucceeded',
  ],
  times: ['Status.LatestCloudWatchLogsDeliveryTime'],
});
