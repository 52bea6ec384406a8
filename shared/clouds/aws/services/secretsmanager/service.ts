/** AWS Secrets Manager: secrets, without their values. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'secretsmanager',
  sdk: '@aws-sdk/client-secrets-manager',
  client: 'SecretsManagerClient',
  permissions: 'secretsmanager',
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html (GetResourcePolicy, the lower of the two)
  limit: { perSecond: 50, burst: 50 },
});
