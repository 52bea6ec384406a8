/** The products whose findings Security Hub takes in a region. */
import { defineType, lastPart, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SecurityHub::ProductSubscription',
  kind: 'security_service',
  list: paged('ListEnabledProductsForImport', 'ProductSubscriptions', { MaxResults: 100 }, { as: 'ProductSubscriptionArn' }),
  id: 'ProductSubscriptionArn',
  nativeId: 'ProductSubscriptionArn',
  name: lastPart('ProductSubscriptionArn', 'product-subscription/'),
});
