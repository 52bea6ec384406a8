/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { FSxClient, DescribeBackupsCommand, DescribeFileSystemsCommand } from '@aws-sdk/client-fsx';
import type { LoadedService } from '../../types/loaded-service.ts';
import backupType from './backup.ts';
import fileSystemType from './file-system.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: FSxClient,
  commands: { DescribeBackups: DescribeBackupsCommand, DescribeFileSystems: DescribeFileSystemsCommand },
  types: [backupType, fileSystemType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
