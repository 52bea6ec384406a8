import { it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';

it.each([
  {
    type: 'AWS::DocDB::DBCluster',
    id: '.+-documents-cluster',
    arn: 'rds:<region>:<account>:cluster:.+-documents-cluster',
    relations: [
      'consists_of AWS::DocDB::DBInstance',
      'in AWS::RDS::DBSubnetGroup',
      'uses AWS::EC2::SecurityGroup',
      'uses AWS::KMS::Key',
      'uses AWS::RDS::DBClusterParameterGroup',
    ],
  },
  {
    type: 'AWS::DocDB::DBClusterSnapshot',
    id: '.+-documents-before-migration',
    arn: 'rds:<region>:<account>:cluster-snapshot:.+-documents-before-migration',
    relations: ['created_from AWS::DocDB::DBCluster', 'in AWS::EC2::VPC'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});
