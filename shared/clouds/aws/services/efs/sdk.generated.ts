/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { EFSClient, DescribeAccessPointsCommand, DescribeBackupPolicyCommand, DescribeFileSystemPolicyCommand, DescribeFileSystemsCommand, DescribeMountTargetsCommand } from '@aws-sdk/client-efs';
import type { LoadedService } from '../../types/loaded-service.ts';
import accessPointType from './access-point.ts';
import fileSystemType from './file-system.ts';
import mountTargetType from './mount-target.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: EFSClient,
  commands: { DescribeAccessPoints: DescribeAccessPointsCommand, DescribeBackupPolicy: DescribeBackupPolicyCommand, DescribeFileSystemPolicy: DescribeFileSystemPolicyCommand, DescribeFileSystems: DescribeFileSystemsCommand, DescribeMountTargets: DescribeMountTargetsCommand },
  types: [accessPointType, fileSystemType, mountTargetType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
