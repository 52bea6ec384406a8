/** Application Auto Scaling: what scales by itself, apart from EC2's groups. */
import { custom, defineService, paged } from '../../types/define.ts';
import type { CustomList } from '../../types/definition.ts';

export default defineService({
  id: 'applicationautoscaling',
  sdk: '@aws-sdk/client-application-auto-scaling',
  client: 'ApplicationAutoScalingClient',
  permissions: 'application-autoscaling',
  // No limit is published for these reads.
  limit: { perSecond: 10, burst: 20 },
});

/** The services whose resources it scales. */
const NAMESPACES = [
  'appstream',
  'cassandra',
  'comprehend',
  'custom-resource',
  'dynamodb',
  'ec2',
  'ecs',
  'elasticache',
  'elasticmapreduce',
  'kafka',
  'lambda',
  'neptune',
  'rds',
  'sagemaker',
  'workspaces',
];

/** A list of every service's resources: each takes a call of its own, because the input must name the service. */
export const ofEveryService = (operation: string, items: string, pageSize: number): CustomList =>
  custom(
    Object.fromEntries(
      NAMESPACES.map((ServiceNamespace) => [ServiceNamespace, paged(operation, items, { ServiceNamespace, MaxResults: pageSize })]),
    ),
    async function* ({ pages }) {
      for (const namespace of NAMESPACES) yield* pages(namespace);
    },
  );
