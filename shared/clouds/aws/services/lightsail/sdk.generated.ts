/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { LightsailClient, GetInstancesCommand, GetRelationalDatabasesCommand, GetStaticIpsCommand } from '@aws-sdk/client-lightsail';
import type { LoadedService } from '../../types/loaded-service.ts';
import databaseType from './database.ts';
import instanceType from './instance.ts';
import staticIpType from './static-ip.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: LightsailClient,
  commands: { GetInstances: GetInstancesCommand, GetRelationalDatabases: GetRelationalDatabasesCommand, GetStaticIps: GetStaticIpsCommand },
  types: [databaseType, instanceType, staticIpType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
