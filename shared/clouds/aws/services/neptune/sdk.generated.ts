/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { RDSClient, DescribeDBClusterSnapshotAttributesCommand, DescribeDBClusterSnapshotsCommand, DescribeDBClustersCommand, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import dbClusterSnapshotType from './db-cluster-snapshot.ts';
import dbClusterType from './db-cluster.ts';
import dbInstanceType from './db-instance.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: RDSClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeDBClusterSnapshotAttributes: DescribeDBClusterSnapshotAttributesCommand, DescribeDBClusterSnapshots: DescribeDBClusterSnapshotsCommand, DescribeDBClusters: DescribeDBClustersCommand, DescribeDBInstances: DescribeDBInstancesCommand },
  types: [dbClusterSnapshotType, dbClusterType, dbInstanceType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
