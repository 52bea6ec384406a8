import { it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';

it.each([
  {
    type: 'AWS::RedshiftServerless::Namespace',
    id: '.+-reports',
    arn: 'redshift-serverless:<region>:<account>:namespace/[0-9a-f-]{36}',
    // Not of a key, though `kmsKeyId` says AWS_OWNED_KMS_KEY.
    relations: ['uses AWS::IAM::Role'],
  },
  {
    type: 'AWS::RedshiftServerless::Workgroup',
    id: '.+-reports',
    arn: 'redshift-serverless:<region>:<account>:workgroup/[0-9a-f-]{36}',
    relations: ['in AWS::EC2::Subnet', 'in AWS::EC2::VPC', 'uses AWS::EC2::SecurityGroup', 'uses AWS::RedshiftServerless::Namespace'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});
