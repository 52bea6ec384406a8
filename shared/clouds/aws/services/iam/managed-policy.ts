/**
 * Managed policies: all of the account's own, and those of AWS that are attached in the account, each with the document of
 * its default version. Tags are not read: no list tells them (`GetAccountAuthorizationDetails` has none either, and the Tagging API does not promise policies), and
 * a new tag changes none of the values of `version`. They would take a call for each policy in every inventory, at seven calls a second.
 */
import { custom, defineType, paged, read } from '../../types/define.ts';
import { accountSummary } from './account-summary.ts';

export default defineType({
  type: 'AWS::IAM::ManagedPolicy',
  kind: 'policy',
  // Pages are small, because each policy takes a call before the worker can look whether its time is over.
  // Two lists, because AWS has far more policies than any account attaches.
  list: custom(
    {
      own: paged('ListPolicies', 'Policies', { Scope: 'Local', MaxItems: 100 }),
      attached: paged('ListPolicies', 'Policies', { Scope: 'AWS', OnlyAttached: true, MaxItems: 100 }),
    },
    async function* ({ pages }) {
      yield* pages('own');
      yield* pages('attached');
    },
  ),
  gone: ['NoSuchEntityException'],
  // It does not count the policies of AWS.
  total: { call: accountSummary, path: 'SummaryMap.Policies', counts: ({ Arn }) => !String(Arn).includes(':iam::aws:policy/') },
  // The document of a version never changes, and the other paths cover the list's own fields.
  version: ['DefaultVersionId', 'UpdateDate', 'AttachmentCount', 'PermissionsBoundaryUsageCount'],
  id: 'Arn',
  nativeId: 'Arn',
  name: 'PolicyName',
  tags: false,
  details: { DefaultVersion: read('GetPolicyVersion', { PolicyArn: 'Arn', VersionId: 'DefaultVersionId' }, 'PolicyVersion') },
  documents: ['DefaultVersion.Document'],
});
