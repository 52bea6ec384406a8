/** Roles of an account with their trust policy, inline policies and instance profiles, in a few large pages. */
import { IAMClient, paginateGetAccountAuthorizationDetails, type RoleDetail } from '@aws-sdk/client-iam';
import { defineAwsType } from '../../define-type.ts';
import { nullable, required, tagMap } from '../../plain.ts';
import { withParsedDocuments } from '../../policy-document.ts';
import { related, relatedToAll } from '../../relations.ts';

export default defineAwsType<IAMClient, RoleDetail>({
  type: 'AWS::IAM::Role',
  kind: 'role',
  service: 'iam',
  scope: 'global',
  client: IAMClient,
  listPermissions: ['iam:GetAccountAuthorizationDetails'],
  // All lists are sets: IAM evaluates all policies together.
  volatile: ['RoleLastUsed.Region', 'InstanceProfileList.Roles.RoleLastUsed'],
  daily: ['RoleLastUsed.LastUsedDate'],

  async *list({ client }) {
    const pages = paginateGetAccountAuthorizationDetails({ client, pageSize: 200 }, { Filter: ['Role'] });
    for await (const page of pages) yield (page.RoleDetailList ?? []).map(withParsedDocuments);
  },

  parse(role) {
    return {
      resource_id: required(role.RoleName, 'RoleName'),
      native_id: nullable(role.Arn),
      name: nullable(role.RoleName),
      tags: tagMap(role.Tags),
      relationships: [
        ...relatedToAll(
          'uses',
          'AWS::IAM::ManagedPolicy',
          role.AttachedManagedPolicies?.map(({ PolicyArn }) => PolicyArn),
        ),
        ...related('limited_by', 'AWS::IAM::ManagedPolicy', role.PermissionsBoundary?.PermissionsBoundaryArn),
        ...relatedToAll(
          'member_of',
          'AWS::IAM::InstanceProfile',
          role.InstanceProfileList?.map(({ Arn }) => Arn),
        ),
      ],
    };
  },
});
