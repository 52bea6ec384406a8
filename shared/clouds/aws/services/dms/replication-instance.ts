/** Replication instances of a region. */
import { defineType, inside, paged, uses, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::DMS::ReplicationInstance',
  kind: 'data_pipeline',
  list: paged('DescribeReplicationInstances', 'ReplicationInstances', { MaxRecords: 100 }),
  id: 'ReplicationInstanceArn',
  nativeId: 'ReplicationInstanceArn',
  name: 'ReplicationInstanceIdentifier',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::VPC', 'ReplicationSubnetGroup.VpcId'),
    inside('AWS::EC2::Subnet', 'ReplicationSubnetGroup.Subnets[].SubnetIdentifier'),
    uses('AWS::EC2::SecurityGroup', 'VpcSecurityGroups[].VpcSecurityGroupId'),
    uses('AWS::SecretsManager::Secret', 'KerberosAuthenticationSettings.KeyCacheSecretId'),
    usesKey('KmsKeyId'),
  ],
  batch: { Tags: tagsByArn('ReplicationInstanceArn') },
  // Maintenance changes them for a while; its effects show in other fields.
  volatile: ['PendingModifiedValues', 'ReplicationInstanceStatus'],
  // A whole file of settings.
  drop: ['KerberosAuthenticationSettings.Krb5FileContents'],
});
