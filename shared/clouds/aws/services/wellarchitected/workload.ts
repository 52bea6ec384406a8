/** Workloads of a region that were reviewed, with the number of their risks; those that other accounts share are included. */
import { defineType, paged } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::WellArchitected::Workload',
  kind: 'assessment',
  list: paged('ListWorkloads', 'WorkloadSummaries', { MaxResults: 50 }),
  id: 'WorkloadId',
  nativeId: 'WorkloadArn',
  name: 'WorkloadName',
  owner: 'Owner',
  tags: 'Tags',
  batch: { Tags: tagsByArn('WorkloadArn') },
});
