/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::EFS::AccessPoint": {"AccessPointArn":"t","AccessPointId":"t","ClientToken":"t","FileSystemId":"t","LifeCycleState":"t","Name":"t","OwnerId":"t","PosixUser":"#PosixUser","RootDirectory":"#RootDirectory","Tags":"[]#Tag"},
"AWS::EFS::FileSystem": {"AvailabilityZoneId":"t","AvailabilityZoneName":"t","BackupPolicy":"#BackupPolicy","CreationTime":"d","CreationToken":"t","Encrypted":"b","FileSystemArn":"t","FileSystemId":"t","FileSystemProtection":"#FileSystemProtectionDescription","KmsKeyId":"t","LifeCycleState":"t","Name":"t","NumberOfMountTargets":"n","OwnerId":"t","PerformanceMode":"t","Policy":"*","ProvisionedThroughputInMibps":"n","SizeInBytes":"#FileSystemSize","Tags":"[]#Tag","ThroughputMode":"t"},
"AWS::EFS::MountTarget": {"AvailabilityZoneId":"t","AvailabilityZoneName":"t","FileSystemId":"t","IpAddress":"t","Ipv6Address":"t","LifeCycleState":"t","MountTargetId":"t","NetworkInterfaceId":"t","OwnerId":"t","SubnetId":"t","VpcId":"t"}
}, "shapes": {
"BackupPolicy": {"Status":"t"},
"CreationInfo": {"OwnerGid":"n","OwnerUid":"n","Permissions":"t"},
"FileSystemProtectionDescription": {"ReplicationOverwriteProtection":"t"},
"FileSystemSize": {"Timestamp":"d","Value":"n","ValueInArchive":"n","ValueInIA":"n","ValueInStandard":"n"},
"PosixUser": {"Gid":"n","SecondaryGids":"[]n","Uid":"n"},
"RootDirectory": {"CreationInfo":"#CreationInfo","Path":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
