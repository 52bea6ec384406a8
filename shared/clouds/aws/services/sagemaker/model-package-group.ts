/** Groups of model packages of a region: the account's own, each for the versions of one model. */
import { defineType, paged, readAll } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SageMaker::ModelPackageGroup',
  kind: 'model',
  list: paged('ListModelPackageGroups', 'ModelPackageGroupSummaryList', { MaxResults: 100 }),
  id: 'ModelPackageGroupName',
  nativeId: 'ModelPackageGroupArn',
  name: 'ModelPackageGroupName',
  tags: 'Tags',
  details: { Tags: readAll('ListTags', { ResourceArn: 'ModelPackageGroupArn' }, 'Tags') },
  // SageMaker creates and deletes a group for some moments.
  volatile: ['ModelPackageGroupStatus'],
});
