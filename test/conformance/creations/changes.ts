/** The next day: one change of a resource of each of these types, and one deletion. */
import { allowing, NAME, step, type Step } from './step.ts';

export const CHANGES: Readonly<Record<string, Step>> = {
  'AWS::EC2::VPC': step('ec2', 'CreateTags', { Resources: ['<vpc>'], Tags: [{ Key: 'Team', Value: 'network' }] }),
  'AWS::EC2::SecurityGroup': step('ec2', 'AuthorizeSecurityGroupIngress', {
    GroupId: '<group>',
    IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
  }),
  'AWS::EC2::EbsEncryptionByDefault': step('ec2', 'DisableEbsEncryptionByDefault'),
  'AWS::S3::Bucket': step('s3', 'PutBucketVersioning', { Bucket: NAME, VersioningConfiguration: { Status: 'Suspended' } }),
  'AWS::IAM::Role': step('iam', 'UntagRole', { RoleName: NAME, TagKeys: ['Owner'] }),
  'AWS::IAM::AccountPasswordPolicy': step('iam', 'UpdateAccountPasswordPolicy', { MinimumPasswordLength: 8 }),
  'AWS::KMS::Key': step('kms', 'DisableKeyRotation', { KeyId: '<key>' }),
  'AWS::SQS::Queue': step('sqs', 'SetQueueAttributes', { QueueUrl: '<queue>', Attributes: { VisibilityTimeout: '60' } }),
  'AWS::SNS::Topic': step('sns', 'TagResource', { ResourceArn: '<topic>', Tags: [{ Key: 'Team', Value: 'events' }] }),
  'AWS::Lambda::Function': step('lambda', 'UpdateFunctionConfiguration', { FunctionName: NAME, Timeout: 60 }),
  'AWS::Logs::LogGroup': step('cloudwatch-logs', 'PutRetentionPolicy', { logGroupName: NAME, retentionInDays: 7 }),
  'AWS::CloudTrail::Trail': step('cloudtrail', 'StopLogging', { Name: NAME }),
  'AWS::RDS::DBInstance': step('rds', 'ModifyDBInstance', { DBInstanceIdentifier: NAME, BackupRetentionPeriod: 14 }),
  'AWS::DynamoDB::Table': step('dynamodb', 'UpdateContinuousBackups', {
    TableName: NAME,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
  }),
  'AWS::ECR::Repository': step('ecr', 'PutImageTagMutability', { repositoryName: NAME, imageTagMutability: 'MUTABLE' }),
  'AWS::EFS::FileSystem': step('efs', 'PutFileSystemPolicy', {
    FileSystemId: '<files>',
    Policy: allowing('elasticfilesystem:ClientWrite'),
  }),
  'AWS::GuardDuty::Detector': step('guardduty', 'UpdateDetector', { DetectorId: '<detector>', Enable: false }),
  'AWS::Organizations::Policy': step('organizations', 'DetachPolicy', { PolicyId: '<limit>', TargetId: '<unit>' }),
  'AWS::ApiGateway::Stage': step('api-gateway', 'UpdateStage', {
    restApiId: '<rest>',
    stageName: 'prod',
    patchOperations: [{ op: 'replace', path: '/tracingEnabled', value: 'false' }],
  }),
};

export const DELETIONS: Readonly<Record<string, Step>> = {
  'AWS::EC2::Volume': step('ec2', 'DeleteVolume', { VolumeId: '<volume>' }),
  'AWS::KMS::Alias': step('kms', 'DeleteAlias', { AliasName: `alias/${NAME}` }),
  'AWS::SNS::Subscription': step('sns', 'Unsubscribe', { SubscriptionArn: '<subscription>' }),
  'AWS::Backup::ReportPlan': step('backup', 'DeleteReportPlan', { ReportPlanName: 'made_by_the_suite' }),
  'AWS::Events::EventBus': step('eventbridge', 'DeleteEventBus', { Name: NAME }),
  'AWS::Glue::Job': step('glue', 'DeleteJob', { JobName: NAME }),
  'AWS::SES::ConfigurationSet': step('sesv2', 'DeleteConfigurationSet', { ConfigurationSetName: NAME }),
  'AWS::Redshift::ClusterSnapshot': step('redshift', 'DeleteClusterSnapshot', { SnapshotIdentifier: NAME }),
  'AWS::CloudWatch::Alarm': step('cloudwatch', 'DeleteAlarms', { AlarmNames: [NAME] }),
  'AWS::Organizations::DelegatedAdministrator': step('organizations', 'DeregisterDelegatedAdministrator', {
    AccountId: '<member>',
    ServicePrincipal: 'guardduty.amazonaws.com',
  }),
};
