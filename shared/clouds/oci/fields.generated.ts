/** Made by scripts/oci-fields.ts from the models of Oracle's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../config-fields.ts';

export const FIELD_LOADERS: Readonly<Record<string, () => Promise<{ readonly FIELDS: ConfigFields }>>> = {
  'audit': async () => await import('./services/audit/fields.generated.ts'),
  'blockstorage': async () => await import('./services/blockstorage/fields.generated.ts'),
  'cloudguard': async () => await import('./services/cloudguard/fields.generated.ts'),
  'compute': async () => await import('./services/compute/fields.generated.ts'),
  'database': async () => await import('./services/database/fields.generated.ts'),
  'events': async () => await import('./services/events/fields.generated.ts'),
  'filestorage': async () => await import('./services/filestorage/fields.generated.ts'),
  'functions': async () => await import('./services/functions/fields.generated.ts'),
  'identity': async () => await import('./services/identity/fields.generated.ts'),
  'identitydomains': async () => await import('./services/identitydomains/fields.generated.ts'),
  'kms': async () => await import('./services/kms/fields.generated.ts'),
  'loadbalancer': async () => await import('./services/loadbalancer/fields.generated.ts'),
  'logging': async () => await import('./services/logging/fields.generated.ts'),
  'network': async () => await import('./services/network/fields.generated.ts'),
  'objectstorage': async () => await import('./services/objectstorage/fields.generated.ts'),
  'oke': async () => await import('./services/oke/fields.generated.ts'),
  'ons': async () => await import('./services/ons/fields.generated.ts'),
};
