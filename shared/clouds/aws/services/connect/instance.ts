/** Contact centers of a region. Of their contacts, users and phone numbers nothing is read. */
import { defineType, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Connect::Instance',
  kind: 'ai_service',
  list: paged('ListInstances', 'InstanceSummaryList', { MaxResults: 10 }),
  gone: ['ResourceNotFoundException'],
  id: 'Id',
  nativeId: 'Arn',
  name: 'InstanceAlias',
  tags: 'Tags',
  relationships: [uses('AWS::IAM::Role', 'ServiceRole')],
  details: {
    Tags: read('ListTagsForResource', { resourceArn: 'Arn' }, 'tags'),
    ContactFlowLogs: read('DescribeInstanceAttribute', { InstanceId: 'Id' }, 'Attribute', { input: { AttributeType: 'CONTACTFLOW_LOGS' } }),
  },
  // It changes while an instance is made.
  volatile: ['InstanceStatus'],
});
