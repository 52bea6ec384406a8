/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../types/loaded-definitions.ts';

/** By service id: loads the definitions of the service. */
export const SERVICE_LOADERS: Readonly<Record<string, () => Promise<{ readonly DEFINITIONS: LoadedDefinitions }>>> = {
  'audit': async () => await import('./services/audit/definitions.generated.ts'),
  'blockstorage': async () => await import('./services/blockstorage/definitions.generated.ts'),
  'cloudguard': async () => await import('./services/cloudguard/definitions.generated.ts'),
  'compute': async () => await import('./services/compute/definitions.generated.ts'),
  'database': async () => await import('./services/database/definitions.generated.ts'),
  'events': async () => await import('./services/events/definitions.generated.ts'),
  'filestorage': async () => await import('./services/filestorage/definitions.generated.ts'),
  'functions': async () => await import('./services/functions/definitions.generated.ts'),
  'identity': async () => await import('./services/identity/definitions.generated.ts'),
  'identitydomains': async () => await import('./services/identitydomains/definitions.generated.ts'),
  'kms': async () => await import('./services/kms/definitions.generated.ts'),
  'loadbalancer': async () => await import('./services/loadbalancer/definitions.generated.ts'),
  'logging': async () => await import('./services/logging/definitions.generated.ts'),
  'network': async () => await import('./services/network/definitions.generated.ts'),
  'objectstorage': async () => await import('./services/objectstorage/definitions.generated.ts'),
  'oke': async () => await import('./services/oke/definitions.generated.ts'),
  'ons': async () => await import('./services/ons/definitions.generated.ts'),
};
