import { it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';

it.each([
  {
    type: 'AWS::Neptune::DBCluster',
    id: '.+-graph-cluster',
    arn: 'rds:<region>:<account>:cluster:.+-graph-cluster',
    relations: [
      'consists_of AWS::Neptune::DBInstance',
      'in AWS::RDS::DBSubnetGroup',
      'uses AWS::EC2::SecurityGroup',
      'uses AWS::KMS::Key',
      'uses AWS::RDS::DBClusterParameterGroup',
    ],
  },
  {
    type: 'AWS::Neptune::DBClusterSnapshot',
    id: '.+-graph-before-migration',
    arn: 'rds:<region>:<account>:cluster-snapshot:.+-graph-before-migration',
    relations: ['created_from AWS::Neptune::DBCluster', 'in AWS::EC2::VPC'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});
