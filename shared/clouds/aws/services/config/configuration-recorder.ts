/** The configuration recorder of a region, with whether it records. Recorders that AWS services manage for themselves are not listed. */
import { defineType, join, listed, readAll, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Config::ConfigurationRecorder',
  kind: 'security_service',
  // Without a name or service, the call gives the recorder that the customer manages, of which a region has at most one.
  list: listed('DescribeConfigurationRecorders', 'ConfigurationRecorders'),
  id: 'name',
  nativeId: 'arn',
  name: 'name',
  tags: 'Tags',
  relationships: [uses('AWS::IAM::Role', 'roleARN')],
  details: { Tags: readAll('ListTagsForResource', { ResourceArn: 'arn' }, 'Tags', { absent: ['ResourceNotFoundException'] }) },
  joins: { Status: join(listed('DescribeConfigurationRecorderStatus', 'ConfigurationRecordersStatus'), { name: 'name' }, '@') },
  // The recorder notes the time of its last delivery and its last error. Policies ask for `recording` and `lastStatus`.
  volatile: ['Status.lastStatusChangeTime', 'Status.lastErrorCode', 'Status.lastErrorMessage'],
});
