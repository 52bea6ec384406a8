/** Container clusters of a region. */
import { defineType, inBatches, paged, uses, usesKey } from '../../types/define.ts';
import { FAILURES } from './service.ts';

export default defineType({
  type: 'AWS::ECS::Cluster',
  kind: 'container_cluster',
  list: paged('ListClusters', 'clusterArns', { maxResults: 100 }, { as: 'clusterArn' }),
  describe: inBatches('DescribeClusters', { clusters: 'clusterArn' }, 100, 'clusters', {
    match: 'clusterArn',
    input: { include: ['ATTACHMENTS', 'CONFIGURATIONS', 'SETTINGS', 'TAGS'] },
    failures: FAILURES,
  }),
  gone: ['ClusterNotFoundException'],
  // ECS describes a deleted cluster for some time more.
  only: { path: 'status', not: ['INACTIVE'] },
  id: 'clusterArn',
  nativeId: 'clusterArn',
  name: 'clusterName',
  tags: { path: 'tags', key: 'key', value: 'value' },
  relationships: [
    usesKey(
      'configuration.executeCommandConfiguration.kmsKeyId',
      'configuration.managedStorageConfiguration.kmsKeyId',
      'configuration.managedStorageConfiguration.fargateEphemeralStorageKmsKeyId',
    ),
    uses('AWS::ECS::CapacityProvider', 'capacityProviders[]'),
  ],
  // Counts of what runs at the moment.
  volatile: ['registeredContainerInstancesCount', 'runningTasksCount', 'pendingTasksCount', 'activeServicesCount', 'statistics'],
});
