/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::FSx::Backup": {"BackupId":"t","CreationTime":"d","DirectoryInformation":"#ActiveDirectoryBackupAttributes","FailureDetails":"#BackupFailureDetails","FileSystem":"#AWS::FSx::Backup.FileSystem","KmsKeyId":"t","Lifecycle":"t","OwnerId":"t","ProgressPercent":"n","ResourceARN":"t","ResourceType":"t","SizeInBytes":"n","SourceBackupId":"t","SourceBackupRegion":"t","Tags":"[]#Tag","Type":"t","Volume":"#AWS::FSx::Backup.Volume"},
"AWS::FSx::FileSystem": {"CreationTime":"d","DNSName":"t","FailureDetails":"#FileSystemFailureDetails","FileSystemId":"t","FileSystemType":"t","FileSystemTypeVersion":"t","KmsKeyId":"t","Lifecycle":"t","LustreConfiguration":"#LustreFileSystemConfiguration","NetworkInterfaceIds":"[]t","NetworkType":"t","OntapConfiguration":"#AWS::FSx::FileSystem.OntapConfiguration","OpenZFSConfiguration":"#OpenZFSFileSystemConfiguration","OwnerId":"t","ResourceARN":"t","StorageCapacity":"n","StorageType":"t","SubnetIds":"[]t","Tags":"[]#Tag","VpcId":"t","WindowsConfiguration":"#WindowsFileSystemConfiguration"}
}, "shapes": {
"AWS::FSx::Backup.FileSystem": {"CreationTime":"d","DNSName":"t","FailureDetails":"#FileSystemFailureDetails","FileSystemId":"t","FileSystemType":"t","FileSystemTypeVersion":"t","KmsKeyId":"t","Lifecycle":"t","LustreConfiguration":"#LustreFileSystemConfiguration","NetworkInterfaceIds":"[]t","NetworkType":"t","OntapConfiguration":"#AWS::FSx::Backup.FileSystem.OntapConfiguration","OpenZFSConfiguration":"#OpenZFSFileSystemConfiguration","OwnerId":"t","ResourceARN":"t","StorageCapacity":"n","StorageType":"t","SubnetIds":"[]t","VpcId":"t","WindowsConfiguration":"#AWS::FSx::Backup.FileSystem.WindowsConfiguration"},
"AWS::FSx::Backup.FileSystem.OntapConfiguration": {"AutomaticBackupRetentionDays":"n","DailyAutomaticBackupStartTime":"t","DeploymentType":"t","DiskIopsConfiguration":"#DiskIopsConfiguration","EndpointIpAddressRange":"t","EndpointIpv6AddressRange":"t","Endpoints":"#FileSystemEndpoints","HAPairs":"n","PreferredSubnetId":"t","RouteTableIds":"[]t","ThroughputCapacity":"n","ThroughputCapacityPerHAPair":"n","WeeklyMaintenanceStartTime":"t"},
"AWS::FSx::Backup.FileSystem.WindowsConfiguration": {"ActiveDirectoryId":"t","Aliases":"[]#Alias","AuditLogConfiguration":"#WindowsAuditLogConfiguration","AutomaticBackupRetentionDays":"n","CopyTagsToBackups":"b","DailyAutomaticBackupStartTime":"t","DeploymentType":"t","DiskIopsConfiguration":"#DiskIopsConfiguration","FsrmConfiguration":"#WindowsFsrmConfiguration","MaintenanceOperationsInProgress":"[]t","PreferredFileServerIp":"t","PreferredFileServerIpv6":"t","PreferredSubnetId":"t","RemoteAdministrationEndpoint":"t","ThroughputCapacity":"n","WeeklyMaintenanceStartTime":"t"},
"AWS::FSx::Backup.Volume": {"CreationTime":"d","FileSystemId":"t","Lifecycle":"t","LifecycleTransitionReason":"#LifecycleTransitionReason","Name":"t","OntapConfiguration":"#OntapVolumeConfiguration","OpenZFSConfiguration":"#OpenZFSVolumeConfiguration","ResourceARN":"t","Tags":"[]#Tag","VolumeId":"t","VolumeType":"t"},
"AWS::FSx::FileSystem.OntapConfiguration": {"AutomaticBackupRetentionDays":"n","DailyAutomaticBackupStartTime":"t","DeploymentType":"t","DiskIopsConfiguration":"#DiskIopsConfiguration","EndpointIpAddressRange":"t","EndpointIpv6AddressRange":"t","Endpoints":"#FileSystemEndpoints","HAPairs":"n","PreferredSubnetId":"t","RouteTableIds":"[]t","ThroughputCapacity":"n","ThroughputCapacityPerHAPair":"n","WeeklyMaintenanceStartTime":"t"},
"ActiveDirectoryBackupAttributes": {"ActiveDirectoryId":"t","DomainName":"t","ResourceARN":"t"},
"AggregateConfiguration": {"Aggregates":"[]t","TotalConstituents":"n"},
"Alias": {"Lifecycle":"t","Name":"t"},
"AutocommitPeriod": {"Type":"t","Value":"n"},
"BackupFailureDetails": {"Message":"t"},
"DataRepositoryConfiguration": {"AutoImportPolicy":"t","ExportPath":"t","FailureDetails":"#DataRepositoryFailureDetails","ImportPath":"t","ImportedFileChunkSize":"n","Lifecycle":"t"},
"DataRepositoryFailureDetails": {"Message":"t"},
"DiskIopsConfiguration": {"Iops":"n","Mode":"t"},
"FileSystemEndpoint": {"DNSName":"t","IpAddresses":"[]t","Ipv6Addresses":"[]t"},
"FileSystemEndpoints": {"Intercluster":"#FileSystemEndpoint","Management":"#FileSystemEndpoint"},
"FileSystemFailureDetails": {"Message":"t"},
"FileSystemLustreMetadataConfiguration": {"Iops":"n","Mode":"t"},
"LifecycleTransitionReason": {"Message":"t"},
"LustreFileSystemConfiguration": {"AutomaticBackupRetentionDays":"n","CopyTagsToBackups":"b","DailyAutomaticBackupStartTime":"t","DataCompressionType":"t","DataReadCacheConfiguration":"#LustreReadCacheConfiguration","DataRepositoryConfiguration":"#DataRepositoryConfiguration","DeploymentType":"t","DriveCacheType":"t","EfaEnabled":"b","LogConfiguration":"#LustreLogConfiguration","MetadataConfiguration":"#FileSystemLustreMetadataConfiguration","MountName":"t","PerUnitStorageThroughput":"n","RootSquashConfiguration":"#LustreRootSquashConfiguration","ThroughputCapacity":"n","WeeklyMaintenanceStartTime":"t"},
"LustreLogConfiguration": {"Destination":"t","Level":"t"},
"LustreReadCacheConfiguration": {"SizeGiB":"n","SizingMode":"t"},
"LustreRootSquashConfiguration": {"NoSquashNids":"[]t","RootSquash":"t"},
"OntapVolumeConfiguration": {"AggregateConfiguration":"#AggregateConfiguration","CopyTagsToBackups":"b","FlexCacheEndpointType":"t","JunctionPath":"t","OntapVolumeType":"t","SecurityStyle":"t","SizeInBytes":"n","SizeInMegabytes":"n","SnaplockConfiguration":"#SnaplockConfiguration","SnapshotPolicy":"t","StorageEfficiencyEnabled":"b","StorageVirtualMachineId":"t","StorageVirtualMachineRoot":"b","TieringPolicy":"#TieringPolicy","UUID":"t","VolumeStyle":"t"},
"OpenZFSClientConfiguration": {"Clients":"t","Options":"[]t"},
"OpenZFSFileSystemConfiguration": {"AutomaticBackupRetentionDays":"n","CopyTagsToBackups":"b","CopyTagsToVolumes":"b","DailyAutomaticBackupStartTime":"t","DeploymentType":"t","DiskIopsConfiguration":"#DiskIopsConfiguration","EndpointIpAddress":"t","EndpointIpAddressRange":"t","EndpointIpv6Address":"t","EndpointIpv6AddressRange":"t","PreferredSubnetId":"t","ReadCacheConfiguration":"#OpenZFSReadCacheConfiguration","RootVolumeId":"t","RouteTableIds":"[]t","ThroughputCapacity":"n","WeeklyMaintenanceStartTime":"t"},
"OpenZFSNfsExport": {"ClientConfigurations":"[]#OpenZFSClientConfiguration"},
"OpenZFSOriginSnapshotConfiguration": {"CopyStrategy":"t","SnapshotARN":"t"},
"OpenZFSReadCacheConfiguration": {"SizeGiB":"n","SizingMode":"t"},
"OpenZFSUserOrGroupQuota": {"Id":"n","StorageCapacityQuotaGiB":"n","Type":"t"},
"OpenZFSVolumeConfiguration": {"CopyStrategy":"t","CopyTagsToSnapshots":"b","DataCompressionType":"t","DeleteClonedVolumes":"b","DeleteIntermediateData":"b","DeleteIntermediateSnaphots":"b","DestinationSnapshot":"t","NfsExports":"[]#OpenZFSNfsExport","OriginSnapshot":"#OpenZFSOriginSnapshotConfiguration","ParentVolumeId":"t","ReadOnly":"b","RecordSizeKiB":"n","RestoreToSnapshot":"t","SourceSnapshotARN":"t","StorageCapacityQuotaGiB":"n","StorageCapacityReservationGiB":"n","UserAndGroupQuotas":"[]#OpenZFSUserOrGroupQuota","VolumePath":"t"},
"RetentionPeriod": {"Type":"t","Value":"n"},
"SelfManagedActiveDirectoryAttributes": {"DnsIps":"[]t","DomainJoinServiceAccountSecret":"t","DomainName":"t","FileSystemAdministratorsGroup":"t","OrganizationalUnitDistinguishedName":"t","UserName":"t"},
"SnaplockConfiguration": {"AuditLogVolume":"b","AutocommitPeriod":"#AutocommitPeriod","PrivilegedDelete":"t","RetentionPeriod":"#SnaplockRetentionPeriod","SnaplockType":"t","VolumeAppendModeEnabled":"b"},
"SnaplockRetentionPeriod": {"DefaultRetention":"#RetentionPeriod","MaximumRetention":"#RetentionPeriod","MinimumRetention":"#RetentionPeriod"},
"Tag": {"Key":"t","Value":"t"},
"TieringPolicy": {"CoolingPeriod":"n","Name":"t"},
"WindowsAuditLogConfiguration": {"AuditLogDestination":"t","FileAccessAuditLogLevel":"t","FileShareAccessAuditLogLevel":"t"},
"WindowsFileSystemConfiguration": {"ActiveDirectoryId":"t","Aliases":"[]#Alias","AuditLogConfiguration":"#WindowsAuditLogConfiguration","AutomaticBackupRetentionDays":"n","CopyTagsToBackups":"b","DailyAutomaticBackupStartTime":"t","DeploymentType":"t","DiskIopsConfiguration":"#DiskIopsConfiguration","FsrmConfiguration":"#WindowsFsrmConfiguration","MaintenanceOperationsInProgress":"[]t","PreferredFileServerIp":"t","PreferredFileServerIpv6":"t","PreferredSubnetId":"t","RemoteAdministrationEndpoint":"t","SelfManagedActiveDirectoryConfiguration":"#SelfManagedActiveDirectoryAttributes","ThroughputCapacity":"n","WeeklyMaintenanceStartTime":"t"},
"WindowsFsrmConfiguration": {"EventLogDestination":"t","FsrmServiceEnabled":"b"}
}}`) as ConfigFields;
