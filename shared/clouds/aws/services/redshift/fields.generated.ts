/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Redshift::ClusterParameterGroup": {"Description":"t","ParameterGroupFamily":"t","ParameterGroupName":"t","Parameters":"[]#Parameter","Tags":"[]#Tag"},
"AWS::Redshift::ClusterSnapshot": {"AccountsWithRestoreAccess":"[]#AccountWithRestoreAccess","ActualIncrementalBackupSizeInMegaBytes":"n","AvailabilityZone":"t","BackupProgressInMegaBytes":"n","ClusterCreateTime":"d","ClusterIdentifier":"t","ClusterVersion":"t","CurrentBackupRateInMegaBytesPerSecond":"n","DBName":"t","ElapsedTimeInSeconds":"n","Encrypted":"b","EncryptedWithHSM":"b","EngineFullVersion":"t","EnhancedVpcRouting":"b","EstimatedSecondsToCompletion":"n","KmsKeyId":"t","MaintenanceTrackName":"t","ManualSnapshotRemainingDays":"n","ManualSnapshotRetentionPeriod":"n","MasterPasswordSecretArn":"t","MasterPasswordSecretKmsKeyId":"t","MasterUsername":"t","NodeType":"t","NumberOfNodes":"n","OwnerAccount":"t","Port":"n","RestorableNodeTypes":"[]t","SnapshotArn":"t","SnapshotCreateTime":"d","SnapshotIdentifier":"t","SnapshotRetentionStartTime":"d","SnapshotType":"t","SourceRegion":"t","Status":"t","Tags":"[]#Tag","TotalBackupSizeInMegaBytes":"n","VpcId":"t"},
"AWS::Redshift::ClusterSubnetGroup": {"ClusterSubnetGroupName":"t","Description":"t","SubnetGroupStatus":"t","Subnets":"[]#Subnet","SupportedClusterIpAddressTypes":"[]t","Tags":"[]#Tag","VpcId":"t"},
"AWS::Redshift::Cluster": {"AllowVersionUpgrade":"b","AquaConfiguration":"#AquaConfiguration","AutomatedSnapshotRetentionPeriod":"n","AvailabilityZone":"t","AvailabilityZoneRelocationStatus":"t","CatalogArn":"t","ClusterAvailabilityStatus":"t","ClusterCreateTime":"d","ClusterIdentifier":"t","ClusterNamespaceArn":"t","ClusterNodes":"[]#ClusterNode","ClusterParameterGroups":"[]#ClusterParameterGroupStatus","ClusterPublicKey":"t","ClusterRevisionNumber":"t","ClusterSecurityGroups":"[]#ClusterSecurityGroupMembership","ClusterSnapshotCopyStatus":"#ClusterSnapshotCopyStatus","ClusterStatus":"t","ClusterSubnetGroupName":"t","ClusterVersion":"t","CustomDomainCertificateArn":"t","CustomDomainCertificateExpiryDate":"d","CustomDomainName":"t","DBName":"t","DataTransferProgress":"#DataTransferProgress","DefaultIamRoleArn":"t","DeferredMaintenanceWindows":"[]#DeferredMaintenanceWindow","ElasticIpStatus":"#ElasticIpStatus","ElasticResizeNumberOfNodeOptions":"t","Encrypted":"b","Endpoint":"#Endpoint","EnhancedVpcRouting":"b","ExpectedNextSnapshotScheduleTime":"d","ExpectedNextSnapshotScheduleTimeStatus":"t","ExtraComputeForAutomaticOptimization":"t","HsmStatus":"#HsmStatus","IamRoles":"[]#ClusterIamRole","IpAddressType":"t","KmsKeyId":"t","LakehouseRegistrationStatus":"t","Logging":"#LoggingStatus","LoggingPublishStatus":"#LoggingPublishStatus","MaintenanceTrackName":"t","ManualSnapshotRetentionPeriod":"n","MasterPasswordSecretArn":"t","MasterPasswordSecretKmsKeyId":"t","MasterUsername":"t","ModifyStatus":"t","MultiAZ":"t","MultiAZSecondary":"#SecondaryClusterInfo","NextMaintenanceWindowStartTime":"d","NodeType":"t","NumberOfNodes":"n","PendingActions":"[]t","PendingModifiedValues":"#AWS::Redshift::Cluster.PendingModifiedValues","PreferredMaintenanceWindow":"t","PubliclyAccessible":"b","ReservedNodeExchangeStatus":"#ReservedNodeExchangeStatus","ResizeInfo":"#ResizeInfo","RestoreStatus":"#RestoreStatus","SnapshotScheduleIdentifier":"t","SnapshotScheduleState":"t","Tags":"[]#Tag","TotalStorageCapacityInMegaBytes":"n","VpcId":"t","VpcSecurityGroups":"[]#VpcSecurityGroupMembership"},
"AWS::Redshift::EventSubscription": {"CustSubscriptionId":"t","CustomerAwsId":"t","Enabled":"b","EventCategoriesList":"[]t","Severity":"t","SnsTopicArn":"t","SourceIdsList":"[]t","SourceType":"t","Status":"t","SubscriptionCreationTime":"d","Tags":"[]#Tag"}
}, "shapes": {
"AWS::Redshift::Cluster.PendingModifiedValues": {"AutomatedSnapshotRetentionPeriod":"n","ClusterIdentifier":"t","ClusterType":"t","ClusterVersion":"t","EncryptionType":"t","EnhancedVpcRouting":"b","MaintenanceTrackName":"t","NodeType":"t","NumberOfNodes":"n","PubliclyAccessible":"b"},
"AccountWithRestoreAccess": {"AccountAlias":"t","AccountId":"t"},
"AquaConfiguration": {"AquaConfigurationStatus":"t","AquaStatus":"t"},
"AvailabilityZone": {"Name":"t","SupportedPlatforms":"[]#SupportedPlatform"},
"ClusterIamRole": {"ApplyStatus":"t","IamRoleArn":"t"},
"ClusterNode": {"NodeRole":"t","PrivateIPAddress":"t","PublicIPAddress":"t"},
"ClusterParameterGroupStatus": {"ClusterParameterStatusList":"[]#ClusterParameterStatus","ParameterApplyStatus":"t","ParameterGroupName":"t"},
"ClusterParameterStatus": {"ParameterApplyErrorDescription":"t","ParameterApplyStatus":"t","ParameterName":"t"},
"ClusterSecurityGroupMembership": {"ClusterSecurityGroupName":"t","Status":"t"},
"ClusterSnapshotCopyStatus": {"DestinationRegion":"t","ManualSnapshotRetentionPeriod":"n","RetentionPeriod":"n","SnapshotCopyGrantName":"t"},
"DataTransferProgress": {"CurrentRateInMegaBytesPerSecond":"n","DataTransferredInMegaBytes":"n","ElapsedTimeInSeconds":"n","EstimatedTimeToCompletionInSeconds":"n","Status":"t","TotalDataInMegaBytes":"n"},
"DeferredMaintenanceWindow": {"DeferMaintenanceEndTime":"d","DeferMaintenanceIdentifier":"t","DeferMaintenanceStartTime":"d"},
"ElasticIpStatus": {"ElasticIp":"t","Status":"t"},
"Endpoint": {"Address":"t","Port":"n","VpcEndpoints":"[]#VpcEndpoint"},
"HsmStatus": {"HsmClientCertificateIdentifier":"t","HsmConfigurationIdentifier":"t","Status":"t"},
"LoggingPublishStatus": {"S3Tables":"#S3TablePublishStatus"},
"LoggingStatus": {"BucketName":"t","LastFailureMessage":"t","LastFailureTime":"d","LastSuccessfulDeliveryTime":"d","LogDestinationType":"t","LogExports":"[]t","LoggingEnabled":"b","S3KeyPrefix":"t","S3Tables":"#S3TablePublishStatus"},
"NetworkInterface": {"AvailabilityZone":"t","Ipv6Address":"t","NetworkInterfaceId":"t","PrivateIpAddress":"t","SubnetId":"t"},
"Parameter": {"AllowedValues":"t","ApplyType":"t","DataType":"t","Description":"t","IsModifiable":"b","MinimumEngineVersion":"t","ParameterName":"t","ParameterValue":"t","Source":"t"},
"ReservedNodeExchangeStatus": {"RequestTime":"d","ReservedNodeExchangeRequestId":"t","SourceReservedNodeCount":"n","SourceReservedNodeId":"t","SourceReservedNodeType":"t","Status":"t","TargetReservedNodeCount":"n","TargetReservedNodeOfferingId":"t","TargetReservedNodeType":"t"},
"ResizeInfo": {"AllowCancelResize":"b","ResizeType":"t"},
"RestoreStatus": {"CurrentRestoreRateInMegaBytesPerSecond":"n","ElapsedTimeInSeconds":"n","EstimatedTimeToCompletionInSeconds":"n","ProgressInMegaBytes":"n","SnapshotSizeInMegaBytes":"n","Status":"t"},
"S3TablePublishStatus": {"EnabledAll":"b","LastIngestionTimes":"{}t","S3TableGranularity":"t","S3TableNamespace":"t","S3Tables":"[]t"},
"SecondaryClusterInfo": {"AvailabilityZone":"t","ClusterNodes":"[]#ClusterNode"},
"Subnet": {"SubnetAvailabilityZone":"#AvailabilityZone","SubnetIdentifier":"t","SubnetStatus":"t"},
"SupportedPlatform": {"Name":"t"},
"Tag": {"Key":"t","Value":"t"},
"VpcEndpoint": {"NetworkInterfaces":"[]#NetworkInterface","VpcEndpointId":"t","VpcId":"t"},
"VpcSecurityGroupMembership": {"Status":"t","VpcSecurityGroupId":"t"}
}}`) as ConfigFields;
