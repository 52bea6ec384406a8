/** Connections of a region to databases and other sources. The names of their properties are stored without the values, which may be secrets. */
import { arn, defineType, inside, paged, read, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Glue::Connection',
  kind: 'other',
  list: paged('GetConnections', 'ConnectionList', { HidePassword: true, MaxResults: 1000 }),
  gone: ['EntityNotFoundException'],
  id: 'Name',
  nativeId: arn('connection/{Name}'),
  name: 'Name',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::Subnet', 'PhysicalConnectionRequirements.SubnetId'),
    uses('AWS::EC2::SecurityGroup', 'PhysicalConnectionRequirements.SecurityGroupIdList[]'),
    uses('AWS::SecretsManager::Secret', 'AuthenticationConfiguration.SecretArn'),
    usesKey('AuthenticationConfiguration.KmsKeyArn'),
  ],
  details: { Tags: read('GetTags', { ResourceArn: '$arn' }, 'Tags') },
  // Each test of a connection changes them.
  volatile: ['LastConnectionValidationTime', 'Status', 'StatusReason'],
  keysOnly: [
    'ConnectionProperties',
    'SparkProperties',
    'AthenaProperties',
    'PythonProperties',
    'AuthenticationConfiguration.OAuth2Properties.TokenUrlParametersMap',
  ],
});
