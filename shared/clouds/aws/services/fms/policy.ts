/**
 * Policies of Firewall Manager in its administrators' accounts; those for CloudFront are in `us-east-1`. What a policy hands to the firewall
 * is not stored, because rules may hold secrets; a change of it is seen by the token for updates.
 */
import { defineType, paged, read } from '../../types/define.ts';

export default defineType({
  type: 'AWS::FMS::Policy',
  kind: 'policy',
  list: paged('ListPolicies', 'PolicyList', { MaxResults: 100 }),
  describe: read('GetPolicy', { PolicyId: 'PolicyId' }, 'Policy'),
  gone: ['ResourceNotFoundException'],
  id: 'PolicyId',
  nativeId: 'PolicyArn',
  name: 'PolicyName',
  tags: 'Tags',
  details: { Tags: read('ListTagsForResource', { ResourceArn: 'PolicyArn' }, 'TagList') },
  drop: ['SecurityServicePolicyData.ManagedServiceData'],
});
