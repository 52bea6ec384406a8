/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Glue::Connection": {"AthenaProperties":"{}t","AuthenticationConfiguration":"#AWS::Glue::Connection.AuthenticationConfiguration","CompatibleComputeEnvironments":"[]t","ConnectionProperties":"{}t","ConnectionSchemaVersion":"n","ConnectionType":"t","CreationTime":"d","Description":"t","LastConnectionValidationTime":"d","LastUpdatedBy":"t","LastUpdatedTime":"d","MatchCriteria":"[]t","Name":"t","PhysicalConnectionRequirements":"#PhysicalConnectionRequirements","PythonProperties":"{}t","SparkProperties":"{}t","Status":"t","StatusReason":"t","Tags":"{}t"},
"AWS::Glue::DataCatalogEncryptionSettings": {"CatalogPolicy":"*","ConnectionPasswordEncryption":"#ConnectionPasswordEncryption","EncryptionAtRest":"#EncryptionAtRest"},
"AWS::Glue::DevEndpoint": {"Arguments":"{}t","AvailabilityZone":"t","CreatedTimestamp":"d","EndpointName":"t","ExtraJarsS3Path":"t","ExtraPythonLibsS3Path":"t","FailureReason":"t","GlueVersion":"t","LastModifiedTimestamp":"d","LastUpdateStatus":"t","NumberOfNodes":"n","NumberOfWorkers":"n","PrivateAddress":"t","PublicAddress":"t","PublicKey":"t","PublicKeys":"[]t","RoleArn":"t","SecurityConfiguration":"t","SecurityGroupIds":"[]t","Status":"t","SubnetId":"t","Tags":"{}t","VpcId":"t","WorkerType":"t","YarnEndpointAddress":"t","ZeppelinRemoteSparkInterpreterPort":"n"},
"AWS::Glue::Job": {"AllocatedCapacity":"n","Command":"#JobCommand","Connections":"#ConnectionsList","CreatedOn":"d","DefaultArguments":"{}t","Description":"t","ExecutionClass":"t","ExecutionProperty":"#ExecutionProperty","GlueVersion":"t","JobMode":"t","JobRunQueuingEnabled":"b","LastModifiedOn":"d","LogUri":"t","MaintenanceWindow":"t","MaxCapacity":"n","MaxRetries":"n","Name":"t","NonOverridableArguments":"{}t","NotificationProperty":"#NotificationProperty","NumberOfWorkers":"n","ProfileName":"t","Role":"t","SecurityConfiguration":"t","SourceControlDetails":"#AWS::Glue::Job.SourceControlDetails","Tags":"[]#Tag","Timeout":"n","WorkerType":"t"},
"AWS::Glue::MLTransform": {"CreatedOn":"d","Description":"t","EvaluationMetrics":"#EvaluationMetrics","GlueVersion":"t","InputRecordTables":"[]#AWS::Glue::MLTransform.InputRecordTables[]","LabelCount":"n","LastModifiedOn":"d","MaxCapacity":"n","MaxRetries":"n","Name":"t","NumberOfWorkers":"n","Parameters":"#TransformParameters","Role":"t","Schema":"[]#SchemaColumn","Status":"t","Tags":"{}t","Timeout":"n","TransformEncryption":"#TransformEncryption","TransformId":"t","WorkerType":"t"},
"AWS::Glue::SecurityConfiguration": {"CreatedTimeStamp":"d","EncryptionConfiguration":"#EncryptionConfiguration","Name":"t"}
}, "shapes": {
"AWS::Glue::Connection.AuthenticationConfiguration": {"AuthenticationType":"t","KmsKeyArn":"t","OAuth2Properties":"#AWS::Glue::Connection.AuthenticationConfiguration.OAuth2Properties","SecretArn":"t"},
"AWS::Glue::Connection.AuthenticationConfiguration.OAuth2Properties": {"OAuth2ClientApplication":"#OAuth2ClientApplication","OAuth2GrantType":"t","TokenUrl":"t","TokenUrlParametersMap":"{}t"},
"AWS::Glue::Job.SourceControlDetails": {"AuthStrategy":"t","Branch":"t","Folder":"t","LastCommitId":"t","Owner":"t","Provider":"t","Repository":"t"},
"AWS::Glue::MLTransform.InputRecordTables[]": {"AdditionalOptions":"{}t","CatalogId":"t","ConnectionName":"t","DatabaseName":"t","TableName":"t"},
"CloudWatchEncryption": {"CloudWatchEncryptionMode":"t","KmsKeyArn":"t"},
"ColumnImportance": {"ColumnName":"t","Importance":"n"},
"ConfusionMatrix": {"NumFalseNegatives":"n","NumFalsePositives":"n","NumTrueNegatives":"n","NumTruePositives":"n"},
"ConnectionPasswordEncryption": {"AwsKmsKeyId":"t","ReturnConnectionPasswordEncrypted":"b"},
"ConnectionsList": {"Connections":"[]t"},
"DataQualityEncryption": {"DataQualityEncryptionMode":"t","KmsKeyArn":"t"},
"EncryptionAtRest": {"CatalogEncryptionMode":"t","CatalogEncryptionServiceRole":"t","SseAwsKmsKeyId":"t"},
"EncryptionConfiguration": {"CloudWatchEncryption":"#CloudWatchEncryption","DataQualityEncryption":"#DataQualityEncryption","JobBookmarksEncryption":"#JobBookmarksEncryption","S3Encryption":"[]#S3Encryption"},
"EvaluationMetrics": {"FindMatchesMetrics":"#FindMatchesMetrics","TransformType":"t"},
"ExecutionProperty": {"MaxConcurrentRuns":"n"},
"FindMatchesMetrics": {"AreaUnderPRCurve":"n","ColumnImportances":"[]#ColumnImportance","ConfusionMatrix":"#ConfusionMatrix","F1":"n","Precision":"n","Recall":"n"},
"FindMatchesParameters": {"AccuracyCostTradeoff":"n","EnforceProvidedLabels":"b","PrecisionRecallTradeoff":"n","PrimaryKeyColumnName":"t"},
"JobBookmarksEncryption": {"JobBookmarksEncryptionMode":"t","KmsKeyArn":"t"},
"JobCommand": {"Name":"t","PythonVersion":"t","Runtime":"t","ScriptLocation":"t"},
"MLUserDataEncryption": {"KmsKeyId":"t","MlUserDataEncryptionMode":"t"},
"NotificationProperty": {"NotifyDelayAfter":"n"},
"OAuth2ClientApplication": {"AWSManagedClientApplicationReference":"t","UserManagedClientApplicationClientId":"t"},
"PhysicalConnectionRequirements": {"AvailabilityZone":"t","SecurityGroupIdList":"[]t","SubnetId":"t"},
"S3Encryption": {"KmsKeyArn":"t","S3EncryptionMode":"t"},
"SchemaColumn": {"DataType":"t","Name":"t"},
"Tag": {"Key":"t","Value":"t"},
"TransformEncryption": {"MlUserDataEncryption":"#MLUserDataEncryption","TaskRunSecurityConfigurationName":"t"},
"TransformParameters": {"FindMatchesParameters":"#FindMatchesParameters","TransformType":"t"}
}}`) as ConfigFields;
