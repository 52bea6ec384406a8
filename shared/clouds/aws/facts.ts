/** What Muster knows of AWS without asking it. */
import type { ProviderFacts } from '../provider.ts';
import { awsConnectionSettings, awsSettingsOf } from './connection-settings.ts';
import { knownRegions } from './regions.ts';
import { AWS_TYPES } from './types.generated.ts';

export const awsFacts: ProviderFacts = {
  id: 'aws',
  loginSchema: awsConnectionSettings,
  types: AWS_TYPES,
  regions: knownRegions(),
  deploymentSettings: ({ MUSTER_ROLE_NAME, MUSTER_EXTERNAL_ID }) => awsSettingsOf(MUSTER_ROLE_NAME, MUSTER_EXTERNAL_ID),
};
