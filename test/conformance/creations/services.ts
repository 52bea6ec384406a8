/** Everything that stands in no network. */
import { ACCOUNT, allowing, NAME, REGION, step, type Step, TAG_MAP, TAGS, trustOf } from './step.ts';

const ROLE = `arn:aws:iam::${ACCOUNT}:role/${NAME}`;
const BUCKET = NAME;
/** The smallest zip file: an end-of-central-directory record. */
const EMPTY_ZIP = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);
const LOWER_TAGS = TAGS.map(({ Key, Value }) => ({ key: Key, value: Value }));

export const IDENTITIES: readonly Step[] = [
  step('iam', 'CreateRole', { RoleName: NAME, AssumeRolePolicyDocument: trustOf('lambda'), Tags: TAGS }),
  step('iam', 'PutRolePolicy', {
    RoleName: NAME,
    PolicyName: 'inline',
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['*'] }] }),
  }),
  step(
    'iam',
    'CreatePolicy',
    {
      PolicyName: NAME,
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] }),
      Tags: TAGS,
    },
    { policy: 'Policy.Arn' },
  ),
  step('iam', 'AttachRolePolicy', { RoleName: NAME, PolicyArn: '<policy>' }),
  step('iam', 'CreateUser', { UserName: NAME, Tags: TAGS }),
  step('iam', 'CreateAccessKey', { UserName: NAME }),
  step('iam', 'AttachUserPolicy', { UserName: NAME, PolicyArn: '<policy>' }),
  step('iam', 'CreateGroup', { GroupName: NAME }),
  step('iam', 'AddUserToGroup', { GroupName: NAME, UserName: NAME }),
  step('iam', 'CreateOpenIDConnectProvider', {
    Url: 'https://token.example.com',
    ClientIDList: ['sts.amazonaws.com'],
    ThumbprintList: ['a'.repeat(40)],
    Tags: TAGS,
  }),
  step('iam', 'CreateSAMLProvider', { Name: NAME, SAMLMetadataDocument: 'a'.repeat(1024), Tags: TAGS }),
  step('iam', 'UploadServerCertificate', {
    ServerCertificateName: NAME,
    CertificateBody: 'body',
    PrivateKey: 'not-a-secret-1',
    Tags: TAGS,
  }),
  step('iam', 'CreateInstanceProfile', { InstanceProfileName: NAME }),
  step('iam', 'CreateVirtualMFADevice', { VirtualMFADeviceName: NAME, Tags: TAGS }),
  step('iam', 'UpdateAccountPasswordPolicy', { MinimumPasswordLength: 14, RequireSymbols: true, PasswordReusePrevention: 24 }),
  step(
    'kms',
    'CreateKey',
    { Description: 'made', Policy: allowing('kms:*'), Tags: TAGS.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value })) },
    { key: 'KeyMetadata.KeyId', key_arn: 'KeyMetadata.Arn' },
  ),
  step('kms', 'EnableKeyRotation', { KeyId: '<key>' }),
  step('kms', 'CreateAlias', { AliasName: `alias/${NAME}`, TargetKeyId: '<key>' }),
  step('secrets-manager', 'CreateSecret', { Name: NAME, SecretString: 'not-a-secret-1', KmsKeyId: '<key>', Tags: TAGS }),
  step('cognito-identity', 'CreateIdentityPool', {
    IdentityPoolName: NAME,
    AllowUnauthenticatedIdentities: false,
    IdentityPoolTags: TAG_MAP,
  }),
  step(
    'cognito-identity-provider',
    'CreateUserPool',
    { PoolName: NAME, MfaConfiguration: 'OFF', Policies: { PasswordPolicy: { MinimumLength: 12 } }, UserPoolTags: TAG_MAP },
    { pool: 'UserPool.Id' },
  ),
  step('cognito-identity-provider', 'CreateUserPoolClient', {
    UserPoolId: '<pool>',
    ClientName: NAME,
    GenerateSecret: true,
    ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  }),
  step('cognito-identity-provider', 'CreateGroup', { UserPoolId: '<pool>', GroupName: NAME, RoleArn: ROLE, Precedence: 1 }),
  step('organizations', 'CreateOrganization', { FeatureSet: 'ALL' }),
  step('organizations', 'ListRoots', {}, { organization_root: 'Roots.0.Id' }),
  step('organizations', 'EnablePolicyType', { RootId: '<organization_root>', PolicyType: 'SERVICE_CONTROL_POLICY' }),
  step(
    'organizations',
    'CreateOrganizationalUnit',
    { ParentId: '<organization_root>', Name: NAME, Tags: TAGS },
    { unit: 'OrganizationalUnit.Id' },
  ),
  step('organizations', 'CreateOrganizationalUnit', { ParentId: '<unit>', Name: NAME, Tags: TAGS }),
  step(
    'organizations',
    'CreateAccount',
    { AccountName: NAME, Email: 'made@example.com', Tags: TAGS },
    { member: 'CreateAccountStatus.AccountId' },
  ),
  step('organizations', 'MoveAccount', { AccountId: '<member>', SourceParentId: '<organization_root>', DestinationParentId: '<unit>' }),
  step(
    'organizations',
    'CreatePolicy',
    {
      Name: NAME,
      Description: 'Nobody leaves',
      Type: 'SERVICE_CONTROL_POLICY',
      Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"organizations:LeaveOrganization","Resource":"*"}]}',
      Tags: TAGS,
    },
    { limit: 'Policy.PolicySummary.Id' },
  ),
  step('organizations', 'AttachPolicy', { PolicyId: '<limit>', TargetId: '<unit>' }),
  step('organizations', 'RegisterDelegatedAdministrator', { AccountId: '<member>', ServicePrincipal: 'guardduty.amazonaws.com' }),
  step('account', 'PutAlternateContact', {
    AlternateContactType: 'SECURITY',
    EmailAddress: 'security@example.com',
    Name: 'Security',
    PhoneNumber: '+15550100',
    Title: 'Team',
  }),
  step('acm', 'RequestCertificate', {
    DomainName: 'made.example.com',
    SubjectAlternativeNames: ['www.made.example.com'],
    ValidationMethod: 'DNS',
    Tags: TAGS,
  }),
];

