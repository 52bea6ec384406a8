/**
 * Endpoints of a region: the databases that tasks read or write. DMS answers no passwords, but its schema has places for them: these are never
 * stored, nor are connection attributes and scripts, which hold what people write.
 */
import { defineType, paged, uses, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

/** The settings of databases that may be logged in to by a secret of Secrets Manager. */
const DATABASES = [
  'DocDbSettings',
  'GcpMySQLSettings',
  'IBMDb2Settings',
  'MicrosoftSQLServerSettings',
  'MongoDbSettings',
  'MySQLSettings',
  'OracleSettings',
  'PostgreSQLSettings',
  'RedshiftSettings',
  'SybaseSettings',
];

/** The settings that name a role by which DMS uses another service. */
const SERVICES = [
  'DmsTransferSettings',
  'DynamoDbSettings',
  'ElasticsearchSettings',
  'KinesisSettings',
  'MySQLSettings',
  'NeptuneSettings',
  'PostgreSQLSettings',
  'RedshiftSettings',
  'S3Settings',
];

export default defineType({
  type: 'AWS::DMS::Endpoint',
  kind: 'data_pipeline',
  list: paged('DescribeEndpoints', 'Endpoints', { MaxRecords: 100 }),
  id: 'EndpointArn',
  nativeId: 'EndpointArn',
  name: 'EndpointIdentifier',
  tags: 'Tags',
  relationships: [
    uses(
      'AWS::IAM::Role',
      'ServiceAccessRoleArn',
      ...SERVICES.map((settings) => `${settings}.ServiceAccessRoleArn`),
      ...DATABASES.map((settings) => `${settings}.SecretsManagerAccessRoleArn`),
    ),
    uses('AWS::SecretsManager::Secret', ...DATABASES.map((settings) => `${settings}.SecretsManagerSecretId`)),
    uses('AWS::S3::Bucket', 'S3Settings.BucketName', 'DmsTransferSettings.BucketName', 'RedshiftSettings.BucketName'),
    uses('AWS::Kinesis::Stream', 'KinesisSettings.StreamArn'),
    uses('AWS::DMS::Certificate', 'CertificateArn'),
    usesKey(
      'KmsKeyId',
      'DocDbSettings.KmsKeyId',
      'MongoDbSettings.KmsKeyId',
      'RedshiftSettings.ServerSideEncryptionKmsKeyId',
      'S3Settings.ServerSideEncryptionKmsKeyId',
    ),
  ],
  batch: { Tags: tagsByArn('EndpointArn') },
  // It changes while the endpoint is deleted or a connection is tested.
  volatile: ['Status'],
  drop: [
    'ExtraConnectionAttributes',
    ...DATABASES.map((settings) => `${settings}.Password`),
    'GcpMySQLSettings.AfterConnectScript',
    'KafkaSettings.SaslPassword',
    'KafkaSettings.SslClientKeyPassword',
    'MySQLSettings.AfterConnectScript',
    'OracleSettings.AsmPassword',
    'OracleSettings.SecurityDbEncryption',
    'PostgreSQLSettings.AfterConnectScript',
    'RedisSettings.AuthPassword',
    'RedshiftSettings.AfterConnectScript',
  ],
});
