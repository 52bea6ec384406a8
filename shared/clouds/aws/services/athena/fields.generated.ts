/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Athena::DataCatalog": {"CatalogName":"t","ConnectionType":"t","Description":"t","Error":"t","Name":"t","Parameters":"{}t","Status":"t","Tags":"[]#Tag","Type":"t"},
"AWS::Athena::WorkGroup": {"Configuration":"#AWS::Athena::WorkGroup.Configuration","CreationTime":"d","Description":"t","EngineVersion":"#EngineVersion","IdentityCenterApplicationArn":"t","Name":"t","State":"t","Tags":"[]#Tag"}
}, "shapes": {
"AWS::Athena::WorkGroup.Configuration": {"BytesScannedCutoffPerQuery":"n","CustomerContentEncryptionConfiguration":"#CustomerContentEncryptionConfiguration","EnableMinimumEncryptionConfiguration":"b","EnforceWorkGroupConfiguration":"b","EngineConfiguration":"#AWS::Athena::WorkGroup.Configuration.EngineConfiguration","EngineVersion":"#EngineVersion","ExecutionRole":"t","IdentityCenterConfiguration":"#IdentityCenterConfiguration","ManagedQueryResultsConfiguration":"#ManagedQueryResultsConfiguration","MonitoringConfiguration":"#MonitoringConfiguration","PublishCloudWatchMetricsEnabled":"b","QueryResultsS3AccessGrantsConfiguration":"#QueryResultsS3AccessGrantsConfiguration","RequesterPaysEnabled":"b","ResultConfiguration":"#ResultConfiguration"},
"AWS::Athena::WorkGroup.Configuration.EngineConfiguration": {"AdditionalConfigs":"{}t","Classifications":"[]#AWS::Athena::WorkGroup.Configuration.EngineConfiguration.Classifications[]","CoordinatorDpuSize":"n","DefaultExecutorDpuSize":"n","MaxConcurrentDpus":"n","SparkProperties":"{}t"},
"AWS::Athena::WorkGroup.Configuration.EngineConfiguration.Classifications[]": {"Name":"t","Properties":"{}t"},
"AclConfiguration": {"S3AclOption":"t"},
"CloudWatchLoggingConfiguration": {"Enabled":"b","LogGroup":"t","LogStreamNamePrefix":"t","LogTypes":"{}[]t"},
"CustomerContentEncryptionConfiguration": {"KmsKey":"t"},
"EncryptionConfiguration": {"EncryptionOption":"t","KmsKey":"t"},
"EngineVersion": {"EffectiveEngineVersion":"t","SelectedEngineVersion":"t"},
"IdentityCenterConfiguration": {"EnableIdentityCenter":"b","IdentityCenterInstanceArn":"t"},
"ManagedLoggingConfiguration": {"Enabled":"b","KmsKey":"t"},
"ManagedQueryResultsConfiguration": {"Enabled":"b","EncryptionConfiguration":"#ManagedQueryResultsEncryptionConfiguration"},
"ManagedQueryResultsEncryptionConfiguration": {"KmsKey":"t"},
"MonitoringConfiguration": {"CloudWatchLoggingConfiguration":"#CloudWatchLoggingConfiguration","ManagedLoggingConfiguration":"#ManagedLoggingConfiguration","S3LoggingConfiguration":"#S3LoggingConfiguration"},
"QueryResultsS3AccessGrantsConfiguration": {"AuthenticationType":"t","CreateUserLevelPrefix":"b","EnableS3AccessGrants":"b"},
"ResultConfiguration": {"AclConfiguration":"#AclConfiguration","EncryptionConfiguration":"#EncryptionConfiguration","ExpectedBucketOwner":"t","OutputLocation":"t"},
"S3LoggingConfiguration": {"Enabled":"b","KmsKey":"t","LogLocation":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
