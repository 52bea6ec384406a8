/**
 * Rule groups of an account in a region, and in `us-east-1` those for CloudFront, without the texts that rules look for, the headers and
 * pages that they answer with, and statements inside others, which may hold secrets. Groups that AWS or a vendor manages are not listed.
 */
import { custom, defineType, paged, read, uses } from '../../types/define.ts';
import { REGION_OF_CLOUDFRONT, secretsOfRules } from './service.ts';

export default defineType({
  type: 'AWS::WAFv2::RuleGroup',
  kind: 'web_firewall',
  // Two lists, because WAF lists those for CloudFront by themselves, and in one region alone.
  list: custom(
    {
      regional: paged('ListRuleGroups', 'RuleGroups', { Scope: 'REGIONAL', Limit: 100 }, { token: ['NextMarker', 'NextMarker'] }),
      cloudfront: paged('ListRuleGroups', 'RuleGroups', { Scope: 'CLOUDFRONT', Limit: 100 }, { token: ['NextMarker', 'NextMarker'] }),
    },
    async function* ({ region, pages }) {
      yield* pages('regional');
      if (region === REGION_OF_CLOUDFRONT) yield* pages('cloudfront');
    },
  ),
  describe: read('GetRuleGroup', { ARN: 'ARN' }, 'RuleGroup'),
  gone: ['WAFNonexistentItemException'],
  id: 'Id',
  nativeId: 'ARN',
  name: 'Name',
  tags: 'Tags',
  relationships: [uses('AWS::WAFv2::IPSet', 'Rules[].Statement.IPSetReferenceStatement.ARN')],
  details: { Tags: read('ListTagsForResource', { ResourceARN: 'ARN' }, 'TagInfoForResource.TagList') },
  drop: ['CustomResponseBodies.*.Content', ...secretsOfRules('Rules[]')],
});
