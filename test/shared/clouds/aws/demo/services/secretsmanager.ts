import { type Look, text } from '../said-of-services.ts';

export const CALLS = 2.5;

export const LOOKS: Readonly<Record<string, Look>> = {
  secret_not_rotated: { type: 'AWS::SecretsManager::Secret', is: (secret) => secret['RotationEnabled'] === false },
  secret_public_policy: { type: 'AWS::SecretsManager::Secret', is: (secret) => text(secret['ResourcePolicy']).includes('"Principal":"*"') },
};
