/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { MemoryDBClient, DescribeACLsCommand, DescribeClustersCommand, DescribeSnapshotsCommand, DescribeSubnetGroupsCommand, DescribeUsersCommand, ListTagsCommand } from '@aws-sdk/client-memorydb';
import type { LoadedService } from '../../types/loaded-service.ts';
import aclType from './acl.ts';
import clusterType from './cluster.ts';
import snapshotType from './snapshot.ts';
import subnetGroupType from './subnet-group.ts';
import userType from './user.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: MemoryDBClient,
  commands: { DescribeACLs: DescribeACLsCommand, DescribeClusters: DescribeClustersCommand, DescribeSnapshots: DescribeSnapshotsCommand, DescribeSubnetGroups: DescribeSubnetGroupsCommand, DescribeUsers: DescribeUsersCommand, ListTags: ListTagsCommand },
  types: [aclType, clusterType, snapshotType, subnetGroupType, userType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