const STORES: readonly Step[] = [
  step('s3', 'CreateBucket', { Bucket: BUCKET, CreateBucketConfiguration: { LocationConstraint: REGION } }),
  step('s3', 'PutBucketTagging', { Bucket: BUCKET, Tagging: { TagSet: TAGS } }),
  step('s3', 'PutBucketVersioning', { Bucket: BUCKET, VersioningConfiguration: { Status: 'Enabled' } }),
  step('s3', 'PutPublicAccessBlock', {
    Bucket: BUCKET,
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: false,
    },
  }),
  step('s3', 'PutBucketEncryption', {
    Bucket: BUCKET,
    ServerSideEncryptionConfiguration: {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: '<key_arn>' }, BucketKeyEnabled: true }],
    },
  }),
  step('s3', 'PutBucketLifecycleConfiguration', {
    Bucket: BUCKET,
    LifecycleConfiguration: { Rules: [{ ID: 'a', Status: 'Enabled', Filter: { Prefix: 'logs/' }, Expiration: { Days: 30 } }] },
  }),
  step('glacier', 'CreateVault', { accountId: '-', vaultName: NAME }),
  step('backup', 'CreateBackupVault', { BackupVaultName: NAME, BackupVaultTags: TAG_MAP }),
  step('backup', 'CreateBackupPlan', {
    BackupPlan: {
      BackupPlanName: NAME,
      Rules: [
        { RuleName: 'daily', TargetBackupVaultName: NAME, ScheduleExpression: 'cron(0 5 * * ? *)', Lifecycle: { DeleteAfterDays: 35 } },
      ],
    },
    BackupPlanTags: TAG_MAP,
  }),
  step('backup', 'CreateReportPlan', {
    ReportPlanName: 'made_by_the_suite',
    ReportDeliveryChannel: { S3BucketName: BUCKET, Formats: ['CSV'] },
    ReportSetting: { ReportTemplate: 'BACKUP_JOB_REPORT' },
    ReportPlanTags: TAG_MAP,
  }),
  step(
    'datasync',
    'CreateLocationS3',
    { S3BucketArn: `arn:aws:s3:::${BUCKET}`, S3Config: { BucketAccessRoleArn: ROLE } },
    { location: 'LocationArn' },
  ),
  step('datasync', 'CreateTask', { SourceLocationArn: '<location>', DestinationLocationArn: '<location>', Name: NAME, Tags: TAGS }),
  step('firehose', 'CreateDeliveryStream', {
    DeliveryStreamName: NAME,
    DeliveryStreamType: 'DirectPut',
    ExtendedS3DestinationConfiguration: { RoleARN: ROLE, BucketARN: `arn:aws:s3:::${BUCKET}` },
    Tags: TAGS,
  }),
  step('transfer', 'CreateServer', { Protocols: ['SFTP'], EndpointType: 'PUBLIC', IdentityProviderType: 'SERVICE_MANAGED', Tags: TAGS }),
];

