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
} as unknown as LoadedService;
