/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::OpenSearchService::Domain": {"AIMLOptions":"#AIMLOptionsOutput","ARN":"t","AccessPolicies":"*","AdvancedOptions":"{}t","AdvancedSecurityOptions":"#AWS::OpenSearchService::Domain.AdvancedSecurityOptions","AutoTuneOptions":"#AutoTuneOptionsOutput","AutomatedSnapshotPauseOptions":"#AutomatedSnapshotPauseOptions","ChangeProgressDetails":"#ChangeProgressDetails","ClusterConfig":"#ClusterConfig","CognitoOptions":"#CognitoOptions","Created":"b","Deleted":"b","DeploymentStrategyOptions":"#DeploymentStrategyOptions","DomainEndpointOptions":"#DomainEndpointOptions","DomainEndpointV2HostedZoneId":"t","DomainId":"t","DomainName":"t","DomainProcessingStatus":"t","EBSOptions":"#EBSOptions","EncryptionAtRestOptions":"#EncryptionAtRestOptions","Endpoint":"t","EndpointV2":"t","Endpoints":"{}t","EngineMode":"t","EngineType":"t","EngineVersion":"t","IPAddressType":"t","IdentityCenterOptions":"#IdentityCenterOptions","LogPublishingOptions":"{}#LogPublishingOption","ModifyingProperties":"[]#ModifyingProperties","NodeToNodeEncryptionOptions":"#NodeToNodeEncryptionOptions","OffPeakWindowOptions":"#OffPeakWindowOptions","Processing":"b","ServiceSoftwareOptions":"#ServiceSoftwareOptions","SnapshotOptions":"#SnapshotOptions","SoftwareUpdateOptions":"#SoftwareUpdateOptions","Tags":"[]#Tag","UpgradeProcessing":"b","UseCase":"t","VPCOptions":"#VPCDerivedInfo"}
}, "shapes": {
"AIMLOptionsOutput": {"NaturalLanguageQueryGenerationOptions":"#NaturalLanguageQueryGenerationOptionsOutput","S3VectorsEngine":"#S3VectorsEngine","ServerlessVectorAcceleration":"#ServerlessVectorAcceleration"},
"AWS::OpenSearchService::Domain.AdvancedSecurityOptions": {"AnonymousAuthDisableDate":"d","AnonymousAuthEnabled":"b","Enabled":"b","IAMFederationOptions":"#IAMFederationOptionsOutput","InternalUserDatabaseEnabled":"b","JWTOptions":"#JWTOptionsOutput","SAMLOptions":"#AWS::OpenSearchService::Domain.AdvancedSecurityOptions.SAMLOptions"},
"AWS::OpenSearchService::Domain.AdvancedSecurityOptions.SAMLOptions": {"Enabled":"b","Idp":"#AWS::OpenSearchService::Domain.AdvancedSecurityOptions.SAMLOptions.Idp","RolesKey":"t","SessionTimeoutMinutes":"n","SubjectKey":"t"},
"AWS::OpenSearchService::Domain.AdvancedSecurityOptions.SAMLOptions.Idp": {"EntityId":"t"},
"AutoTuneOptionsOutput": {"ErrorMessage":"t","State":"t","UseOffPeakWindow":"b"},
"AutomatedSnapshotPauseOptions": {"Enabled":"b","EndTime":"d","StartTime":"d","State":"t"},
"ChangeProgressDetails": {"ChangeId":"t","ConfigChangeStatus":"t","InitiatedBy":"t","LastUpdatedTime":"d","Message":"t","StartTime":"d"},
"ClusterConfig": {"ColdStorageOptions":"#ColdStorageOptions","DedicatedMasterCount":"n","DedicatedMasterEnabled":"b","DedicatedMasterType":"t","InstanceCount":"n","InstanceType":"t","MultiAZWithStandbyEnabled":"b","NodeOptions":"[]#NodeOption","WarmCount":"n","WarmEnabled":"b","WarmType":"t","ZoneAwarenessConfig":"#ZoneAwarenessConfig","ZoneAwarenessEnabled":"b"},
"CognitoOptions": {"Enabled":"b","IdentityPoolId":"t","RoleArn":"t","UserPoolId":"t"},
"ColdStorageOptions": {"Enabled":"b"},
"DeploymentStrategyOptions": {"DeploymentStrategy":"t"},
"DomainEndpointOptions": {"CustomEndpoint":"t","CustomEndpointCertificateArn":"t","CustomEndpointEnabled":"b","EnforceHTTPS":"b","TLSSecurityPolicy":"t"},
"EBSOptions": {"EBSEnabled":"b","Iops":"n","Throughput":"n","VolumeSize":"n","VolumeType":"t"},
"EncryptionAtRestOptions": {"Enabled":"b","KmsKeyId":"t"},
"IAMFederationOptionsOutput": {"Enabled":"b","RolesKey":"t","SubjectKey":"t"},
"IdentityCenterOptions": {"EnabledAPIAccess":"b","IdentityCenterApplicationARN":"t","IdentityCenterInstanceARN":"t","IdentityCenterInstanceRegion":"t","IdentityStoreId":"t","RolesKey":"t","SubjectKey":"t"},
"JWTOptionsOutput": {"Enabled":"b","JwksUrl":"t","PublicKey":"t","RolesKey":"t","SubjectKey":"t"},
"LogPublishingOption": {"CloudWatchLogsLogGroupArn":"t","Enabled":"b"},
"ModifyingProperties": {"ActiveValue":"t","Name":"t","PendingValue":"t","ValueType":"t"},
"NaturalLanguageQueryGenerationOptionsOutput": {"CurrentState":"t","DesiredState":"t"},
"NodeConfig": {"Count":"n","Enabled":"b","Type":"t"},
"NodeOption": {"NodeConfig":"#NodeConfig","NodeType":"t"},
"NodeToNodeEncryptionOptions": {"Enabled":"b"},
"OffPeakWindow": {"WindowStartTime":"#WindowStartTime"},
"OffPeakWindowOptions": {"Enabled":"b","OffPeakWindow":"#OffPeakWindow"},
"S3VectorsEngine": {"Enabled":"b"},
"ServerlessVectorAcceleration": {"Enabled":"b"},
"ServiceSoftwareOptions": {"AutomatedUpdateDate":"d","Cancellable":"b","CurrentVersion":"t","Description":"t","NewVersion":"t","OptionalDeployment":"b","UpdateAvailable":"b","UpdateStatus":"t"},
"SnapshotOptions": {"AutomatedSnapshotStartHour":"n"},
"SoftwareUpdateOptions": {"AutoSoftwareUpdateEnabled":"b","UseLatestServiceSoftwareForBlueGreen":"b"},
"Tag": {"Key":"t","Value":"t"},
"VPCDerivedInfo": {"AvailabilityZones":"[]t","EgressEnabled":"b","SecurityGroupIds":"[]t","SubnetIds":"[]t","VPCId":"t"},
"WindowStartTime": {"Hours":"n","Minutes":"n"},
"ZoneAwarenessConfig": {"AvailabilityZoneCount":"n"}
}}`) as ConfigFields;
