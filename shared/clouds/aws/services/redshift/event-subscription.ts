/** Subscriptions of a region to events of data warehouses. */
import { arn, defineType, paged, relation } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Redshift::EventSubscription',
  kind: 'subscription',
  list: paged('DescribeEventSubscriptions', 'EventSubscriptionsList', { MaxRecords: 100 }),
  id: 'CustSubscriptionId',
  nativeId: arn('eventsubscription:{CustSubscriptionId}'),
  name: 'CustSubscriptionId',
  tags: 'Tags',
  relationships: [relation('forwards_to', 'AWS::SNS::Topic', 'SnsTopicArn')],
});
