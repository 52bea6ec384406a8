/**
 * Confirmed subscriptions of a region: until its endpoint confirms it, a subscription has no id. Endpoints are not stored: they are mail addresses,
 * phone numbers, and URLs that may hold a token.
 */
import { defineType, memberOf, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SNS::Subscription',
  kind: 'subscription',
  list: paged('ListSubscriptions', 'Subscriptions'),
  // SNS writes these words in the place of the ARN.
  only: { path: 'SubscriptionArn', not: ['PendingConfirmation', 'Deleted'] },
  id: 'SubscriptionArn',
  nativeId: 'SubscriptionArn',
  relationships: [memberOf('AWS::SNS::Topic', 'TopicArn')],
  drop: ['Endpoint'],
});
