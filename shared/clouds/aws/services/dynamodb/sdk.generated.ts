/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { DynamoDBClient, DescribeContinuousBackupsCommand, DescribeTableCommand, DescribeTimeToLiveCommand, GetResourcePolicyCommand, ListBackupsCommand, ListTablesCommand, ListTagsOfResourceCommand } from '@aws-sdk/client-dynamodb';
import type { LoadedService } from '../../types/loaded-service.ts';
import backupType from './backup.ts';
import tableType from './table.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: DynamoDBClient,
  commands: { DescribeContinuousBackups: DescribeContinuousBackupsCommand, DescribeTable: DescribeTableCommand, DescribeTimeToLive: DescribeTimeToLiveCommand, GetResourcePolicy: GetResourcePolicyCommand, ListBackups: ListBackupsCommand, ListTables: ListTablesCommand, ListTagsOfResource: ListTagsOfResourceCommand },
  types: [backupType, tableType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
