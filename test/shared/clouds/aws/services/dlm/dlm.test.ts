import { it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';

it.each([
  {
    type: 'AWS::DLM::LifecyclePolicy',
    id: 'policy-0[0-9a-f]{16}',
    arn: 'dlm:<region>:<account>:policy/policy-0[0-9a-f]{16}',
    relations: ['uses AWS::IAM::Role'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});
