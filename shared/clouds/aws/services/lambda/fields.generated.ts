/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Lambda::Function": {"Architectures":"[]t","CapacityProviderConfig":"#CapacityProviderConfig","CodeSha256":"t","CodeSize":"n","ConfigSha256":"t","DeadLetterConfig":"#DeadLetterConfig","Description":"t","DurableConfig":"#DurableConfig","Environment":"#AWS::Lambda::Function.Environment","EphemeralStorage":"#EphemeralStorage","FileSystemConfigs":"[]#FileSystemConfig","FunctionArn":"t","FunctionName":"t","FunctionUrlConfig":"#GetFunctionUrlConfigResponse","Handler":"t","ImageConfigResponse":"#ImageConfigResponse","KMSKeyArn":"t","LastModified":"t","LastUpdateStatus":"t","LastUpdateStatusReason":"t","LastUpdateStatusReasonCode":"t","Layers":"[]#Layer","LoggingConfig":"#LoggingConfig","MasterArn":"t","MemorySize":"n","PackageType":"t","Policy":"*","RevisionId":"t","Role":"t","Runtime":"t","RuntimeVersionConfig":"#RuntimeVersionConfig","SigningJobArn":"t","SigningProfileVersionArn":"t","SnapStart":"#SnapStartResponse","State":"t","StateReason":"t","StateReasonCode":"t","Tags":"{}t","TenancyConfig":"#TenancyConfig","Timeout":"n","TracingConfig":"#TracingConfigResponse","Version":"t","VpcConfig":"#VpcConfigResponse"}
}, "shapes": {
"AWS::Lambda::Function.Environment": {"Error":"#EnvironmentError","Variables":"{}t"},
"CapacityProviderConfig": {"LambdaManagedInstancesCapacityProviderConfig":"#LambdaManagedInstancesCapacityProviderConfig"},
"Cors": {"AllowCredentials":"b","AllowHeaders":"[]t","AllowMethods":"[]t","AllowOrigins":"[]t","ExposeHeaders":"[]t","MaxAge":"n"},
"DeadLetterConfig": {"TargetArn":"t"},
"DurableConfig": {"ExecutionTimeout":"n","KMSKeyArn":"t","RetentionPeriodInDays":"n"},
"EnvironmentError": {"ErrorCode":"t","Message":"t"},
"EphemeralStorage": {"Size":"n"},
"FileSystemConfig": {"Arn":"t","LocalMountPath":"t","S3FilesConfig":"#S3FilesConfig"},
"GetFunctionUrlConfigResponse": {"AuthType":"t","Cors":"#Cors","CreationTime":"t","FunctionArn":"t","FunctionUrl":"t","InvokeMode":"t","LastModifiedTime":"t"},
"ImageConfig": {"Command":"[]t","EntryPoint":"[]t","WorkingDirectory":"t"},
"ImageConfigError": {"ErrorCode":"t","Message":"t"},
"ImageConfigResponse": {"Error":"#ImageConfigError","ImageConfig":"#ImageConfig"},
"LambdaManagedInstancesCapacityProviderConfig": {"CapacityProviderArn":"t","ExecutionEnvironmentMemoryGiBPerVCpu":"n","PerExecutionEnvironmentMaxConcurrency":"n"},
"Layer": {"Arn":"t","CodeSize":"n","SigningJobArn":"t","SigningProfileVersionArn":"t"},
"LoggingConfig": {"ApplicationLogLevel":"t","LogFormat":"t","LogGroup":"t","SystemLogLevel":"t"},
"RuntimeVersionConfig": {"Error":"#RuntimeVersionError","RuntimeVersionArn":"t"},
"RuntimeVersionError": {"ErrorCode":"t","Message":"t"},
"S3FilesConfig": {"DirectS3Read":"t"},
"SnapStartResponse": {"ApplyOn":"t","OptimizationStatus":"t"},
"TenancyConfig": {"TenantIsolationMode":"t"},
"TracingConfigResponse": {"Mode":"t"},
"VpcConfigResponse": {"Ipv6AllowedForDualStack":"b","SecurityGroupIds":"[]t","SubnetIds":"[]t","VpcId":"t"}
}}`) as ConfigFields;
