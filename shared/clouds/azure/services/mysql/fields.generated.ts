/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.DBforMySQL/flexibleServers": {"configurations":"[]#arm-mysql-flexible.Configuration","firewallRules":"[]#arm-mysql-flexible.FirewallRule","id":"t","location":"t","name":"t","properties":"#Microsoft.DBforMySQL/flexibleServers.properties","sku":"#arm-mysql-flexible.Sku","systemData":"#arm-mysql-flexible.SystemData","tags":"{}t","type":"t"}
}, "shapes": {
"Microsoft.DBforMySQL/flexibleServers.properties": {"administratorLogin":"t","availabilityZone":"t","backup":"#arm-mysql-flexible.Backup","createMode":"t","fullyQualifiedDomainName":"t","highAvailability":"#arm-mysql-flexible.HighAvailability","maintenanceWindow":"#arm-mysql-flexible.MaintenanceWindow","network":"#arm-mysql-flexible.Network","replicaCapacity":"n","replicationRole":"t","restorePointInTime":"d","sourceServerResourceId":"t","state":"t","storage":"#arm-mysql-flexible.Storage","version":"t"},
"arm-mysql-flexible.Backup": {"backupRetentionDays":"n","earliestRestoreDate":"d","geoRedundantBackup":"t"},
"arm-mysql-flexible.Configuration": {"id":"t","name":"t","properties":"#arm-mysql-flexible.Configuration.properties","systemData":"#arm-mysql-flexible.SystemData","type":"t"},
"arm-mysql-flexible.Configuration.properties": {"allowedValues":"t","dataType":"t","defaultValue":"t","description":"t","isConfigPendingRestart":"t","isDynamicConfig":"t","isReadOnly":"t","source":"t","value":"t"},
"arm-mysql-flexible.FirewallRule": {"id":"t","name":"t","properties":"#arm-mysql-flexible.FirewallRule.properties","systemData":"#arm-mysql-flexible.SystemData","type":"t"},
"arm-mysql-flexible.FirewallRule.properties": {"endIpAddress":"t","startIpAddress":"t"},
"arm-mysql-flexible.HighAvailability": {"mode":"t","standbyAvailabilityZone":"t","state":"t"},
"arm-mysql-flexible.MaintenanceWindow": {"customWindow":"t","dayOfWeek":"n","startHour":"n","startMinute":"n"},
"arm-mysql-flexible.Network": {"delegatedSubnetResourceId":"t","privateDnsZoneResourceId":"t","publicNetworkAccess":"t"},
"arm-mysql-flexible.Sku": {"name":"t","tier":"t"},
"arm-mysql-flexible.Storage": {"autoGrow":"t","iops":"n","storageSizeGB":"n","storageSku":"t"},
"arm-mysql-flexible.SystemData": {"createdAt":"d","createdBy":"t","createdByType":"t","lastModifiedAt":"d","lastModifiedBy":"t","lastModifiedByType":"t"}
}}`) as ConfigFields;
