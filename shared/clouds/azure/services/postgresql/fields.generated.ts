/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.DBforPostgreSQL/flexibleServers": {"administrators":"[]#arm-postgresql-flexible.AdministratorMicrosoftEntra","configurations":"[]#arm-postgresql-flexible.Configuration","firewallRules":"[]#arm-postgresql-flexible.FirewallRule","id":"t","identity":"#arm-postgresql-flexible.UserAssignedIdentity","location":"t","name":"t","properties":"#Microsoft.DBforPostgreSQL/flexibleServers.properties","sku":"#arm-postgresql-flexible.Sku","systemData":"#arm-postgresql-flexible.SystemData","tags":"{}t","type":"t"}
}, "shapes": {
"Microsoft.DBforPostgreSQL/flexibleServers.properties": {"administratorLogin":"t","authConfig":"#arm-postgresql-flexible.AuthConfig","availabilityZone":"t","backup":"#arm-postgresql-flexible.Backup","cluster":"#arm-postgresql-flexible.Cluster","createMode":"t","dataEncryption":"#arm-postgresql-flexible.DataEncryption","fullyQualifiedDomainName":"t","highAvailability":"#arm-postgresql-flexible.HighAvailability","maintenanceWindow":"#arm-postgresql-flexible.MaintenanceWindow","minorVersion":"t","network":"#arm-postgresql-flexible.Network","pointInTimeUTC":"d","privateEndpointConnections":"[]#arm-postgresql-flexible.PrivateEndpointConnection","replica":"#arm-postgresql-flexible.Replica","replicaCapacity":"n","replicationRole":"t","sourceServerResourceId":"t","state":"t","storage":"#arm-postgresql-flexible.Storage","version":"t"},
"arm-postgresql-flexible.AdministratorMicrosoftEntra": {"id":"t","name":"t","properties":"#arm-postgresql-flexible.AdministratorMicrosoftEntra.properties","systemData":"#arm-postgresql-flexible.SystemData","type":"t"},
"arm-postgresql-flexible.AdministratorMicrosoftEntra.properties": {"objectId":"t","principalName":"t","principalType":"t","tenantId":"t"},
"arm-postgresql-flexible.AuthConfig": {"activeDirectoryAuth":"t","passwordAuth":"t","tenantId":"t"},
"arm-postgresql-flexible.Backup": {"backupRetentionDays":"n","earliestRestoreDate":"d","geoRedundantBackup":"t"},
"arm-postgresql-flexible.Cluster": {"clusterSize":"n","defaultDatabaseName":"t"},
"arm-postgresql-flexible.Configuration": {"id":"t","name":"t","properties":"#arm-postgresql-flexible.Configuration.properties","systemData":"#arm-postgresql-flexible.SystemData","type":"t"},
"arm-postgresql-flexible.Configuration.properties": {"allowedValues":"t","dataType":"t","defaultValue":"t","description":"t","documentationLink":"t","isConfigPendingRestart":"b","isDynamicConfig":"b","isReadOnly":"b","source":"t","unit":"t","value":"t"},
"arm-postgresql-flexible.DataEncryption": {"geoBackupEncryptionKeyStatus":"t","geoBackupKeyURI":"t","geoBackupUserAssignedIdentityId":"t","primaryEncryptionKeyStatus":"t","primaryKeyURI":"t","primaryUserAssignedIdentityId":"t","type":"t"},
"arm-postgresql-flexible.FirewallRule": {"id":"t","name":"t","properties":"#arm-postgresql-flexible.FirewallRule.properties","systemData":"#arm-postgresql-flexible.SystemData","type":"t"},
"arm-postgresql-flexible.FirewallRule.properties": {"endIpAddress":"t","startIpAddress":"t"},
"arm-postgresql-flexible.HighAvailability": {"mode":"t","standbyAvailabilityZone":"t","state":"t"},
"arm-postgresql-flexible.MaintenanceWindow": {"customWindow":"t","dayOfWeek":"n","startHour":"n","startMinute":"n"},
"arm-postgresql-flexible.Network": {"delegatedSubnetResourceId":"t","privateDnsZoneArmResourceId":"t","publicNetworkAccess":"t"},
"arm-postgresql-flexible.PrivateEndpoint": {"id":"t"},
"arm-postgresql-flexible.PrivateEndpointConnection": {"id":"t","name":"t","properties":"#arm-postgresql-flexible.PrivateEndpointConnection.properties","systemData":"#arm-postgresql-flexible.SystemData","type":"t"},
"arm-postgresql-flexible.PrivateEndpointConnection.properties": {"groupIds":"[]t","privateEndpoint":"#arm-postgresql-flexible.PrivateEndpoint","privateLinkServiceConnectionState":"#arm-postgresql-flexible.PrivateLinkServiceConnectionState","provisioningState":"t"},
"arm-postgresql-flexible.PrivateLinkServiceConnectionState": {"actionsRequired":"t","description":"t","status":"t"},
"arm-postgresql-flexible.Replica": {"capacity":"n","promoteMode":"t","promoteOption":"t","replicationState":"t","role":"t"},
"arm-postgresql-flexible.Sku": {"name":"t","tier":"t"},
"arm-postgresql-flexible.Storage": {"autoGrow":"t","iops":"n","storageSizeGB":"n","throughput":"n","tier":"t","type":"t"},
"arm-postgresql-flexible.SystemData": {"createdAt":"d","createdBy":"t","createdByType":"t","lastModifiedAt":"d","lastModifiedBy":"t","lastModifiedByType":"t"},
"arm-postgresql-flexible.UserAssignedIdentity": {"principalId":"t","tenantId":"t","type":"t","userAssignedIdentities":"{}#arm-postgresql-flexible.UserIdentity"},
"arm-postgresql-flexible.UserIdentity": {"clientId":"t","principalId":"t"}
}}`) as ConfigFields;
