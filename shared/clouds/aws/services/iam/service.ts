/**
 * AWS IAM: users, groups, roles, policies, identity providers and credentials of an account.
 *
 * Users, groups and roles come from one operation, `GetAccountAuthorizationDetails`, and each type calls it with its own filter. One call for all three
 * would save no more than the last, partly filled page of two of them. The slices are read at their own pace, so the answers would have to be held for
 * the slower ones: an account has up to 5,000 roles with documents of 10 KB and more.
 */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'iam',
  sdk: '@aws-sdk/client-iam',
  client: 'IAMClient',
  permissions: 'iam',
  global: true,
  // No figure is published; about 15 a second is observed for Get* and List*. Bucket and refill depend on the operation:
  // https://aws.amazon.com/blogs/security/how-to-monitor-and-query-iam-resources-at-scale-part-2/
  limit: { perSecond: 15, burst: 30 },
  perOperation: true,
});
