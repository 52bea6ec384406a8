/**
 * Managed policies: all of the account's own, and those of AWS that are attached to something in it, each with the
 * document of its default version. Tags are not read, for they would take a call for each policy every night.
 */
import { custom, defineType, paged, read } from '../../types/define.ts';

export default defineType({
  type: 'AWS::IAM::ManagedPolicy',
  kind: 'policy',
  // Two lists, for AWS has far more policies than any account attaches.
  list: custom(
    {
      own: paged('ListPolicies', 'Policies', { Scope: 'Local', MaxItems: 1000 }),
      attached: paged('ListPolicies', 'Policies', { Scope: 'AWS', OnlyAttached: true, MaxItems: 1000 }),
    },
    async function* ({ pages }) {
      yield* pages('own');
      yield* pages('attached');
    },
  ),
  gone: ['NoSuchEntityException'],
  // A version's document never changes, and what the list says is in the other members.
  version: ['DefaultVersionId', 'UpdateDate', 'AttachmentCount', 'PermissionsBoundaryUsageCount'],
  id: 'Arn',
  nativeId: 'Arn',
  name: 'PolicyName',
  tags: false,
  details: { DefaultVersion: read('GetPolicyVersion', { PolicyArn: 'Arn', VersionId: 'DefaultVersionId' }, 'PolicyVersion') },
  documents: ['DefaultVersion.Document'],
});
