/** The standards that Security Hub judges in a region. */
import { defineType, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SecurityHub::Standard',
  kind: 'security_service',
  list: paged('GetEnabledStandards', 'StandardsSubscriptions', { MaxResults: 100 }),
  id: 'StandardsSubscriptionArn',
  nativeId: 'StandardsSubscriptionArn',
  name: 'StandardsArn',
});
