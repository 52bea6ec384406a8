/**
 * The resource types that the local platform understands, each with the properties that it acts on, those that have no meaning on
 * one machine, and the values of `Ref` and `Fn::GetAtt`. Everything else in a template is an error.
 */
export interface PhysicalName {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  /** Base URL of the local SQS. */
  readonly sqs: string;
  /** Base URL of the local HTTP API. */
  readonly api: string;
}

export interface LocalType {
  /** The property that holds the resource's name; absent if the type has none. */
  readonly name?: string;
  readonly used: readonly string[];
  /** Properties without a meaning on one machine, such as encryption, backup, tags and permissions. */
  readonly ignored: readonly string[];
  readonly ref: (physical: PhysicalName) => string;
  readonly attributes: Readonly<Record<string, (physical: PhysicalName) => string>>;
}

const byName = ({ name }: PhysicalName): string => name;
const arn =
  (service: string, prefix = '') =>
  ({ region, account, name }: PhysicalName): string =>
    `arn:aws:${service}:${region}:${account}:${prefix}${name}`;

const queueUrl = ({ sqs, account, name }: PhysicalName): string => `${sqs}/${account}/${name}`;

const TABLE = {
  name: 'TableName',
  ref: byName,
  attributes: { Arn: arn('dynamodb', 'table/') },
} as const;

const TABLE_PROPERTIES = [
  'TableName',
  'KeySchema',
  'AttributeDefinitions',
  'GlobalSecondaryIndexes',
  'BillingMode',
  'TimeToLiveSpecification',
];

