/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../types/loaded-definitions.ts';

/** By service id: loads the definitions of the service. */
export const SERVICE_LOADERS: Readonly<Record<string, () => Promise<{ readonly DEFINITIONS: LoadedDefinitions }>>> = {
  'appservice': async () => await import('./services/appservice/definitions.generated.ts'),
  'authorization': async () => await import('./services/authorization/definitions.generated.ts'),
  'automation': async () => await import('./services/automation/definitions.generated.ts'),
  'batch': async () => await import('./services/batch/definitions.generated.ts'),
  'cognitiveservices': async () => await import('./services/cognitiveservices/definitions.generated.ts'),
  'compute': async () => await import('./services/compute/definitions.generated.ts'),
  'containerregistry': async () => await import('./services/containerregistry/definitions.generated.ts'),
  'containerservice': async () => await import('./services/containerservice/definitions.generated.ts'),
  'cosmosdb': async () => await import('./services/cosmosdb/definitions.generated.ts'),
  'databricks': async () => await import('./services/databricks/definitions.generated.ts'),
  'entra': async () => await import('./services/entra/definitions.generated.ts'),
  'eventhub': async () => await import('./services/eventhub/definitions.generated.ts'),
  'keyvault': async () => await import('./services/keyvault/definitions.generated.ts'),
  'logic': async () => await import('./services/logic/definitions.generated.ts'),
  'managedidentity': async () => await import('./services/managedidentity/definitions.generated.ts'),
  'monitor': async () => await import('./services/monitor/definitions.generated.ts'),
  'mysql': async () => await import('./services/mysql/definitions.generated.ts'),
  'network': async () => await import('./services/network/definitions.generated.ts'),
  'policy': async () => await import('./services/policy/definitions.generated.ts'),
  'postgresql': async () => await import('./services/postgresql/definitions.generated.ts'),
  'recoveryservices': async () => await import('./services/recoveryservices/definitions.generated.ts'),
  'redis': async () => await import('./services/redis/definitions.generated.ts'),
  'resources': async () => await import('./services/resources/definitions.generated.ts'),
  'search': async () => await import('./services/search/definitions.generated.ts'),
  'security': async () => await import('./services/security/definitions.generated.ts'),
  'servicebus': async () => await import('./services/servicebus/definitions.generated.ts'),
  'sql': async () => await import('./services/sql/definitions.generated.ts'),
  'storage': async () => await import('./services/storage/definitions.generated.ts'),
};
