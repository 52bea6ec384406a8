/** Reads secrets with this process's own AWS credentials: a function's role, or a user's login. The SDK's clients are loaded when a secret is first read. */
import type { SecretStores } from '../connections/secrets.ts';

/** A person or a task waits for the secret. */
const CLIENT = { maxAttempts: 3, requestHandler: { connectionTimeout: 3_000, requestTimeout: 5_000, throwOnRequestTimeout: true } };

/** @param environment the variables that `env:NAME` may name; none in a deployment */
export const secretStores = (environment?: NodeJS.ProcessEnv): SecretStores => ({
  environment,
  secretsmanager: async (SecretId, region) => {
    const { GetSecretValueCommand, SecretsManagerClient } = await import('./secret-clients.ts');
    const client = new SecretsManagerClient({ ...CLIENT, region });
    try {
      return (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString;
    } finally {
      client.destroy();
    }
  },
  ssm: async (Name, region) => {
    const { GetParameterCommand, SSMClient } = await import('./secret-clients.ts');
    const client = new SSMClient({ ...CLIENT, region });
    try {
      return (await client.send(new GetParameterCommand({ Name, WithDecryption: true }))).Parameter?.Value;
    } finally {
      client.destroy();
    }
  },
});
