/** Facts about OCI that need no call. */
import type { ProviderFacts } from '../provider.ts';
import { OCI_VIEWS } from './common-views.ts';
import { cannotReadOfOci, ociConnectionSettings, ownMachineOnly } from './connection-settings.ts';
import { FIELD_LOADERS } from './fields.generated.ts';
import { knownRegions } from './realms.ts';
import { OCI_TYPES } from './types.generated.ts';

/** @throws TypeError if there is no such service */
function loaderOf(service: string): NonNullable<(typeof FIELD_LOADERS)[string]> {
  const loader = FIELD_LOADERS[service];
  if (!loader) throw new TypeError(`OCI has no service ${service}.`);
  return loader;
}

export const ociFacts: ProviderFacts = {
  id: 'oci',
  loginSchema: ociConnectionSettings,
  cannotRead: cannotReadOfOci,
  ownMachineOnly,
  types: OCI_TYPES,
  fields: async (service) => (await loaderOf(service)()).FIELDS,
  views: OCI_VIEWS,
  regions: knownRegions(),
  // A deployment has no connection to OCI of its own.
  deploymentSettings: () => ({}),
};
