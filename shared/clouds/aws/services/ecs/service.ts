/** Amazon ECS: clusters and the services that run in them, task definitions and capacity providers. */
import { defineService } from '../../types/define.ts';
import type { BatchFailures } from '../../types/definition.ts';
import { TAGGING } from '../../types/tagging-api.ts';

/** Describe calls answer 200 and name here what they do not describe. MISSING: it was deleted after it was listed. */
export const FAILURES: BatchFailures = { items: 'failures', match: 'arn', reason: 'reason', gone: ['MISSING'] };

export default defineService({
  id: 'ecs',
  sdk: '@aws-sdk/client-ecs',
  client: 'ECSClient',
  permissions: 'ecs',
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html (cluster and service reads)
  limit: { perSecond: 20, burst: 50 },
  apis: [TAGGING],
});
