/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { OrganizationsClient, DescribeOrganizationCommand } from '@aws-sdk/client-organizations';
import type { LoadedService } from '../../types/loaded-service.ts';
import organizationType from './organization.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: OrganizationsClient,
  commands: { DescribeOrganization: DescribeOrganizationCommand },
  types: [organizationType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
