/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.DocumentDB/databaseAccounts": {"id":"t","identity":"#arm-cosmosdb.ManagedServiceIdentity","kind":"t","location":"t","name":"t","properties":"#arm-cosmosdb.DatabaseAccountGetResults.properties","systemData":"#arm-cosmosdb.SystemData","tags":"{}t","type":"t"}
}, "shapes": {
"arm-cosmosdb.AccountKeyMetadata": {"generationTime":"d"},
"arm-cosmosdb.AnalyticalStorageConfiguration": {"schemaType":"t"},
"arm-cosmosdb.ApiProperties": {"serverVersion":"t"},
"arm-cosmosdb.BackupPolicy": {"continuousModeProperties":"#arm-cosmosdb.ContinuousModeProperties","migrationState":"#arm-cosmosdb.BackupPolicyMigrationState","periodicModeProperties":"#arm-cosmosdb.PeriodicModeProperties","type":"t"},
"arm-cosmosdb.BackupPolicyMigrationState": {"startTime":"d","status":"t","targetType":"t"},
"arm-cosmosdb.Capability": {"name":"t"},
"arm-cosmosdb.Capacity": {"totalThroughputLimit":"n"},
"arm-cosmosdb.Components1Jq1T4ISchemasManagedserviceidentityPropertiesUserassignedidentitiesAdditionalproperties": {"clientId":"t","principalId":"t"},
"arm-cosmosdb.ConsistencyPolicy": {"defaultConsistencyLevel":"t","maxIntervalInSeconds":"n","maxStalenessPrefix":"n"},
"arm-cosmosdb.ContinuousModeProperties": {"tier":"t"},
"arm-cosmosdb.CorsPolicy": {"allowedHeaders":"t","allowedMethods":"t","allowedOrigins":"t","exposedHeaders":"t","maxAgeInSeconds":"n"},
"arm-cosmosdb.DatabaseAccountGetResults.properties": {"analyticalStorageConfiguration":"#arm-cosmosdb.AnalyticalStorageConfiguration","apiProperties":"#arm-cosmosdb.ApiProperties","backupPolicy":"#arm-cosmosdb.BackupPolicy","capabilities":"[]#arm-cosmosdb.Capability","capacity":"#arm-cosmosdb.Capacity","connectorOffer":"t","consistencyPolicy":"#arm-cosmosdb.ConsistencyPolicy","cors":"[]#arm-cosmosdb.CorsPolicy","createMode":"t","customerManagedKeyStatus":"t","databaseAccountOfferType":"t","defaultIdentity":"t","defaultPriorityLevel":"t","disableKeyBasedMetadataWriteAccess":"b","disableLocalAuth":"b","documentEndpoint":"t","enableAnalyticalStorage":"b","enableAutomaticFailover":"b","enableBurstCapacity":"b","enableCassandraConnector":"b","enableFreeTier":"b","enableMultipleWriteLocations":"b","enablePartitionMerge":"b","enablePerRegionPerPartitionAutoscale":"b","enablePriorityBasedExecution":"b","failoverPolicies":"[]#arm-cosmosdb.FailoverPolicy","instanceId":"t","ipRules":"[]#arm-cosmosdb.IpAddressOrRange","isVirtualNetworkFilterEnabled":"b","keyVaultKeyUri":"t","keyVaultKeyUriVersion":"t","keysMetadata":"#arm-cosmosdb.DatabaseAccountKeysMetadata","locations":"[]#arm-cosmosdb.Location","minimalTlsVersion":"t","networkAclBypass":"t","networkAclBypassResourceIds":"[]t","privateEndpointConnections":"[]#arm-cosmosdb.PrivateEndpointConnection","provisioningState":"t","publicNetworkAccess":"t","readLocations":"[]#arm-cosmosdb.Location","restoreParameters":"#arm-cosmosdb.RestoreParameters","virtualNetworkRules":"[]#arm-cosmosdb.VirtualNetworkRule","writeLocations":"[]#arm-cosmosdb.Location"},
"arm-cosmosdb.DatabaseAccountKeysMetadata": {"primaryMasterKey":"#arm-cosmosdb.AccountKeyMetadata","primaryReadonlyMasterKey":"#arm-cosmosdb.AccountKeyMetadata","secondaryMasterKey":"#arm-cosmosdb.AccountKeyMetadata","secondaryReadonlyMasterKey":"#arm-cosmosdb.AccountKeyMetadata"},
"arm-cosmosdb.DatabaseRestoreResource": {"collectionNames":"[]t","databaseName":"t"},
"arm-cosmosdb.FailoverPolicy": {"failoverPriority":"n","id":"t","locationName":"t"},
"arm-cosmosdb.GremlinDatabaseRestoreResource": {"databaseName":"t","graphNames":"[]t"},
"arm-cosmosdb.IpAddressOrRange": {"ipAddressOrRange":"t"},
"arm-cosmosdb.Location": {"documentEndpoint":"t","failoverPriority":"n","id":"t","isZoneRedundant":"b","locationName":"t","provisioningState":"t"},
"arm-cosmosdb.ManagedServiceIdentity": {"principalId":"t","tenantId":"t","type":"t","userAssignedIdentities":"{}#arm-cosmosdb.Components1Jq1T4ISchemasManagedserviceidentityPropertiesUserassignedidentitiesAdditionalproperties"},
"arm-cosmosdb.PeriodicModeProperties": {"backupIntervalInMinutes":"n","backupRetentionIntervalInHours":"n","backupStorageRedundancy":"t"},
"arm-cosmosdb.PrivateEndpointConnection": {"id":"t","name":"t","properties":"#arm-cosmosdb.PrivateEndpointConnection.properties","type":"t"},
"arm-cosmosdb.PrivateEndpointConnection.properties": {"groupId":"t","privateEndpoint":"#arm-cosmosdb.PrivateEndpointProperty","privateLinkServiceConnectionState":"#arm-cosmosdb.PrivateLinkServiceConnectionStateProperty","provisioningState":"t"},
"arm-cosmosdb.PrivateEndpointProperty": {"id":"t"},
"arm-cosmosdb.PrivateLinkServiceConnectionStateProperty": {"actionsRequired":"t","description":"t","status":"t"},
"arm-cosmosdb.RestoreParameters": {"databasesToRestore":"[]#arm-cosmosdb.DatabaseRestoreResource","gremlinDatabasesToRestore":"[]#arm-cosmosdb.GremlinDatabaseRestoreResource","restoreMode":"t","restoreSource":"t","restoreTimestampInUtc":"d","restoreWithTtlDisabled":"b","sourceBackupLocation":"t","tablesToRestore":"[]t"},
"arm-cosmosdb.SystemData": {"createdAt":"d","createdBy":"t","createdByType":"t","lastModifiedAt":"d","lastModifiedBy":"t","lastModifiedByType":"t"},
"arm-cosmosdb.VirtualNetworkRule": {"id":"t","ignoreMissingVNetServiceEndpoint":"b"}
}}`) as ConfigFields;
