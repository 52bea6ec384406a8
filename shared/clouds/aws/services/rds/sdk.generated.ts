/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { RDSClient, DescribeDBClusterParameterGroupsCommand, DescribeDBClusterParametersCommand, DescribeDBClusterSnapshotAttributesCommand, DescribeDBClusterSnapshotsCommand, DescribeDBClustersCommand, DescribeDBInstancesCommand, DescribeDBParameterGroupsCommand, DescribeDBParametersCommand, DescribeDBProxiesCommand, DescribeDBSnapshotAttributesCommand, DescribeDBSnapshotsCommand, DescribeDBSubnetGroupsCommand, DescribeEventSubscriptionsCommand, DescribeOptionGroupsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-rds';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import dbClusterParameterGroupType from './db-cluster-parameter-group.ts';
import dbClusterSnapshotType from './db-cluster-snapshot.ts';
import dbClusterType from './db-cluster.ts';
import dbInstanceType from './db-instance.ts';
import dbParameterGroupType from './db-parameter-group.ts';
import dbProxyType from './db-proxy.ts';
import dbSnapshotType from './db-snapshot.ts';
import dbSubnetGroupType from './db-subnet-group.ts';
import eventSubscriptionType from './event-subscription.ts';
import optionGroupType from './option-group.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: RDSClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeDBClusterParameterGroups: DescribeDBClusterParameterGroupsCommand, DescribeDBClusterParameters: DescribeDBClusterParametersCommand, DescribeDBClusterSnapshotAttributes: DescribeDBClusterSnapshotAttributesCommand, DescribeDBClusterSnapshots: DescribeDBClusterSnapshotsCommand, DescribeDBClusters: DescribeDBClustersCommand, DescribeDBInstances: DescribeDBInstancesCommand, DescribeDBParameterGroups: DescribeDBParameterGroupsCommand, DescribeDBParameters: DescribeDBParametersCommand, DescribeDBProxies: DescribeDBProxiesCommand, DescribeDBSnapshotAttributes: DescribeDBSnapshotAttributesCommand, DescribeDBSnapshots: DescribeDBSnapshotsCommand, DescribeDBSubnetGroups: DescribeDBSubnetGroupsCommand, DescribeEventSubscriptions: DescribeEventSubscriptionsCommand, DescribeOptionGroups: DescribeOptionGroupsCommand, ListTagsForResource: ListTagsForResourceCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [dbClusterParameterGroupType, dbClusterSnapshotType, dbClusterType, dbInstanceType, dbParameterGroupType, dbProxyType, dbSnapshotType, dbSubnetGroupType, eventSubscriptionType, optionGroupType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
