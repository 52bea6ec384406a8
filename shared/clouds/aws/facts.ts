/** Facts about AWS that need no call. */
import type { ProviderFacts } from '../provider.ts';
import { AWS_VIEWS } from './common-views.ts';
import { awsConnectionSettings, awsSettingsOf, cannotReadOfAws } from './connection-settings.ts';
import { FIELD_LOADERS } from './fields.generated.ts';
import { knownRegions } from './regions.ts';
import { AWS_TYPES } from './types.generated.ts';

/** @throws TypeError if there is no such service */
function loaderOf(service: string): NonNullable<(typeof FIELD_LOADERS)[string]> {
  const loader = FIELD_LOADERS[service];
  if (!loader) throw new TypeError(`AWS has no service ${service}.`);
  return loader;
}

export const awsFacts: ProviderFacts = {
  id: 'aws',
  loginSchema: awsConnectionSettings,
  cannotRead: cannotReadOfAws,
  types: AWS_TYPES,
  fields: async (service) => (await loaderOf(service)()).FIELDS,
  views: AWS_VIEWS,
  regions: knownRegions(),
  deploymentSettings: ({ MUSTER_ROLE_NAME, MUSTER_EXTERNAL_ID }) => awsSettingsOf(MUSTER_ROLE_NAME, MUSTER_EXTERNAL_ID),
};
