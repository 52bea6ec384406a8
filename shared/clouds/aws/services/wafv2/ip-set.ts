/**
 * Sets of addresses of an account in a region, and in `us-east-1` those for CloudFront. Their addresses are not read; that they changed is seen by the
 * lock token.
 */
import { defineType, read } from '../../types/define.ts';
import { inBothScopes } from './service.ts';

export default defineType({
  type: 'AWS::WAFv2::IPSet',
  kind: 'web_firewall',
  list: inBothScopes('ListIPSets', 'IPSets'),
  gone: ['WAFNonexistentItemException'],
  id: 'Id',
  nativeId: 'ARN',
  name: 'Name',
  tags: 'Tags',
  details: { Tags: read('ListTagsForResource', { ResourceARN: 'ARN' }, 'TagInfoForResource.TagList') },
});
