/** Amazon ECS: clusters and the services that run in them. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'ecs',
  sdk: '@aws-sdk/client-ecs',
  client: 'ECSClient',
  permissions: 'ecs',
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html (cluster and service reads)
  limit: { perSecond: 20, burst: 50 },
});
