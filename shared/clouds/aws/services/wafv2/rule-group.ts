/**
 * Rule groups of an account in a region, and in `us-east-1` those for CloudFront, without the texts that rules look for, the headers and
 * pages that they answer with, and statements inside others, which may hold secrets. Groups that AWS or a vendor manages are not listed.
 */
import { defineType, read, uses } from '../../types/define.ts';
import { inBothScopes, secretsOfRules } from './service.ts';

export default defineType({
  type: 'AWS::WAFv2::RuleGroup',
  kind: 'web_firewall',
  list: inBothScopes('ListRuleGroups', 'RuleGroups'),
  describe: read('GetRuleGroup', { ARN: 'ARN' }, 'RuleGroup'),
  gone: ['WAFNonexistentItemException'],
  id: 'Id',
  nativeId: 'ARN',
  name: 'Name',
  tags: 'Tags',
  relationships: [
    uses('AWS::WAFv2::IPSet', 'Rules[].Statement.IPSetReferenceStatement.ARN'),
    uses('AWS::WAFv2::RegexPatternSet', 'Rules[].Statement.RegexPatternSetReferenceStatement.ARN'),
  ],
  details: { Tags: read('ListTagsForResource', { ResourceARN: 'ARN' }, 'TagInfoForResource.TagList') },
  drop: ['CustomResponseBodies.*.Content', ...secretsOfRules('Rules[]')],
});
