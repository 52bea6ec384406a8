/** Patch baselines of a region that are the account’s own. */
import { arn, defineType, paged } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::SSM::PatchBaseline',
  kind: 'policy',
  list: paged('DescribePatchBaselines', 'BaselineIdentities', { Filters: [{ Key: 'OWNER', Values: ['Self'] }], MaxResults: 100 }),
  id: 'BaselineId',
  nativeId: arn('patchbaseline/{BaselineId}'),
  name: 'BaselineName',
  tags: 'Tags',
  batch: { Tags: tagsByArn('$arn') },
});
