/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.Sql/servers/databases": {"id":"t","identity":"#arm-sql.DatabaseIdentity","kind":"t","location":"t","managedBy":"t","name":"t","properties":"#arm-sql.Database.properties","sku":"#arm-sql.Sku","tags":"{}t","transparentDataEncryption":"#arm-sql.LogicalDatabaseTransparentDataEncryption","type":"t"},
"Microsoft.Sql/servers/elasticPools": {"id":"t","kind":"t","location":"t","name":"t","properties":"#arm-sql.ElasticPool.properties","sku":"#arm-sql.Sku","tags":"{}t","type":"t"},
"Microsoft.Sql/servers": {"administrators":"[]#arm-sql.ServerAzureADAdministrator","auditingSettings":"#Microsoft.Sql/servers.auditingSettings","encryptionProtector":"#arm-sql.EncryptionProtector","firewallRules":"[]#arm-sql.FirewallRule","id":"t","identity":"#arm-sql.ResourceIdentity","kind":"t","location":"t","name":"t","properties":"#Microsoft.Sql/servers.properties","securityAlertPolicy":"#Microsoft.Sql/servers.securityAlertPolicy","tags":"{}t","type":"t","virtualNetworkRules":"[]#arm-sql.VirtualNetworkRule","vulnerabilityAssessment":"#Microsoft.Sql/servers.vulnerabilityAssessment"}
}, "shapes": {
"Microsoft.Sql/servers.auditingSettings": {"id":"t","name":"t","properties":"#Microsoft.Sql/servers.auditingSettings.properties","type":"t"},
"Microsoft.Sql/servers.auditingSettings.properties": {"auditActionsAndGroups":"[]t","isAzureMonitorTargetEnabled":"b","isDevopsAuditEnabled":"b","isManagedIdentityInUse":"b","isStorageSecondaryKeyInUse":"b","queueDelayMs":"n","retentionDays":"n","state":"t","storageAccountSubscriptionId":"t","storageEndpoint":"t"},
"Microsoft.Sql/servers.properties": {"administratorLogin":"t","administrators":"#arm-sql.ServerExternalAdministrator","externalGovernanceStatus":"t","federatedClientId":"t","fullyQualifiedDomainName":"t","keyId":"t","minimalTlsVersion":"t","primaryUserAssignedIdentityId":"t","privateEndpointConnections":"[]#arm-sql.ServerPrivateEndpointConnection","publicNetworkAccess":"t","restrictOutboundNetworkAccess":"t","state":"t","version":"t","workspaceFeature":"t"},
"Microsoft.Sql/servers.securityAlertPolicy": {"id":"t","name":"t","properties":"#Microsoft.Sql/servers.securityAlertPolicy.properties","systemData":"#arm-sql.SystemData","type":"t"},
"Microsoft.Sql/servers.securityAlertPolicy.properties": {"creationTime":"d","disabledAlerts":"[]t","emailAccountAdmins":"b","emailAddresses":"[]t","retentionDays":"n","state":"t","storageEndpoint":"t"},
"Microsoft.Sql/servers.vulnerabilityAssessment": {"id":"t","name":"t","properties":"#Microsoft.Sql/servers.vulnerabilityAssessment.properties","type":"t"},
"Microsoft.Sql/servers.vulnerabilityAssessment.properties": {"recurringScans":"#arm-sql.VulnerabilityAssessmentRecurringScansProperties","storageContainerPath":"t"},
"arm-sql.Database.properties": {"autoPauseDelay":"n","availabilityZone":"t","catalogCollation":"t","collation":"t","createMode":"t","creationDate":"d","currentBackupStorageRedundancy":"t","currentServiceObjectiveName":"t","currentSku":"#arm-sql.Sku","databaseId":"t","defaultSecondaryLocation":"t","earliestRestoreDate":"d","elasticPoolId":"t","encryptionProtector":"t","failoverGroupId":"t","federatedClientId":"t","highAvailabilityReplicaCount":"n","isInfraEncryptionEnabled":"b","isLedgerOn":"b","keys":"{}#arm-sql.DatabaseKey","licenseType":"t","longTermRetentionBackupResourceId":"t","maintenanceConfigurationId":"t","manualCutover":"b","maxLogSizeBytes":"n","maxSizeBytes":"n","minCapacity":"n","pausedDate":"d","performCutover":"b","preferredEnclaveType":"t","readScale":"t","recoverableDatabaseId":"t","recoveryServicesRecoveryPointId":"t","requestedBackupStorageRedundancy":"t","requestedServiceObjectiveName":"t","restorableDroppedDatabaseId":"t","restorePointInTime":"d","resumedDate":"d","sampleName":"t","secondaryType":"t","sourceDatabaseDeletionDate":"d","sourceDatabaseId":"t","sourceResourceId":"t","status":"t","zoneRedundant":"b"},
"arm-sql.DatabaseIdentity": {"tenantId":"t","type":"t","userAssignedIdentities":"{}#arm-sql.DatabaseUserIdentity"},
"arm-sql.DatabaseKey": {"creationDate":"d","subregion":"t","thumbprint":"t","type":"t"},
"arm-sql.DatabaseUserIdentity": {"clientId":"t","principalId":"t"},
"arm-sql.ElasticPool.properties": {"creationDate":"d","highAvailabilityReplicaCount":"n","licenseType":"t","maintenanceConfigurationId":"t","maxSizeBytes":"n","perDatabaseSettings":"#arm-sql.ElasticPoolPerDatabaseSettings","state":"t","zoneRedundant":"b"},
"arm-sql.ElasticPoolPerDatabaseSettings": {"maxCapacity":"n","minCapacity":"n"},
"arm-sql.EncryptionProtector": {"id":"t","kind":"t","location":"t","name":"t","properties":"#arm-sql.EncryptionProtector.properties","type":"t"},
"arm-sql.EncryptionProtector.properties": {"autoRotationEnabled":"b","serverKeyName":"t","serverKeyType":"t","subregion":"t","thumbprint":"t","uri":"t"},
"arm-sql.FirewallRule": {"id":"t","name":"t","properties":"#arm-sql.FirewallRule.properties","type":"t"},
"arm-sql.FirewallRule.properties": {"endIpAddress":"t","startIpAddress":"t"},
"arm-sql.LogicalDatabaseTransparentDataEncryption": {"id":"t","name":"t","properties":"#arm-sql.LogicalDatabaseTransparentDataEncryption.properties","type":"t"},
"arm-sql.LogicalDatabaseTransparentDataEncryption.properties": {"state":"t"},
"arm-sql.PrivateEndpointConnectionProperties": {"groupIds":"[]t","privateEndpoint":"#arm-sql.PrivateEndpointProperty","privateLinkServiceConnectionState":"#arm-sql.PrivateLinkServiceConnectionStateProperty","provisioningState":"t"},
"arm-sql.PrivateEndpointProperty": {"id":"t"},
"arm-sql.PrivateLinkServiceConnectionStateProperty": {"actionsRequired":"t","description":"t","status":"t"},
"arm-sql.ResourceIdentity": {"principalId":"t","tenantId":"t","type":"t","userAssignedIdentities":"{}#arm-sql.UserIdentity"},
"arm-sql.ServerAzureADAdministrator": {"id":"t","name":"t","properties":"#arm-sql.ServerAzureADAdministrator.properties","type":"t"},
"arm-sql.ServerAzureADAdministrator.properties": {"administratorType":"t","azureADOnlyAuthentication":"b","login":"t","sid":"t","tenantId":"t"},
"arm-sql.ServerExternalAdministrator": {"administratorType":"t","azureADOnlyAuthentication":"b","login":"t","principalType":"t","sid":"t","tenantId":"t"},
"arm-sql.ServerPrivateEndpointConnection": {"id":"t","properties":"#arm-sql.PrivateEndpointConnectionProperties"},
"arm-sql.Sku": {"capacity":"n","family":"t","name":"t","size":"t","tier":"t"},
"arm-sql.SystemData": {"createdAt":"d","createdBy":"t","createdByType":"t","lastModifiedAt":"d","lastModifiedBy":"t","lastModifiedByType":"t"},
"arm-sql.UserIdentity": {"clientId":"t","principalId":"t"},
"arm-sql.VirtualNetworkRule": {"id":"t","name":"t","properties":"#arm-sql.VirtualNetworkRule.properties","type":"t"},
"arm-sql.VirtualNetworkRule.properties": {"ignoreMissingVnetServiceEndpoint":"b","state":"t","virtualNetworkSubnetId":"t"},
"arm-sql.VulnerabilityAssessmentRecurringScansProperties": {"emailSubscriptionAdmins":"b","emails":"[]t","isEnabled":"b"}
}}`) as ConfigFields;
