/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { DLMClient, GetLifecyclePoliciesCommand, GetLifecyclePolicyCommand } from '@aws-sdk/client-dlm';
import type { LoadedService } from '../../types/loaded-service.ts';
import lifecyclePolicyType from './lifecycle-policy.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: DLMClient,
  commands: { GetLifecyclePolicies: GetLifecyclePoliciesCommand, GetLifecyclePolicy: GetLifecyclePolicyCommand },
  types: [lifecyclePolicyType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
