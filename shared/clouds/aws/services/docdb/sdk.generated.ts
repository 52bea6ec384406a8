/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { RDSClient, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import type { LoadedService } from '../../types/loaded-service.ts';
import dbInstanceType from './db-instance.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: RDSClient,
  commands: { DescribeDBInstances: DescribeDBInstancesCommand },
  types: [dbInstanceType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
