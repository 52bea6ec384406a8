/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::DocDB::DBInstance": {"ActivityStreamEngineNativeAuditFieldsIncluded":"b","ActivityStreamKinesisStreamName":"t","ActivityStreamKmsKeyId":"t","ActivityStreamMode":"t","ActivityStreamPolicyStatus":"t","ActivityStreamStatus":"t","AdditionalStorageVolumes":"[]#AdditionalStorageVolumeOutput","AllocatedStorage":"n","AssociatedRoles":"[]#DBInstanceRole","AutoMinorVersionUpgrade":"b","AutomaticRestartTime":"d","AutomationMode":"t","AvailabilityZone":"t","AwsBackupRecoveryPointArn":"t","BackupRetentionPeriod":"n","BackupTarget":"t","CACertificateIdentifier":"t","CertificateDetails":"#CertificateDetails","CharacterSetName":"t","CopyTagsToSnapshot":"b","CustomIamInstanceProfile":"t","CustomerOwnedIpEnabled":"b","DBCapacityReservationIdentifier":"t","DBClusterIdentifier":"t","DBInstanceArn":"t","DBInstanceAutomatedBackupsReplications":"[]#DBInstanceAutomatedBackupsReplication","DBInstanceClass":"t","DBInstanceIdentifier":"t","DBInstanceStatus":"t","DBName":"t","DBParameterGroups":"[]#DBParameterGroupStatus","DBSecurityGroups":"[]#DBSecurityGroupMembership","DBSubnetGroup":"#DBSubnetGroup","DBSystemId":"t","DatabaseInsightsMode":"t","DbInstancePort":"n","DbiResourceId":"t","DedicatedLogVolume":"b","DeletionProtection":"b","DomainMemberships":"[]#DomainMembership","EnabledCloudwatchLogsExports":"[]t","Endpoint":"#Endpoint","Engine":"t","EngineLifecycleSupport":"t","EngineVersion":"t","EnhancedMonitoringResourceArn":"t","IAMDatabaseAuthenticationEnabled":"b","InstanceCreateTime":"d","Iops":"n","IsStorageConfigUpgradeAvailable":"b","KmsKeyId":"t","LatestRestorableTime":"d","LicenseModel":"t","ListenerEndpoint":"#Endpoint","MasterUserSecret":"#MasterUserSecret","MasterUsername":"t","MaxAllocatedStorage":"n","MonitoringInterval":"n","MonitoringRoleArn":"t","MultiAZ":"b","MultiTenant":"b","NcharCharacterSetName":"t","NetworkType":"t","OptionGroupMemberships":"[]#OptionGroupMembership","PendingModifiedValues":"#PendingModifiedValues","PercentProgress":"t","PerformanceInsightsEnabled":"b","PerformanceInsightsKMSKeyId":"t","PerformanceInsightsRetentionPeriod":"n","PreferredBackupWindow":"t","PreferredMaintenanceWindow":"t","ProcessorFeatures":"[]#ProcessorFeature","PromotionTier":"n","PubliclyAccessible":"b","ReadReplicaDBClusterIdentifiers":"[]t","ReadReplicaDBInstanceIdentifiers":"[]t","ReadReplicaSourceDBClusterIdentifier":"t","ReadReplicaSourceDBInstanceIdentifier":"t","ReplicaMode":"t","ResumeFullAutomationModeTime":"d","SecondaryAvailabilityZone":"t","StatusInfos":"[]#DBInstanceStatusInfo","StorageEncrypted":"b","StorageEncryptionType":"t","StorageOperationPercentProgress":"n","StorageOperationStatus":"t","StorageThroughput":"n","StorageType":"t","StorageVolumeStatus":"t","TagList":"[]#Tag","TdeCredentialArn":"t","Timezone":"t","UpgradeRolloutOrder":"t","VpcSecurityGroups":"[]#VpcSecurityGroupMembership"}
}, "shapes": {
"AdditionalStorageVolume": {"AllocatedStorage":"n","IOPS":"n","MaxAllocatedStorage":"n","StorageThroughput":"n","StorageType":"t","VolumeName":"t"},
"AdditionalStorageVolumeOutput": {"AllocatedStorage":"n","IOPS":"n","MaxAllocatedStorage":"n","StorageOperationPercentProgress":"n","StorageOperationStatus":"t","StorageThroughput":"n","StorageType":"t","StorageVolumeStatus":"t","VolumeName":"t"},
"AvailabilityZone": {"Name":"t"},
"CertificateDetails": {"CAIdentifier":"t","ValidTill":"d"},
"DBInstanceAutomatedBackupsReplication": {"DBInstanceAutomatedBackupsArn":"t"},
"DBInstanceRole": {"FeatureName":"t","RoleArn":"t","Status":"t"},
"DBInstanceStatusInfo": {"Message":"t","Normal":"b","Status":"t","StatusType":"t"},
"DBParameterGroupStatus": {"DBParameterGroupName":"t","ParameterApplyStatus":"t"},
"DBSecurityGroupMembership": {"DBSecurityGroupName":"t","Status":"t"},
"DBSubnetGroup": {"DBSubnetGroupArn":"t","DBSubnetGroupDescription":"t","DBSubnetGroupName":"t","SubnetGroupStatus":"t","Subnets":"[]#Subnet","SupportedNetworkTypes":"[]t","VpcId":"t"},
"DomainMembership": {"AuthSecretArn":"t","DnsIps":"[]t","Domain":"t","FQDN":"t","IAMRoleName":"t","OU":"t","Status":"t"},
"Endpoint": {"Address":"t","HostedZoneId":"t","Port":"n"},
"MasterUserSecret": {"KmsKeyId":"t","SecretArn":"t","SecretStatus":"t"},
"OptionGroupMembership": {"OptionGroupName":"t","Status":"t"},
"Outpost": {"Arn":"t"},
"PendingCloudwatchLogsExports": {"LogTypesToDisable":"[]t","LogTypesToEnable":"[]t"},
"PendingModifiedValues": {"AdditionalStorageVolumes":"[]#AdditionalStorageVolume","AllocatedStorage":"n","AutomationMode":"t","BackupRetentionPeriod":"n","CACertificateIdentifier":"t","DBCapacityReservationIdentifier":"t","DBInstanceClass":"t","DBInstanceIdentifier":"t","DBSubnetGroupName":"t","DedicatedLogVolume":"b","Engine":"t","EngineVersion":"t","IAMDatabaseAuthenticationEnabled":"b","Iops":"n","LicenseModel":"t","MasterUserPassword":"t","MultiAZ":"b","MultiTenant":"b","PendingCloudwatchLogsExports":"#PendingCloudwatchLogsExports","Port":"n","ProcessorFeatures":"[]#ProcessorFeature","ResumeFullAutomationModeTime":"d","StorageThroughput":"n","StorageType":"t"},
"ProcessorFeature": {"Name":"t","Value":"t"},
"Subnet": {"SubnetAvailabilityZone":"#AvailabilityZone","SubnetIdentifier":"t","SubnetOutpost":"#Outpost","SubnetStatus":"t"},
"Tag": {"Key":"t","Value":"t"},
"VpcSecurityGroupMembership": {"Status":"t","VpcSecurityGroupId":"t"}
}}`) as ConfigFields;
