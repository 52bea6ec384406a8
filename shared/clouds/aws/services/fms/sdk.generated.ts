/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { FMSClient, GetPolicyCommand, ListPoliciesCommand, ListTagsForResourceCommand } from '@aws-sdk/client-fms';
import type { LoadedService } from '../../types/loaded-service.ts';
import policyType from './policy.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: FMSClient,
  commands: { GetPolicy: GetPolicyCommand, ListPolicies: ListPoliciesCommand, ListTagsForResource: ListTagsForResourceCommand },
  types: [policyType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
