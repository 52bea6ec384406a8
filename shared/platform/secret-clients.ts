/** The parts of the SDK that read secrets. They are imported by name, so that a bundle holds nothing else of these clients. */
export { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
export { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
