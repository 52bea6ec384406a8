/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Events::ApiDestination": {"ApiDestinationArn":"t","ApiDestinationState":"t","ConnectionArn":"t","CreationTime":"d","HttpMethod":"t","InvocationEndpoint":"t","InvocationRateLimitPerSecond":"n","LastModifiedTime":"d","Name":"t"},
"AWS::Events::Archive": {"ArchiveName":"t","CreationTime":"d","EventCount":"n","EventSourceArn":"t","RetentionDays":"n","SizeBytes":"n","State":"t","StateReason":"t"},
"AWS::Events::Connection": {"AuthorizationType":"t","ConnectionArn":"t","ConnectionState":"t","CreationTime":"d","LastAuthorizedTime":"d","LastModifiedTime":"d","Name":"t","StateReason":"t"},
"AWS::Events::Endpoint": {"Arn":"t","CreationTime":"d","Description":"t","EndpointId":"t","EndpointUrl":"t","EventBuses":"[]#EndpointEventBus","LastModifiedTime":"d","Name":"t","ReplicationConfig":"#ReplicationConfig","RoleArn":"t","RoutingConfig":"#RoutingConfig","State":"t","StateReason":"t"},
"AWS::Events::EventBus": {"Arn":"t","CreationTime":"d","DeadLetterConfig":"#DeadLetterConfig","Description":"t","KmsKeyIdentifier":"t","LastModifiedTime":"d","LogConfig":"#LogConfig","ManagedBy":"t","Name":"t","Policy":"*","Tags":"[]#Tag"},
"AWS::Events::Rule": {"Arn":"t","Description":"t","EventBusName":"t","EventPattern":"*","ManagedBy":"t","Name":"t","RoleArn":"t","ScheduleExpression":"t","State":"t","Tags":"[]#Tag","Targets":"[]#AWS::Events::Rule.Targets[]"}
}, "shapes": {
"AWS::Events::Rule.Targets[]": {"AppSyncParameters":"#AWS::Events::Rule.Targets[].AppSyncParameters","Arn":"t","BatchParameters":"#BatchParameters","DeadLetterConfig":"#DeadLetterConfig","EcsParameters":"#AWS::Events::Rule.Targets[].EcsParameters","HttpParameters":"#AWS::Events::Rule.Targets[].HttpParameters","Id":"t","InputPath":"t","InputTransformer":"#AWS::Events::Rule.Targets[].InputTransformer","KinesisParameters":"#KinesisParameters","RedshiftDataParameters":"#AWS::Events::Rule.Targets[].RedshiftDataParameters","RetryPolicy":"#RetryPolicy","RoleArn":"t","RunCommandParameters":"#RunCommandParameters","SageMakerPipelineParameters":"#AWS::Events::Rule.Targets[].SageMakerPipelineParameters","SqsParameters":"#SqsParameters"},
"AWS::Events::Rule.Targets[].AppSyncParameters": {},
"AWS::Events::Rule.Targets[].EcsParameters": {"CapacityProviderStrategy":"[]#CapacityProviderStrategyItem","EnableECSManagedTags":"b","EnableExecuteCommand":"b","Group":"t","LaunchType":"t","NetworkConfiguration":"#NetworkConfiguration","PlacementConstraints":"[]#PlacementConstraint","PlacementStrategy":"[]#PlacementStrategy","PlatformVersion":"t","PropagateTags":"t","ReferenceId":"t","TaskCount":"n","TaskDefinitionArn":"t"},
"AWS::Events::Rule.Targets[].HttpParameters": {"PathParameterValues":"[]t"},
"AWS::Events::Rule.Targets[].InputTransformer": {"InputPathsMap":"{}t"},
"AWS::Events::Rule.Targets[].RedshiftDataParameters": {"Database":"t","DbUser":"t","SecretManagerArn":"t","StatementName":"t","WithEvent":"b"},
"AWS::Events::Rule.Targets[].SageMakerPipelineParameters": {"PipelineParameterList":"[]#AWS::Events::Rule.Targets[].SageMakerPipelineParameters.PipelineParameterList[]"},
"AWS::Events::Rule.Targets[].SageMakerPipelineParameters.PipelineParameterList[]": {"Name":"t"},
"AwsVpcConfiguration": {"AssignPublicIp":"t","SecurityGroups":"[]t","Subnets":"[]t"},
"BatchArrayProperties": {"Size":"n"},
"BatchParameters": {"ArrayProperties":"#BatchArrayProperties","JobDefinition":"t","JobName":"t","RetryStrategy":"#BatchRetryStrategy"},
"BatchRetryStrategy": {"Attempts":"n"},
"CapacityProviderStrategyItem": {"base":"n","capacityProvider":"t","weight":"n"},
"DeadLetterConfig": {"Arn":"t"},
"EndpointEventBus": {"EventBusArn":"t"},
"FailoverConfig": {"Primary":"#Primary","Secondary":"#Secondary"},
"KinesisParameters": {"PartitionKeyPath":"t"},
"LogConfig": {"IncludeDetail":"t","Level":"t"},
"NetworkConfiguration": {"awsvpcConfiguration":"#AwsVpcConfiguration"},
"PlacementConstraint": {"expression":"t","type":"t"},
"PlacementStrategy": {"field":"t","type":"t"},
"Primary": {"HealthCheck":"t"},
"ReplicationConfig": {"State":"t"},
"RetryPolicy": {"MaximumEventAgeInSeconds":"n","MaximumRetryAttempts":"n"},
"RoutingConfig": {"FailoverConfig":"#FailoverConfig"},
"RunCommandParameters": {"RunCommandTargets":"[]#RunCommandTarget"},
"RunCommandTarget": {"Key":"t","Values":"[]t"},
"Secondary": {"Route":"t"},
"SqsParameters": {"MessageGroupId":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
