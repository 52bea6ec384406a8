/**
 * AWS Organizations: the organization that an account is in, and what the organization's management account and its delegated administrators may list:
 * its root, units, accounts, policies and delegated administrators.
 */
import { defineService, readAll, single } from '../../types/define.ts';
import type { ReadCall, SingleCall } from '../../types/definition.ts';

/** `Organization` is null for an account that is in none. */
export const ownOrganization: SingleCall = single('DescribeOrganization', 'Organization', {
  as: 'Organization',
  absent: ['AWSOrganizationsNotInUseException'],
});

export default defineService({
  id: 'organizations',
  sdk: '@aws-sdk/client-organizations',
  client: 'OrganizationsClient',
  permissions: 'organizations',
  global: true,
  // IAM's own refusal names the user and the action. This one comes to all roles of a member account, whatever they are allowed.
  notEnabled: [
    {
      code: 'AccessDeniedException',
      text: "^You don't have permissions to access this resource",
      onlyIn: { call: ownOrganization, account: 'Organization.MasterAccountId', who: "the organization's management account" },
    },
  ],
  // No rate is published for these reads; organizations of some hundred accounts see refusals where several calls run at once.
  limit: { perSecond: 4, burst: 5 },
});

/** The most items that a page of Organizations has. */
export const PAGE = { MaxResults: 20 } as const;

/** The tags of a root, a unit, an account or a policy. */
export const tagsOfResource: ReadCall = readAll('ListTagsForResource', { ResourceId: 'Id' }, 'Tags');

/** The root or unit that an account or a unit is in; AWS has no more than one. */
export const parentsOfChild: ReadCall = readAll('ListParents', { ChildId: 'Id' }, 'Parents', { input: PAGE });
