/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../config-fields.ts';

export const FIELD_LOADERS: Readonly<Record<string, () => Promise<{ readonly FIELDS: ConfigFields }>>> = {
  'appservice': async () => await import('./services/appservice/fields.generated.ts'),
  'authorization': async () => await import('./services/authorization/fields.generated.ts'),
  'automation': async () => await import('./services/automation/fields.generated.ts'),
  'batch': async () => await import('./services/batch/fields.generated.ts'),
  'cognitiveservices': async () => await import('./services/cognitiveservices/fields.generated.ts'),
  'compute': async () => await import('./services/compute/fields.generated.ts'),
  'containerregistry': async () => await import('./services/containerregistry/fields.generated.ts'),
  'containerservice': async () => await import('./services/containerservice/fields.generated.ts'),
  'cosmosdb': async () => await import('./services/cosmosdb/fields.generated.ts'),
  'databricks': async () => await import('./services/databricks/fields.generated.ts'),
  'entra': async () => await import('./services/entra/fields.generated.ts'),
  'eventhub': async () => await import('./services/eventhub/fields.generated.ts'),
  'keyvault': async () => await import('./services/keyvault/fields.generated.ts'),
  'logic': async () => await import('./services/logic/fields.generated.ts'),
  'managedidentity': async () => await import('./services/managedidentity/fields.generated.ts'),
  'monitor': async () => await import('./services/monitor/fields.generated.ts'),
  'mysql': async () => await import('./services/mysql/fields.generated.ts'),
  'network': async () => await import('./services/network/fields.generated.ts'),
  'policy': async () => await import('./services/policy/fields.generated.ts'),
  'postgresql': async () => await import('./services/postgresql/fields.generated.ts'),
  'recoveryservices': async () => await import('./services/recoveryservices/fields.generated.ts'),
  'redis': async () => await import('./services/redis/fields.generated.ts'),
  'resources': async () => await import('./services/resources/fields.generated.ts'),
  'search': async () => await import('./services/search/fields.generated.ts'),
  'security': async () => await import('./services/security/fields.generated.ts'),
  'servicebus': async () => await import('./services/servicebus/fields.generated.ts'),
  'sql': async () => await import('./services/sql/fields.generated.ts'),
  'storage': async () => await import('./services/storage/fields.generated.ts'),
};
