/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { DatabaseMigrationServiceClient, DescribeCertificatesCommand, DescribeEndpointsCommand, DescribeReplicationInstancesCommand, DescribeReplicationSubnetGroupsCommand, DescribeReplicationTasksCommand } from '@aws-sdk/client-database-migration-service';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import certificateType from './certificate.ts';
import endpointType from './endpoint.ts';
import replicationInstanceType from './replication-instance.ts';
import replicationSubnetGroupType from './replication-subnet-group.ts';
import replicationTaskType from './replication-task.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: DatabaseMigrationServiceClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeCertificates: DescribeCertificatesCommand, DescribeEndpoints: DescribeEndpointsCommand, DescribeReplicationInstances: DescribeReplicationInstancesCommand, DescribeReplicationSubnetGroups: DescribeReplicationSubnetGroupsCommand, DescribeReplicationTasks: DescribeReplicationTasksCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [certificateType, endpointType, replicationInstanceType, replicationSubnetGroupType, replicationTaskType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
