/** The hub of a region: `Hub` is null where the account has not turned Security Hub on. */
import { defineType, read, single, word } from '../../types/define.ts';
import { NOT_SUBSCRIBED } from './service.ts';

export default defineType({
  type: 'AWS::SecurityHub::Hub',
  kind: 'security_service',
  list: single('DescribeHub', '@', { as: 'Hub', absent: [NOT_SUBSCRIBED, 'ResourceNotFoundException'] }),
  id: word('hub'),
  nativeId: 'Hub.HubArn',
  tags: 'Tags',
  details: { Tags: read('ListTagsForResource', { ResourceArn: 'Hub.HubArn' }, 'Tags', { when: { path: 'Hub.HubArn', not: [null] } }) },
});
