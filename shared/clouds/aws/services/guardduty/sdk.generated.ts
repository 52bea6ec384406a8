/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { GuardDutyClient, DescribeOrganizationConfigurationCommand, GetAdministratorAccountCommand, GetDetectorCommand, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import type { LoadedService } from '../../types/loaded-service.ts';
import detectorType from './detector.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: GuardDutyClient,
  commands: { DescribeOrganizationConfiguration: DescribeOrganizationConfigurationCommand, GetAdministratorAccount: GetAdministratorAccountCommand, GetDetector: GetDetectorCommand, ListDetectors: ListDetectorsCommand },
  types: [detectorType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