export const LOCAL_TYPES: Readonly<Record<string, LocalType>> = {
  'AWS::DynamoDB::Table': {
    ...TABLE,
    used: TABLE_PROPERTIES,
    ignored: [
      'PointInTimeRecoverySpecification',
      'DeletionProtectionEnabled',
      'SSESpecification',
      'ContributorInsightsSpecification',
      'TableClass',
      'OnDemandThroughput',
      'ResourcePolicy',
      'Tags',
    ],
  },
  'AWS::DynamoDB::GlobalTable': {
    ...TABLE,
    used: TABLE_PROPERTIES,
    ignored: ['Replicas', 'SSESpecification', 'WriteOnDemandThroughputSettings'],
  },
  'AWS::SQS::Queue': {
    name: 'QueueName',
    used: [
      'QueueName',
      'VisibilityTimeout',
      'MessageRetentionPeriod',
      'DelaySeconds',
      'MaximumMessageSize',
      'ReceiveMessageWaitTimeSeconds',
      'RedrivePolicy',
    ],
    ignored: ['SqsManagedSseEnabled', 'KmsMasterKeyId', 'KmsDataKeyReusePeriodSeconds', 'RedriveAllowPolicy', 'Tags'],
    ref: queueUrl,
    attributes: { Arn: arn('sqs'), QueueName: byName, QueueUrl: queueUrl },
  },
  'AWS::SNS::Topic': {
    name: 'TopicName',
    used: ['TopicName'],
    ignored: ['DisplayName', 'KmsMasterKeyId', 'Tags', 'TracingConfig'],
    ref: arn('sns'),
    attributes: { TopicArn: arn('sns'), TopicName: byName },
  },
  'AWS::SNS::Subscription': {
    used: ['Endpoint', 'FilterPolicy', 'FilterPolicyScope', 'Protocol', 'RawMessageDelivery', 'TopicArn'],
    // The local SNS puts a message into its queue at once, so that none is left undelivered.
    ignored: ['RedrivePolicy'],
    ref: arn('sns'),
    attributes: {},
  },
  'AWS::S3::Bucket': {
    name: 'BucketName',
    used: ['BucketName'],
    ignored: [
      'AccessControl',
      'BucketEncryption',
      'LifecycleConfiguration',
      'LoggingConfiguration',
      'OwnershipControls',
      'PublicAccessBlockConfiguration',
      'Tags',
      'VersioningConfiguration',
    ],
    ref: byName,
    attributes: { Arn: ({ name }) => `arn:aws:s3:::${name}` },
  },
  'AWS::Lambda::Function': {
    name: 'FunctionName',
    used: [
      'FunctionName',
      'Code',
      'Handler',
      'Runtime',
      'Environment',
      'Role',
      'Timeout',
      'MemorySize',
      'ReservedConcurrentExecutions',
      'DeadLetterConfig',
    ],
    ignored: [
      'Architectures',
      'Description',
      'EphemeralStorage',
      'LoggingConfig',
      'RecursiveLoop',
      'RuntimeManagementConfig',
      'Tags',
      'TracingConfig',
    ],
    ref: byName,
    attributes: { Arn: arn('lambda', 'function:') },
  },
  'AWS::IAM::Policy': {
    used: ['PolicyDocument', 'Roles'],
    ignored: ['PolicyName', 'Groups', 'Users'],
    ref: byName,
    attributes: {},
  },
  'AWS::IAM::ManagedPolicy': {
    used: ['PolicyDocument', 'Roles'],
    ignored: ['ManagedPolicyName', 'Description', 'Groups', 'Path', 'Users'],
    ref: byName,
    attributes: {},
  },
  'AWS::Lambda::EventSourceMapping': {
    used: ['FunctionName', 'EventSourceArn', 'BatchSize', 'Enabled', 'FunctionResponseTypes', 'ScalingConfig'],
    ignored: ['Tags', 'MetricsConfig'],
    ref: byName,
    attributes: {},
  },
  'AWS::Lambda::EventInvokeConfig': {
    used: ['FunctionName', 'Qualifier', 'MaximumRetryAttempts', 'MaximumEventAgeInSeconds'],
    ignored: [],
    ref: byName,
    attributes: {},
  },
  'AWS::ApiGatewayV2::Api': {
    name: 'Name',
    used: ['Name', 'ProtocolType'],
    ignored: ['Description', 'DisableExecuteApiEndpoint', 'Tags'],
    ref: byName,
    attributes: { ApiId: byName, ApiEndpoint: ({ api }) => api },
  },
  'AWS::ApiGatewayV2::Integration': {
    used: ['ApiId', 'IntegrationType', 'IntegrationUri', 'PayloadFormatVersion', 'TimeoutInMillis'],
    ignored: ['Description', 'IntegrationMethod'],
    ref: byName,
    attributes: {},
  },
  'AWS::ApiGatewayV2::Route': {
    used: ['ApiId', 'RouteKey', 'Target', 'AuthorizationType', 'AuthorizerId'],
    ignored: ['OperationName'],
    ref: byName,
    attributes: {},
  },
  'AWS::ApiGatewayV2::Authorizer': {
    used: ['ApiId', 'AuthorizerType', 'IdentitySource', 'JwtConfiguration'],
    ignored: ['Name'],
    ref: byName,
    attributes: {},
  },
  'AWS::ApiGatewayV2::Stage': {
    used: ['ApiId', 'StageName', 'AutoDeploy', 'DefaultRouteSettings'],
    ignored: ['AccessLogSettings', 'Description', 'Tags'],
    ref: byName,
    attributes: {},
  },
  'AWS::Scheduler::Schedule': {
    name: 'Name',
    used: ['Name', 'ScheduleExpression', 'ScheduleExpressionTimezone', 'State', 'FlexibleTimeWindow', 'Target'],
    ignored: ['Description', 'GroupName', 'KmsKeyArn'],
    ref: byName,
    attributes: { Arn: arn('scheduler', 'schedule/default/') },
  },
};

/** Types without a meaning on one machine: roles as such, permissions of resources, logs, alarms, and Athena's catalog. */
export const INERT_TYPES: ReadonlySet<string> = new Set([
  'AWS::Athena::WorkGroup',
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Glue::Database',
  'AWS::Glue::Table',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::ScheduleGroup',
]);

/** The value of an attribute of a resource without a local meaning: a well-formed name or ARN of something that does not exist. */
export function inertAttribute(type: string, attribute: string, physical: PhysicalName): string {
  const service = (type.split('::')[1] ?? '').toLowerCase();
  return attribute.endsWith('Arn') ? arn(service)(physical) : physical.name;
}