const FUNCTIONS: readonly Step[] = [
  step('lambda', 'CreateFunction', {
    FunctionName: NAME,
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Role: ROLE,
    Code: { ZipFile: EMPTY_ZIP },
    Environment: { Variables: { PASSWORD: 'not-a-secret-1' } },
    Tags: TAG_MAP,
  }),
  step('lambda', 'CreateAlias', { FunctionName: NAME, Name: 'live', FunctionVersion: '$LATEST', Description: 'made' }),
  step('lambda', 'PublishLayerVersion', { LayerName: NAME, Content: { ZipFile: EMPTY_ZIP }, CompatibleRuntimes: ['nodejs22.x'] }),
  step(
    'sqs',
    'CreateQueue',
    {
      QueueName: NAME,
      Attributes: { SqsManagedSseEnabled: 'true', VisibilityTimeout: '45', Policy: allowing('sqs:SendMessage') },
      tags: TAG_MAP,
    },
    { queue: 'QueueUrl' },
  ),
  step('lambda', 'CreateEventSourceMapping', {
    FunctionName: NAME,
    EventSourceArn: `arn:aws:sqs:${REGION}:${ACCOUNT}:${NAME}`,
    BatchSize: 5,
  }),
  step('sns', 'CreateTopic', { Name: NAME, Attributes: { KmsMasterKeyId: '<key>' }, Tags: TAGS }, { topic: 'TopicArn' }),
  step(
    'sns',
    'Subscribe',
    { TopicArn: '<topic>', Protocol: 'sqs', Endpoint: `arn:aws:sqs:${REGION}:${ACCOUNT}:${NAME}` },
    { subscription: 'SubscriptionArn' },
  ),
  step('sfn', 'CreateStateMachine', {
    name: NAME,
    roleArn: ROLE,
    definition: JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }),
    tags: LOWER_TAGS,
  }),
  step('sfn', 'CreateActivity', { name: NAME, tags: LOWER_TAGS }),
  step('eventbridge', 'CreateEventBus', { Name: NAME, Tags: TAGS }),
  step('eventbridge', 'PutRule', { Name: NAME, ScheduleExpression: 'rate(1 day)', State: 'ENABLED', Tags: TAGS }),
  step('eventbridge', 'PutTargets', { Rule: NAME, Targets: [{ Id: 'a', Arn: '<topic>', Input: '{"password":"not-a-secret-1"}' }] }),
  step(
    'eventbridge',
    'CreateConnection',
    {
      Name: NAME,
      AuthorizationType: 'API_KEY',
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'key', ApiKeyValue: 'not-a-secret-1' } },
    },
    { connection: 'ConnectionArn' },
  ),
  step('eventbridge', 'CreateApiDestination', {
    Name: NAME,
    ConnectionArn: '<connection>',
    InvocationEndpoint: 'https://partner.example.com/a',
    HttpMethod: 'POST',
  }),
  step('eventbridge', 'CreateArchive', {
    ArchiveName: NAME,
    EventSourceArn: `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/default`,
    RetentionDays: 30,
  }),
  step(
    'api-gateway',
    'CreateRestApi',
    { name: NAME, endpointConfiguration: { types: ['REGIONAL'] }, tags: TAG_MAP },
    { rest: 'id', root: 'rootResourceId' },
  ),
  step('api-gateway', 'CreateResource', { restApiId: '<rest>', parentId: '<root>', pathPart: 'pets' }, { pets: 'id' }),
  step('api-gateway', 'PutMethod', { restApiId: '<rest>', resourceId: '<pets>', httpMethod: 'GET', authorizationType: 'AWS_IAM' }),
  step('api-gateway', 'PutIntegration', {
    restApiId: '<rest>',
    resourceId: '<pets>',
    httpMethod: 'GET',
    type: 'HTTP',
    integrationHttpMethod: 'GET',
    uri: 'https://example.com',
  }),
  step('api-gateway', 'CreateAuthorizer', {
    restApiId: '<rest>',
    name: NAME,
    type: 'TOKEN',
    authorizerUri: `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/arn:aws:lambda:${REGION}:${ACCOUNT}:function:${NAME}/invocations`,
    identitySource: 'method.request.header.Authorization',
  }),
  step('api-gateway', 'CreateDeployment', { restApiId: '<rest>' }, { deployment: 'id' }),
  step('api-gateway', 'CreateStage', {
    restApiId: '<rest>',
    stageName: 'prod',
    deploymentId: '<deployment>',
    tracingEnabled: true,
    tags: TAG_MAP,
  }),
  step('api-gateway', 'CreateUsagePlan', { name: NAME, apiStages: [{ apiId: '<rest>', stage: 'prod' }], tags: TAG_MAP }),
  step('api-gateway', 'CreateApiKey', { name: NAME, enabled: true, value: 'not-a-secret-1-not-a-secret-1', tags: TAG_MAP }),
  step('api-gateway', 'CreateDomainName', {
    domainName: 'api.example.com',
    regionalCertificateArn: `arn:aws:acm:${REGION}:${ACCOUNT}:certificate/a`,
    endpointConfiguration: { types: ['REGIONAL'] },
    securityPolicy: 'TLS_1_2',
    tags: TAG_MAP,
  }),
  step('apigatewayv2', 'CreateApi', { Name: NAME, ProtocolType: 'HTTP', Tags: TAG_MAP }, { http: 'ApiId' }),
  step('apigatewayv2', 'CreateVpcLink', { Name: NAME, SubnetIds: ['subnet-0aaa1111'], SecurityGroupIds: ['sg-0aaa1111'], Tags: TAG_MAP }),
  step('apigatewayv2', 'CreateAuthorizer', {
    ApiId: '<http>',
    Name: NAME,
    AuthorizerType: 'JWT',
    IdentitySource: ['$request.header.Authorization'],
    JwtConfiguration: { Audience: ['a'], Issuer: 'https://token.example.com' },
  }),
  step(
    'apigatewayv2',
    'CreateIntegration',
    {
      ApiId: '<http>',
      IntegrationType: 'HTTP_PROXY',
      IntegrationUri: 'https://example.com',
      IntegrationMethod: 'GET',
      PayloadFormatVersion: '1.0',
    },
    { integration: 'IntegrationId' },
  ),
  step('apigatewayv2', 'CreateRoute', {
    ApiId: '<http>',
    RouteKey: 'GET /pets',
    Target: 'integrations/<integration>',
    AuthorizationType: 'AWS_IAM',
  }),
  step('apigatewayv2', 'CreateStage', { ApiId: '<http>', StageName: 'prod', AutoDeploy: true, Tags: TAG_MAP }),
  step('appsync', 'CreateGraphqlApi', { name: NAME, authenticationType: 'AWS_IAM', xrayEnabled: true, tags: TAG_MAP }),
  step('cloudfront', 'CreateDistribution', {
    DistributionConfig: {
      CallerReference: NAME,
      Comment: 'made',
      Enabled: true,
      Origins: {
        Quantity: 1,
        Items: [{ Id: 'a', DomainName: `${BUCKET}.s3.amazonaws.com`, S3OriginConfig: { OriginAccessIdentity: '' } }],
      },
      DefaultCacheBehavior: {
        TargetOriginId: 'a',
        ViewerProtocolPolicy: 'redirect-to-https',
        ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } },
        MinTTL: 0,
      },
    },
  }),
  step('cloudfront', 'CreateFunction', {
    Name: NAME,
    FunctionConfig: { Comment: 'made', Runtime: 'cloudfront-js-2.0' },
    FunctionCode: Buffer.from('function handler(event) { return event.request; }'),
  }),
  step('cloudfront', 'CreateOriginAccessControl', {
    OriginAccessControlConfig: { Name: NAME, SigningProtocol: 'sigv4', SigningBehavior: 'always', OriginAccessControlOriginType: 's3' },
  }),
  step('route-53', 'CreateHostedZone', { Name: 'made.example.com', CallerReference: NAME }, { zone: 'HostedZone.Id' }),
  { ...step('cloudwatch-logs', 'CreateLogGroup', { logGroupName: '/aws/route53/made' }), region: 'us-east-1' },
  step('route-53', 'CreateQueryLoggingConfig', {
    HostedZoneId: '<zone>',
    CloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/route53/made:*`,
  }),
  step(
    'route-53',
    'CreateHealthCheck',
    { CallerReference: NAME, HealthCheckConfig: { Type: 'HTTPS', FullyQualifiedDomainName: 'www.made.example.com', Port: 443 } },
    { check: 'HealthCheck.Id' },
  ),
  step('route-53', 'ChangeTagsForResource', { ResourceType: 'healthcheck', ResourceId: '<check>', AddTags: TAGS }),
  step('route-53', 'ChangeResourceRecordSets', {
    HostedZoneId: '<zone>',
    ChangeBatch: {
      Changes: [
        {
          Action: 'CREATE',
          ResourceRecordSet: { Name: 'www.made.example.com', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '198.51.100.9' }] },
        },
      ],
    },
  }),
  step('route-53-domains', 'RegisterDomain', {
    DomainName: 'made.com',
    DurationInYears: 2,
    AutoRenew: true,
    AdminContact: contact(),
    RegistrantContact: contact(),
    TechContact: contact(),
  }),
];

function contact(): object {
  return {
    FirstName: 'A',
    LastName: 'B',
    ContactType: 'PERSON',
    AddressLine1: '1 Street',
    City: 'Town',
    CountryCode: 'US',
    ZipCode: '12345',
    PhoneNumber: '+1.5550100',
    Email: 'a@example.com',
    State: 'WA',
  };
}

const WATCHING: readonly Step[] = [
  step('cloudwatch-logs', 'CreateLogGroup', { logGroupName: NAME, tags: TAG_MAP }),
  step('cloudwatch-logs', 'PutRetentionPolicy', { logGroupName: NAME, retentionInDays: 30 }),
  step('cloudwatch-logs', 'PutMetricFilter', {
    logGroupName: NAME,
    filterName: NAME,
    filterPattern: '{ $.eventName = "ConsoleLogin" }',
    metricTransformations: [{ metricName: 'a', metricNamespace: 'b', metricValue: '1' }],
  }),
  step('cloudwatch-logs', 'PutResourcePolicy', { policyName: NAME, policyDocument: allowing('logs:PutLogEvents') }),
  step('cloudwatch-logs', 'PutDestination', {
    destinationName: NAME,
    targetArn: `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/${NAME}`,
    roleArn: ROLE,
    tags: TAG_MAP,
  }),
  { ...step('cloudwatch', 'PutDashboard', { DashboardName: NAME, DashboardBody: JSON.stringify({ widgets: [] }) }), region: 'us-east-1' },
  step('cloudwatch', 'PutMetricAlarm', {
    AlarmName: NAME,
    MetricName: 'a',
    Namespace: 'b',
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    AlarmActions: ['<topic>'],
    Tags: TAGS,
  }),
  step('cloudtrail', 'CreateTrail', { Name: NAME, S3BucketName: BUCKET, IsMultiRegionTrail: true, TagsList: TAGS }),
  step('cloudtrail', 'StartLogging', { Name: NAME }),
  step('config-service', 'PutConfigurationRecorder', {
    ConfigurationRecorder: { name: 'default', roleARN: ROLE, recordingGroup: { allSupported: true, includeGlobalResourceTypes: true } },
  }),
  step('config-service', 'PutConfigRule', {
    ConfigRule: { ConfigRuleName: NAME, Source: { Owner: 'AWS', SourceIdentifier: 'S3_BUCKET_VERSIONING_ENABLED' } },
    Tags: TAGS,
  }),
  step('config-service', 'PutDeliveryChannel', { DeliveryChannel: { name: 'default', s3BucketName: BUCKET } }),
  step('config-service', 'StartConfigurationRecorder', { ConfigurationRecorderName: 'default' }),
  step('config-service', 'PutConfigurationAggregator', {
    ConfigurationAggregatorName: NAME,
    AccountAggregationSources: [{ AccountIds: [ACCOUNT], AllAwsRegions: true }],
    Tags: TAGS,
  }),
  step('guardduty', 'CreateDetector', { Enable: true, FindingPublishingFrequency: 'ONE_HOUR', Tags: TAG_MAP }, { detector: 'DetectorId' }),
  step('securityhub', 'EnableSecurityHub', { Tags: TAG_MAP }),
  step('shield', 'CreateProtection', { Name: NAME, ResourceArn: `arn:aws:cloudfront::${ACCOUNT}:distribution/a`, Tags: TAGS }),
  step('shield', 'CreateSubscription'),
  step('wafv2', 'CreateWebACL', {
    Name: NAME,
    Scope: 'REGIONAL',
    DefaultAction: { Allow: {} },
    VisibilityConfig: { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'a' },
    Rules: [],
    Tags: TAGS,
  }),
  step('wafv2', 'CreateRuleGroup', {
    Name: NAME,
    Scope: 'REGIONAL',
    Capacity: 10,
    VisibilityConfig: { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'a' },
    Rules: [],
    Tags: TAGS,
  }),
  step('wafv2', 'CreateIPSet', { Name: NAME, Scope: 'REGIONAL', IPAddressVersion: 'IPV4', Addresses: ['198.51.100.0/24'], Tags: TAGS }),
  step('wafv2', 'CreateRegexPatternSet', { Name: NAME, Scope: 'REGIONAL', RegularExpressionList: [{ RegexString: '^/made' }], Tags: TAGS }),
  step('elastic-beanstalk', 'CreateApplication', { ApplicationName: NAME }),
  step('ssm', 'CreateDocument', {
    Name: NAME,
    DocumentType: 'Command',
    DocumentFormat: 'JSON',
    Content: JSON.stringify({
      schemaVersion: '2.2',
      description: 'made',
      mainSteps: [{ action: 'aws:runShellScript', name: 'a', inputs: { runCommand: ['true'] } }],
    }),
    Tags: TAGS,
  }),
  step('ssm', 'PutParameter', { Name: NAME, Value: 'not-a-secret-1', Type: 'SecureString', Tags: TAGS }),
  step('ssm', 'CreatePatchBaseline', { Name: NAME, OperatingSystem: 'AMAZON_LINUX_2023' }),
  step('ssm', 'CreateMaintenanceWindow', {
    Name: NAME,
    Schedule: 'cron(0 2 ? * SUN *)',
    Duration: 3,
    Cutoff: 1,
    AllowUnassociatedTargets: false,
    Tags: TAGS,
  }),
];

const BUILDING: readonly Step[] = [
  step('cloudformation', 'CreateStack', {
    StackName: NAME,
    TemplateBody: JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: `${NAME}-stack` } } } }),
    Tags: TAGS,
  }),
  step('cloudformation', 'CreateStackSet', {
    StackSetName: NAME,
    TemplateBody: JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }),
    Tags: TAGS,
  }),
  step('codebuild', 'CreateProject', {
    name: NAME,
    source: { type: 'S3', location: `${BUCKET}/a.zip` },
    artifacts: { type: 'NO_ARTIFACTS' },
    environment: { type: 'LINUX_CONTAINER', image: 'aws/codebuild/standard:7.0', computeType: 'BUILD_GENERAL1_SMALL' },
    serviceRole: `${ROLE}-codebuild`,
    tags: LOWER_TAGS,
  }),
  step('data-pipeline', 'CreatePipeline', { name: NAME, uniqueId: NAME, tags: LOWER_TAGS }),
  step('service-catalog', 'CreatePortfolio', { DisplayName: NAME, ProviderName: 'Team', IdempotencyToken: NAME, Tags: TAGS }),
  step('sesv2', 'CreateConfigurationSet', { ConfigurationSetName: NAME, DeliveryOptions: { TlsPolicy: 'REQUIRE' }, Tags: TAGS }),
  step('sesv2', 'CreateEmailIdentity', { EmailIdentity: 'made.example.com', Tags: TAGS }),
  step('athena', 'CreateDataCatalog', {
    Name: NAME,
    Type: 'LAMBDA',
    Parameters: { function: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${NAME}` },
    Tags: TAGS,
  }),
  step('glue', 'CreateConnection', {
    ConnectionInput: {
      Name: NAME,
      ConnectionType: 'JDBC',
      ConnectionProperties: { JDBC_CONNECTION_URL: 'jdbc:postgresql://db/a', USERNAME: 'a', PASSWORD: 'not-a-secret-1' },
    },
  }),
  step('glue', 'CreateJob', {
    Name: NAME,
    Role: ROLE,
    Command: { Name: 'glueetl', ScriptLocation: `s3://${BUCKET}/a.py` },
    GlueVersion: '4.0',
    Tags: TAG_MAP,
  }),
  step('glue', 'CreateDatabase', { DatabaseInput: { Name: NAME, LocationUri: `s3://${BUCKET}/lake` } }),
  step('glue', 'CreateCrawler', {
    Name: NAME,
    Role: ROLE,
    DatabaseName: NAME,
    Targets: { S3Targets: [{ Path: `s3://${BUCKET}/lake` }] },
    Tags: TAG_MAP,
  }),
  step('glue', 'CreateTrigger', {
    Name: NAME,
    Type: 'ON_DEMAND',
    Actions: [{ CrawlerName: NAME, Arguments: { '--token': 'not-a-secret-1' } }],
    Tags: TAG_MAP,
  }),
  step('glue', 'CreateDevEndpoint', { EndpointName: NAME, RoleArn: ROLE, Tags: TAG_MAP }),
  step('glue', 'CreateSecurityConfiguration', {
    Name: NAME,
    EncryptionConfiguration: { CloudWatchEncryption: { CloudWatchEncryptionMode: 'SSE-KMS', KmsKeyArn: '<key_arn>' } },
  }),
  step('glue', 'PutDataCatalogEncryptionSettings', {
    DataCatalogEncryptionSettings: { EncryptionAtRest: { CatalogEncryptionMode: 'SSE-KMS', SseAwsKmsKeyId: '<key_arn>' } },
  }),
];

