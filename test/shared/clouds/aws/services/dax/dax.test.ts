import { it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';

it.each([
  {
    type: 'AWS::DAX::Cluster',
    id: '[a-z]+-dax',
    arn: 'dax:<region>:<account>:cache/[a-z]+-dax',
    relations: ['uses AWS::EC2::SecurityGroup', 'uses AWS::IAM::Role'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});
