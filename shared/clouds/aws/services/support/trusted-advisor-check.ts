/**
 * Checks that Trusted Advisor makes in an account, each with its last result. The resources that a check flags are not read, nor is its description
 * stored, which is the same for everybody. Checks have no ARN and no tags.
 */
import { defineType, inBatches, listed } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Support::TrustedAdvisorCheck',
  kind: 'assessment',
  list: listed('DescribeTrustedAdvisorChecks', 'checks', { language: 'en' }),
  id: 'id',
  name: 'name',
  batch: {
    // How many ids a call takes is not published: a call that is refused is made again with half of them.
    Summary: inBatches('DescribeTrustedAdvisorCheckSummaries', { checkIds: 'id' }, 50, 'summaries', { match: 'checkId' }),
  },
  // They change with every run of a check; its status stays a change.
  volatile: ['Summary.timestamp', 'Summary.resourcesSummary', 'Summary.categorySpecificSummary'],
  drop: ['description'],
  // The names of the columns of its result.
  ordered: ['metadata'],
});