const MODELS: readonly Step[] = [
  step('sagemaker', 'CreateModel', {
    ModelName: NAME,
    ExecutionRoleArn: ROLE,
    PrimaryContainer: { Image: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/a:1` },
    EnableNetworkIsolation: true,
    Tags: TAGS,
  }),
  step('sagemaker', 'CreateEndpointConfig', {
    EndpointConfigName: NAME,
    ProductionVariants: [{ VariantName: 'a', ModelName: NAME, InitialInstanceCount: 2, InstanceType: 'ml.m5.large' }],
    KmsKeyId: '<key_arn>',
    Tags: TAGS,
  }),
  step('sagemaker', 'CreateEndpoint', { EndpointName: NAME, EndpointConfigName: NAME, Tags: TAGS }),
  step('sagemaker', 'CreateNotebookInstance', {
    NotebookInstanceName: NAME,
    InstanceType: 'ml.t3.medium',
    RoleArn: ROLE,
    DirectInternetAccess: 'Disabled',
    RootAccess: 'Disabled',
    SubnetId: '<subnet>',
    SecurityGroupIds: ['<group>'],
    Tags: TAGS,
  }),
  step('sagemaker', 'CreateDomain', {
    DomainName: NAME,
    AuthMode: 'IAM',
    DefaultUserSettings: { ExecutionRole: ROLE },
    SubnetIds: ['<subnet>'],
    VpcId: '<vpc>',
    AppNetworkAccessType: 'VpcOnly',
    Tags: TAGS,
  }),
  step('sagemaker', 'CreateTrainingJob', {
    TrainingJobName: NAME,
    AlgorithmSpecification: { TrainingImage: 'a', TrainingInputMode: 'File' },
    RoleArn: ROLE,
    OutputDataConfig: { S3OutputPath: `s3://${BUCKET}/out` },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 10 },
    StoppingCondition: { MaxRuntimeInSeconds: 60 },
    EnableNetworkIsolation: true,
    Tags: TAGS,
  }),
  step('sagemaker', 'CreateProcessingJob', {
    ProcessingJobName: NAME,
    AppSpecification: { ImageUri: 'a' },
    RoleArn: ROLE,
    ProcessingResources: { ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 10 } },
    Tags: TAGS,
  }),
  step('sagemaker', 'CreateModelPackageGroup', { ModelPackageGroupName: NAME, ModelPackageGroupDescription: 'made', Tags: TAGS }),
  ...(['DataQuality', 'ModelBias', 'ModelExplainability', 'ModelQuality'] as const).map((kind) =>
    step('sagemaker', `Create${kind}JobDefinition`, {
      JobDefinitionName: NAME,
      [`${kind}AppSpecification`]: { ImageUri: 'a', ConfigUri: 's3://a/b', ProblemType: 'Regression' },
      [`${kind}JobInput`]: { EndpointInput: { EndpointName: 'a', LocalPath: '/opt/a' }, GroundTruthS3Input: { S3Uri: 's3://a/b' } },
      [`${kind}JobOutputConfig`]: { MonitoringOutputs: [{ S3Output: { S3Uri: 's3://a/b', LocalPath: '/opt/b' } }] },
      JobResources: { ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 10 } },
      RoleArn: ROLE,
      Tags: TAGS,
    }),
  ),
  step('bedrock', 'PutModelInvocationLoggingConfiguration', {
    loggingConfig: { s3Config: { bucketName: BUCKET, keyPrefix: 'a' }, textDataDeliveryEnabled: true },
  }),
];

export const SERVICES: readonly Step[] = [...STORES, ...FUNCTIONS, ...WATCHING, ...BUILDING, ...MODELS];
