/** Facts about Azure that need no call. */
import type { ProviderFacts } from '../provider.ts';
import { AZURE_VIEWS } from './common-views.ts';
import { azureConnectionSettings, cannotReadOfAzure } from './connection-settings.ts';
import { FIELD_LOADERS } from './fields.generated.ts';
import { AZURE_TYPES } from './types.generated.ts';

/** @throws TypeError if there is no such service */
function loaderOf(service: string): NonNullable<(typeof FIELD_LOADERS)[string]> {
  const loader = FIELD_LOADERS[service];
  if (!loader) throw new TypeError(`Azure has no service ${service}.`);
  return loader;
}

export const azureFacts: ProviderFacts = {
  id: 'azure',
  loginSchema: azureConnectionSettings,
  cannotRead: cannotReadOfAzure,
  types: AZURE_TYPES,
  fields: async (service) => (await loaderOf(service)()).FIELDS,
  views: AZURE_VIEWS,
  // Every list covers a whole subscription, so that no job is limited to regions of Azure.
  regions: [],
  // A deployment has no connection to Azure of its own.
  deploymentSettings: () => ({}),
};
