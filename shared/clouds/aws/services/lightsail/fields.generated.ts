/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Lightsail::Database": {"arn":"t","backupRetentionEnabled":"b","caCertificateIdentifier":"t","createdAt":"d","engine":"t","engineVersion":"t","hardware":"#RelationalDatabaseHardware","latestRestorableTime":"d","location":"#ResourceLocation","masterDatabaseName":"t","masterEndpoint":"#RelationalDatabaseEndpoint","masterUsername":"t","name":"t","parameterApplyStatus":"t","pendingMaintenanceActions":"[]#PendingMaintenanceAction","pendingModifiedValues":"#AWS::Lightsail::Database.pendingModifiedValues","preferredBackupWindow":"t","preferredMaintenanceWindow":"t","publiclyAccessible":"b","relationalDatabaseBlueprintId":"t","relationalDatabaseBundleId":"t","resourceType":"t","secondaryAvailabilityZone":"t","state":"t","supportCode":"t","tags":"[]#Tag"},
"AWS::Lightsail::Instance": {"addOns":"[]#AddOn","arn":"t","blueprintId":"t","blueprintName":"t","bundleId":"t","createdAt":"d","hardware":"#InstanceHardware","instanceStatus":"#InstanceHealthStatus","ipAddressType":"t","ipv6Addresses":"[]t","isStaticIp":"b","location":"#ResourceLocation","metadataOptions":"#InstanceMetadataOptions","name":"t","networking":"#InstanceNetworking","privateIpAddress":"t","publicIpAddress":"t","resourceType":"t","sshKeyName":"t","state":"#InstanceState","supportCode":"t","systemStatus":"#InstanceHealthStatus","tags":"[]#Tag","username":"t"},
"AWS::Lightsail::StaticIp": {"arn":"t","attachedTo":"t","createdAt":"d","ipAddress":"t","isAttached":"b","location":"#ResourceLocation","name":"t","resourceType":"t","supportCode":"t"}
}, "shapes": {
"AWS::Lightsail::Database.pendingModifiedValues": {"backupRetentionEnabled":"b","engineVersion":"t"},
"AddOn": {"duration":"t","name":"t","nextSnapshotTimeOfDay":"t","snapshotTimeOfDay":"t","status":"t","threshold":"t"},
"Disk": {"addOns":"[]#AddOn","arn":"t","attachedTo":"t","attachmentState":"t","autoMountStatus":"t","createdAt":"d","gbInUse":"n","iops":"n","isAttached":"b","isSystemDisk":"b","location":"#ResourceLocation","name":"t","path":"t","resourceType":"t","sizeInGb":"n","state":"t","supportCode":"t","tags":"[]#Tag"},
"InstanceHardware": {"cpuCount":"n","disks":"[]#Disk","ramSizeInGb":"n"},
"InstanceHealthStatus": {"details":"[]#InstanceHealthStatusDetail","status":"t"},
"InstanceHealthStatusDetail": {"impairedSince":"d","name":"t","status":"t"},
"InstanceMetadataOptions": {"httpEndpoint":"t","httpProtocolIpv6":"t","httpPutResponseHopLimit":"n","httpTokens":"t","state":"t"},
"InstanceNetworking": {"monthlyTransfer":"#MonthlyTransfer","ports":"[]#InstancePortInfo"},
"InstancePortInfo": {"accessDirection":"t","accessFrom":"t","accessType":"t","cidrListAliases":"[]t","cidrs":"[]t","commonName":"t","fromPort":"n","ipv6Cidrs":"[]t","protocol":"t","toPort":"n"},
"InstanceState": {"code":"n","name":"t"},
"MonthlyTransfer": {"gbPerMonthAllocated":"n"},
"PendingMaintenanceAction": {"action":"t","currentApplyDate":"d","description":"t"},
"RelationalDatabaseEndpoint": {"address":"t","port":"n"},
"RelationalDatabaseHardware": {"cpuCount":"n","diskSizeInGb":"n","ramSizeInGb":"n"},
"ResourceLocation": {"availabilityZone":"t","regionName":"t"},
"Tag": {"key":"t","value":"t"}
}}`) as ConfigFields;
