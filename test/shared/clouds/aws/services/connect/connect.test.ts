import { it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';

it.each([{ type: 'AWS::Connect::Instance', id: '[0-9a-f-]{36}', arn: 'connect:<region>:<account>:instance/[0-9a-f-]{36}' }])(
  'gives the resources of $type ids, ARNs and relationships',
  async (identity) => {
    await expectIdentity(identity);
  },
);
