/**
 * Delivery streams of a region, without what may open the way to where they deliver: tokens, users, addresses of other companies' services,
 * and the attributes that are sent along.
 */
import { defineType, inside, listed, read, relation, uses, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

/** `RoleARN` → `Destinations[].ExtendedS3DestinationDescription.RoleARN`, … */
const of = (destinations: readonly string[], path: string): readonly string[] =>
  destinations.map((destination) => `Destinations[].${destination}DestinationDescription.${path}`);

const SEARCH = ['Elasticsearch', 'Amazonopensearchservice', 'AmazonOpenSearchServerless'];
const WITH_ROLE = ['ExtendedS3', 'Redshift', ...SEARCH, 'HttpEndpoint', 'Snowflake', 'Iceberg'];
const WITH_SECRET = ['Redshift', 'Splunk', 'HttpEndpoint', 'Snowflake'];
const DATABASE = 'Source.DatabaseSourceDescription.DatabaseSourceAuthenticationConfiguration.SecretsManagerConfiguration';

export default defineType({
  type: 'AWS::KinesisFirehose::DeliveryStream',
  kind: 'stream',
  // One page holds as many as the service gives at once. Where there are more, it says so, and the list fails: the next page would begin after a name.
  list: listed('ListDeliveryStreams', 'DeliveryStreamNames', { Limit: 10_000 }, { as: 'DeliveryStreamName' }),
  describe: read('DescribeDeliveryStream', { DeliveryStreamName: 'DeliveryStreamName' }, 'DeliveryStreamDescription'),
  gone: ['ResourceNotFoundException'],
  id: 'DeliveryStreamName',
  nativeId: 'DeliveryStreamARN',
  name: 'DeliveryStreamName',
  tags: 'Tags',
  relationships: [
    uses('AWS::Kinesis::Stream', 'Source.KinesisStreamSourceDescription.KinesisStreamARN'),
    uses('AWS::MSK::Cluster', 'Source.MSKSourceDescription.MSKClusterARN'),
    relation('writes_to', 'AWS::S3::Bucket', ...of(['ExtendedS3'], 'BucketARN')),
    uses(
      'AWS::IAM::Role',
      'Source.KinesisStreamSourceDescription.RoleARN',
      'Source.MSKSourceDescription.AuthenticationConfiguration.RoleARN',
      ...of(WITH_ROLE, 'RoleARN'),
    ),
    uses('AWS::SecretsManager::Secret', `${DATABASE}.SecretARN`, ...of(WITH_SECRET, 'SecretsManagerConfiguration.SecretARN')),
    inside('AWS::EC2::VPC', ...of(SEARCH, 'VpcConfigurationDescription.VpcId')),
    inside('AWS::EC2::Subnet', ...of(SEARCH, 'VpcConfigurationDescription.SubnetIds[]')),
    uses('AWS::EC2::SecurityGroup', ...of(SEARCH, 'VpcConfigurationDescription.SecurityGroupIds[]')),
    usesKey(
      'DeliveryStreamEncryptionConfiguration.KeyARN',
      ...of(['ExtendedS3'], 'EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN'),
    ),
  ],
  batch: { Tags: tagsByArn('DeliveryStreamARN') },
  // Firehose reports what failed, and takes snapshots of the databases that it reads.
  volatile: [
    'FailureDescription',
    'DeliveryStreamEncryptionConfiguration.FailureDescription',
    'Source.DatabaseSourceDescription.SnapshotInfo',
  ],
  drop: [
    ...of(['Redshift'], 'ClusterJDBCURL'),
    ...of(['Redshift'], 'Username'),
    ...of(['Redshift'], 'CopyCommand.CopyOptions'),
    ...of(['Splunk'], 'HECToken'),
    ...of(['HttpEndpoint'], 'EndpointConfiguration.Url'),
    ...of(['HttpEndpoint'], 'RequestConfiguration.CommonAttributes'),
    ...of(['Snowflake'], 'AccountUrl'),
    ...of(['Snowflake'], 'User'),
    ...of(['Snowflake'], 'Database'),
    ...of(['Snowflake'], 'Schema'),
    ...of(['Snowflake'], 'Table'),
    ...of(['Snowflake'], 'MetaDataColumnName'),
    ...of(['Snowflake'], 'ContentColumnName'),
    ...of(['Snowflake'], 'SnowflakeRoleConfiguration.SnowflakeRole'),
    ...of(['Snowflake'], 'SnowflakeVpcConfiguration.PrivateLinkVpceId'),
  ],
});
