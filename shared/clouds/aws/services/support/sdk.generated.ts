/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { SupportClient, DescribeTrustedAdvisorCheckSummariesCommand, DescribeTrustedAdvisorChecksCommand } from '@aws-sdk/client-support';
import type { LoadedService } from '../../types/loaded-service.ts';
import trustedAdvisorCheckType from './trusted-advisor-check.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: SupportClient,
  commands: { DescribeTrustedAdvisorCheckSummaries: DescribeTrustedAdvisorCheckSummariesCommand, DescribeTrustedAdvisorChecks: DescribeTrustedAdvisorChecksCommand },
  types: [trustedAdvisorCheckType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
