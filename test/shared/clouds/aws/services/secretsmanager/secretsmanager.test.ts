import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::SecretsManager::Secret',
    id: 'arn:.+',
    arn: 'secretsmanager:<region>:<account>:secret:.+-[0-9a-f]{6}',
    relations: ['uses AWS::KMS::Key', 'uses AWS::Lambda::Function'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('never reads a value', () => {
  expect(typeCalled('AWS::SecretsManager::Secret').permissions).toEqual(['secretsmanager:ListSecrets', 'secretsmanager:GetResourcePolicy']);
});
