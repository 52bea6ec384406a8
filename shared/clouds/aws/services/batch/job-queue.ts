/** Job queues of a region, and where their jobs run. A deleted one stays listed for a while, and is left out. */
import { defineType, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Batch::JobQueue',
  kind: 'queue',
  list: paged('DescribeJobQueues', 'jobQueues', { maxResults: 100 }),
  only: { path: 'status', not: ['DELETED'] },
  id: 'jobQueueName',
  nativeId: 'jobQueueArn',
  name: 'jobQueueName',
  tags: 'tags',
  relationships: [uses('AWS::Batch::ComputeEnvironment', 'computeEnvironmentOrder[].computeEnvironment')],
  // Each place in the order has its number.
  volatile: ['statusReason'],
});
