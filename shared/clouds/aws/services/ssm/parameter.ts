/** Parameters of a region with what is known of them, without their values. */
import { defineType, paged, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::SSM::Parameter',
  kind: 'secret',
  list: paged('DescribeParameters', 'Parameters', { MaxResults: 50 }),
  id: 'Name',
  nativeId: 'ARN',
  name: 'Name',
  tags: 'Tags',
  relationships: [usesKey('KeyId')],
  batch: { Tags: tagsByArn('ARN') },
  // Examples of values stand there.
  drop: ['AllowedPattern', 'Description'],
});
