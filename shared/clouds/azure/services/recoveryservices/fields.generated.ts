/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.RecoveryServices/vaults": {"etag":"t","id":"t","identity":"#arm-recoveryservices.IdentityData","location":"t","name":"t","properties":"#arm-recoveryservices.VaultProperties","sku":"#arm-recoveryservices.Sku","systemData":"#arm-recoveryservices.SystemData","tags":"{}t","type":"t"}
}, "shapes": {
"arm-recoveryservices.AzureMonitorAlertSettings": {"alertsForAllFailoverIssues":"t","alertsForAllJobFailures":"t","alertsForAllReplicationIssues":"t"},
"arm-recoveryservices.ClassicAlertSettings": {"alertsForCriticalOperations":"t","emailNotificationsForSiteRecovery":"t"},
"arm-recoveryservices.CmkKekIdentity": {"useSystemAssignedIdentity":"b","userAssignedIdentity":"t"},
"arm-recoveryservices.CmkKeyVaultProperties": {"keyUri":"t"},
"arm-recoveryservices.CrossSubscriptionRestoreSettings": {"crossSubscriptionRestoreState":"t"},
"arm-recoveryservices.IdentityData": {"principalId":"t","tenantId":"t","type":"t","userAssignedIdentities":"{}#arm-recoveryservices.UserIdentity"},
"arm-recoveryservices.ImmutabilitySettings": {"state":"t"},
"arm-recoveryservices.MonitoringSettings": {"azureMonitorAlertSettings":"#arm-recoveryservices.AzureMonitorAlertSettings","classicAlertSettings":"#arm-recoveryservices.ClassicAlertSettings"},
"arm-recoveryservices.PrivateEndpoint": {"id":"t"},
"arm-recoveryservices.PrivateEndpointConnection": {"groupIds":"[]t","privateEndpoint":"#arm-recoveryservices.PrivateEndpoint","privateLinkServiceConnectionState":"#arm-recoveryservices.PrivateLinkServiceConnectionState","provisioningState":"t"},
"arm-recoveryservices.PrivateEndpointConnectionVaultProperties": {"id":"t","location":"t","name":"t","properties":"#arm-recoveryservices.PrivateEndpointConnection","type":"t"},
"arm-recoveryservices.PrivateLinkServiceConnectionState": {"actionsRequired":"t","description":"t","status":"t"},
"arm-recoveryservices.RestoreSettings": {"crossSubscriptionRestoreSettings":"#arm-recoveryservices.CrossSubscriptionRestoreSettings"},
"arm-recoveryservices.SecuritySettings": {"immutabilitySettings":"#arm-recoveryservices.ImmutabilitySettings","multiUserAuthorization":"t","softDeleteSettings":"#arm-recoveryservices.SoftDeleteSettings"},
"arm-recoveryservices.Sku": {"capacity":"t","family":"t","name":"t","size":"t","tier":"t"},
"arm-recoveryservices.SoftDeleteSettings": {"enhancedSecurityState":"t","softDeleteRetentionPeriodInDays":"n","softDeleteState":"t"},
"arm-recoveryservices.SystemData": {"createdAt":"d","createdBy":"t","createdByType":"t","lastModifiedAt":"d","lastModifiedBy":"t","lastModifiedByType":"t"},
"arm-recoveryservices.UpgradeDetails": {"endTimeUtc":"d","lastUpdatedTimeUtc":"d","message":"t","operationId":"t","previousResourceId":"t","startTimeUtc":"d","status":"t","triggerType":"t","upgradedResourceId":"t"},
"arm-recoveryservices.UserIdentity": {"clientId":"t","principalId":"t"},
"arm-recoveryservices.VaultProperties": {"backupStorageVersion":"t","bcdrSecurityLevel":"t","encryption":"#arm-recoveryservices.VaultPropertiesEncryption","monitoringSettings":"#arm-recoveryservices.MonitoringSettings","moveDetails":"#arm-recoveryservices.VaultPropertiesMoveDetails","moveState":"t","privateEndpointConnections":"[]#arm-recoveryservices.PrivateEndpointConnectionVaultProperties","privateEndpointStateForBackup":"t","privateEndpointStateForSiteRecovery":"t","provisioningState":"t","publicNetworkAccess":"t","redundancySettings":"#arm-recoveryservices.VaultPropertiesRedundancySettings","resourceGuardOperationRequests":"[]t","restoreSettings":"#arm-recoveryservices.RestoreSettings","secureScore":"t","securitySettings":"#arm-recoveryservices.SecuritySettings","upgradeDetails":"#arm-recoveryservices.UpgradeDetails"},
"arm-recoveryservices.VaultPropertiesEncryption": {"infrastructureEncryption":"t","kekIdentity":"#arm-recoveryservices.CmkKekIdentity","keyVaultProperties":"#arm-recoveryservices.CmkKeyVaultProperties"},
"arm-recoveryservices.VaultPropertiesMoveDetails": {"completionTimeUtc":"d","operationId":"t","sourceResourceId":"t","startTimeUtc":"d","targetResourceId":"t"},
"arm-recoveryservices.VaultPropertiesRedundancySettings": {"crossRegionRestore":"t","standardTierStorageRedundancy":"t"}
}}`) as ConfigFields;
