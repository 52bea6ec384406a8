/** Activities of a region: work that machines of one’s own do for a workflow. */
import { defineType, paged } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::StepFunctions::Activity',
  kind: 'workflow',
  list: paged('ListActivities', 'activities', { maxResults: 1000 }),
  id: 'activityArn',
  nativeId: 'activityArn',
  name: 'name',
  tags: 'Tags',
  batch: { Tags: tagsByArn('activityArn') },
});
