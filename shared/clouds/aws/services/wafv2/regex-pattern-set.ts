/**
 * Sets of patterns of an account in a region, and in `us-east-1` those for CloudFront. The patterns may hold secrets and are not read; that they changed is
 * seen by the lock token.
 */
import { defineType, read } from '../../types/define.ts';
import { inBothScopes } from './service.ts';

export default defineType({
  type: 'AWS::WAFv2::RegexPatternSet',
  kind: 'web_firewall',
  list: inBothScopes('ListRegexPatternSets', 'RegexPatternSets'),
  gone: ['WAFNonexistentItemException'],
  id: 'Id',
  nativeId: 'ARN',
  name: 'Name',
  tags: 'Tags',
  details: { Tags: read('ListTagsForResource', { ResourceARN: 'ARN' }, 'TagInfoForResource.TagList') },
});
