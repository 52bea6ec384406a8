/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { RedshiftClient, DescribeClusterParameterGroupsCommand, DescribeClusterParametersCommand, DescribeClusterSnapshotsCommand, DescribeClusterSubnetGroupsCommand, DescribeClustersCommand, DescribeEventSubscriptionsCommand, DescribeLoggingStatusCommand } from '@aws-sdk/client-redshift';
import type { LoadedService } from '../../types/loaded-service.ts';
import clusterParameterGroupType from './cluster-parameter-group.ts';
import clusterSnapshotType from './cluster-snapshot.ts';
import clusterSubnetGroupType from './cluster-subnet-group.ts';
import clusterType from './cluster.ts';
import eventSubscriptionType from './event-subscription.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: RedshiftClient,
  commands: { DescribeClusterParameterGroups: DescribeClusterParameterGroupsCommand, DescribeClusterParameters: DescribeClusterParametersCommand, DescribeClusterSnapshots: DescribeClusterSnapshotsCommand, DescribeClusterSubnetGroups: DescribeClusterSubnetGroupsCommand, DescribeClusters: DescribeClustersCommand, DescribeEventSubscriptions: DescribeEventSubscriptionsCommand, DescribeLoggingStatus: DescribeLoggingStatusCommand },
  types: [clusterParameterGroupType, clusterSnapshotType, clusterSubnetGroupType, clusterType, eventSubscriptionType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
