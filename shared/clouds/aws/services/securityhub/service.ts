/** AWS Security Hub (CSPM): the hub of a region, the standards and the products that it uses. */
import { defineService } from '../../types/define.ts';

/** How it answers an account that has not turned it on. Its code alone may be a missing permission. */
export const NOT_SUBSCRIBED = { code: 'InvalidAccessException', text: 'is not subscribed to AWS Security Hub' };

export default defineService({
  id: 'securityhub',
  sdk: '@aws-sdk/client-securityhub',
  client: 'SecurityHubClient',
  permissions: 'securityhub',
  // https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html (most operations; GetEnabledStandards has a limit of its own)
  limit: { perSecond: 10, burst: 30 },
  limits: { GetEnabledStandards: { perSecond: 1, burst: 5 } },
  notEnabled: [NOT_SUBSCRIBED],
});
