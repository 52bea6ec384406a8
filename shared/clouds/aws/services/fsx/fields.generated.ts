/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::FSx::FileSystem": {"CreationTime":"d","DNSName":"t","FailureDetails":"#FileSystemFailureDetails","FileSystemId":"t","FileSystemType":"t","FileSystemTypeVersion":"t","KmsKeyId":"t","Lifecycle":"t","LustreConfiguration":"#LustreFileSystemConfiguration","NetworkInterfaceIds":"[]t","NetworkType":"t","OntapConfiguration":"#AWS::FSx::FileSystem.OntapConfiguration","OpenZFSConfiguration":"#OpenZFSFileSystemConfiguration","OwnerId":"t","ResourceARN":"t","StorageCapacity":"n","StorageType":"t","SubnetIds":"[]t","Tags":"[]#Tag","VpcId":"t","WindowsConfiguration":"#WindowsFileSystemConfiguration"}
}, "shapes": {
"AWS::FSx::FileSystem.OntapConfiguration": {"AutomaticBackupRetentionDays":"n","DailyAutomaticBackupStartTime":"t","DeploymentType":"t","DiskIopsConfiguration":"#DiskIopsConfiguration","EndpointIpAddressRange":"t","EndpointIpv6AddressRange":"t","Endpoints":"#FileSystemEndpoints","HAPairs":"n","PreferredSubnetId":"t","RouteTableIds":"[]t","ThroughputCapacity":"n","ThroughputCapacityPerHAPair":"n","WeeklyMaintenanceStartTime":"t"},
"Alias": {"Lifecycle":"t","Name":"t"},
"DataRepositoryConfiguration": {"AutoImportPolicy":"t","ExportPath":"t","FailureDetails":"#DataRepositoryFailureDetails","ImportPath":"t","ImportedFileChunkSize":"n","Lifecycle":"t"},
"DataRepositoryFailureDetails": {"Message":"t"},
"DiskIopsConfiguration": {"Iops":"n","Mode":"t"},
"FileSystemEndpoint": {"DNSName":"t","IpAddresses":"[]t","Ipv6Addresses":"[]t"},
"FileSystemEndpoints": {"Intercluster":"#FileSystemEndpoint","Management":"#FileSystemEndpoint"},
"FileSystemFailureDetails": {"Message":"t"},
"FileSystemLustreMetadataConfiguration": {"Iops":"n","Mode":"t"},
"LustreFileSystemConfiguration": {"AutomaticBackupRetentionDays":"n","CopyTagsToBackups":"b","DailyAutomaticBackupStartTime":"t","DataCompressionType":"t","DataReadCacheConfiguration":"#LustreReadCacheConfiguration","DataRepositoryConfiguration":"#DataRepositoryConfiguration","DeploymentType":"t","DriveCacheType":"t","EfaEnabled":"b","LogConfiguration":"#LustreLogConfiguration","MetadataConfiguration":"#FileSystemLustreMetadataConfiguration","MountName":"t","PerUnitStorageThroughput":"n","RootSquashConfiguration":"#LustreRootSquashConfiguration","ThroughputCapacity":"n","WeeklyMaintenanceStartTime":"t"},
"LustreLogConfiguration": {"Destination":"t","Level":"t"},
"LustreReadCacheConfiguration": {"SizeGiB":"n","SizingMode":"t"},
"LustreRootSquashConfiguration": {"NoSquashNids":"[]t","RootSquash":"t"},
"OpenZFSFileSystemConfiguration": {"AutomaticBackupRetentionDays":"n","CopyTagsToBackups":"b","CopyTagsToVolumes":"b","DailyAutomaticBackupStartTime":"t","DeploymentType":"t","DiskIopsConfiguration":"#DiskIopsConfiguration","EndpointIpAddress":"t","EndpointIpAddressRange":"t","EndpointIpv6Address":"t","EndpointIpv6AddressRange":"t","PreferredSubnetId":"t","ReadCacheConfiguration":"#OpenZFSReadCacheConfiguration","RootVolumeId":"t","RouteTableIds":"[]t","ThroughputCapacity":"n","WeeklyMaintenanceStartTime":"t"},
"OpenZFSReadCacheConfiguration": {"SizeGiB":"n","SizingMode":"t"},
"SelfManagedActiveDirectoryAttributes": {"DnsIps":"[]t","DomainJoinServiceAccountSecret":"t","DomainName":"t","FileSystemAdministratorsGroup":"t","OrganizationalUnitDistinguishedName":"t","UserName":"t"},
"Tag": {"Key":"t","Value":"t"},
"WindowsAuditLogConfiguration": {"AuditLogDestination":"t","FileAccessAuditLogLevel":"t","FileShareAccessAuditLogLevel":"t"},
"WindowsFileSystemConfiguration": {"ActiveDirectoryId":"t","Aliases":"[]#Alias","AuditLogConfiguration":"#WindowsAuditLogConfiguration","AutomaticBackupRetentionDays":"n","CopyTagsToBackups":"b","DailyAutomaticBackupStartTime":"t","DeploymentType":"t","DiskIopsConfiguration":"#DiskIopsConfiguration","FsrmConfiguration":"#WindowsFsrmConfiguration","MaintenanceOperationsInProgress":"[]t","PreferredFileServerIp":"t","PreferredFileServerIpv6":"t","PreferredSubnetId":"t","RemoteAdministrationEndpoint":"t","SelfManagedActiveDirectoryConfiguration":"#SelfManagedActiveDirectoryAttributes","ThroughputCapacity":"n","WeeklyMaintenanceStartTime":"t"},
"WindowsFsrmConfiguration": {"EventLogDestination":"t","FsrmServiceEnabled":"b"}
}}`) as ConfigFields;
