/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Elasticsearch::Domain": {"ARN":"t","AccessPolicies":"*","AdvancedOptions":"{}t","AdvancedSecurityOptions":"#AWS::Elasticsearch::Domain.AdvancedSecurityOptions","AutoTuneOptions":"#AutoTuneOptionsOutput","AutomatedSnapshotPauseOptions":"#AutomatedSnapshotPauseOptions","ChangeProgressDetails":"#ChangeProgressDetails","CognitoOptions":"#CognitoOptions","Created":"b","Deleted":"b","DeploymentStrategyOptions":"#DeploymentStrategyOptions","DomainEndpointOptions":"#DomainEndpointOptions","DomainId":"t","DomainName":"t","DomainProcessingStatus":"t","EBSOptions":"#EBSOptions","ElasticsearchClusterConfig":"#ElasticsearchClusterConfig","ElasticsearchVersion":"t","EncryptionAtRestOptions":"#EncryptionAtRestOptions","Endpoint":"t","Endpoints":"{}t","EngineMode":"t","EngineType":"t","LogPublishingOptions":"{}#LogPublishingOption","ModifyingProperties":"[]#ModifyingProperties","NodeToNodeEncryptionOptions":"#NodeToNodeEncryptionOptions","Processing":"b","ServiceSoftwareOptions":"#ServiceSoftwareOptions","SnapshotOptions":"#SnapshotOptions","Tags":"[]#Tag","UpgradeProcessing":"b","UseCase":"t","VPCOptions":"#VPCDerivedInfo"}
}, "shapes": {
"AWS::Elasticsearch::Domain.AdvancedSecurityOptions": {"AnonymousAuthDisableDate":"d","AnonymousAuthEnabled":"b","Enabled":"b","InternalUserDatabaseEnabled":"b","SAMLOptions":"#AWS::Elasticsearch::Domain.AdvancedSecurityOptions.SAMLOptions"},
"AWS::Elasticsearch::Domain.AdvancedSecurityOptions.SAMLOptions": {"Enabled":"b","Idp":"#AWS::Elasticsearch::Domain.AdvancedSecurityOptions.SAMLOptions.Idp","RolesKey":"t","SessionTimeoutMinutes":"n","SubjectKey":"t"},
"AWS::Elasticsearch::Domain.AdvancedSecurityOptions.SAMLOptions.Idp": {"EntityId":"t"},
"AutoTuneOptionsOutput": {"ErrorMessage":"t","State":"t"},
"AutomatedSnapshotPauseOptions": {"Enabled":"b","EndTime":"d","StartTime":"d","State":"t"},
"ChangeProgressDetails": {"ChangeId":"t","ConfigChangeStatus":"t","InitiatedBy":"t","LastUpdatedTime":"d","Message":"t","StartTime":"d"},
"CognitoOptions": {"Enabled":"b","IdentityPoolId":"t","RoleArn":"t","UserPoolId":"t"},
"ColdStorageOptions": {"Enabled":"b"},
"DeploymentStrategyOptions": {"DeploymentStrategy":"t"},
"DomainEndpointOptions": {"CustomEndpoint":"t","CustomEndpointCertificateArn":"t","CustomEndpointEnabled":"b","EnforceHTTPS":"b","TLSSecurityPolicy":"t"},
"EBSOptions": {"EBSEnabled":"b","Iops":"n","Throughput":"n","VolumeSize":"n","VolumeType":"t"},
"ElasticsearchClusterConfig": {"ColdStorageOptions":"#ColdStorageOptions","DedicatedMasterCount":"n","DedicatedMasterEnabled":"b","DedicatedMasterType":"t","InstanceCount":"n","InstanceType":"t","WarmCount":"n","WarmEnabled":"b","WarmType":"t","ZoneAwarenessConfig":"#ZoneAwarenessConfig","ZoneAwarenessEnabled":"b"},
"EncryptionAtRestOptions": {"Enabled":"b","KmsKeyId":"t"},
"LogPublishingOption": {"CloudWatchLogsLogGroupArn":"t","Enabled":"b"},
"ModifyingProperties": {"ActiveValue":"t","Name":"t","PendingValue":"t","ValueType":"t"},
"NodeToNodeEncryptionOptions": {"Enabled":"b"},
"ServiceSoftwareOptions": {"AutomatedUpdateDate":"d","Cancellable":"b","CurrentVersion":"t","Description":"t","NewVersion":"t","OptionalDeployment":"b","UpdateAvailable":"b","UpdateStatus":"t"},
"SnapshotOptions": {"AutomatedSnapshotStartHour":"n"},
"Tag": {"Key":"t","Value":"t"},
"VPCDerivedInfo": {"AvailabilityZones":"[]t","SecurityGroupIds":"[]t","SubnetIds":"[]t","VPCId":"t"},
"ZoneAwarenessConfig": {"AvailabilityZoneCount":"n"}
}}`) as ConfigFields;
