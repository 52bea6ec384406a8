/** Subscriptions of a region to the events of databases, clusters, snapshots and their settings. */
import { defineType, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::RDS::EventSubscription',
  kind: 'settings',
  list: paged('DescribeEventSubscriptions', 'EventSubscriptionsList', { MaxRecords: 100 }),
  id: 'CustSubscriptionId',
  nativeId: 'EventSubscriptionArn',
  name: 'CustSubscriptionId',
  tags: 'Tags',
  relationships: [uses('AWS::SNS::Topic', 'SnsTopicArn')],
  details: { Tags: read('ListTagsForResource', { ResourceName: 'EventSubscriptionArn' }, 'TagList') },
});
