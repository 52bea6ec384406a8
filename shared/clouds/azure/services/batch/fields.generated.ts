/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.Batch/batchAccounts": {"id":"t","identity":"#arm-batch.BatchAccountIdentity","location":"t","name":"t","properties":"#arm-batch.BatchAccount.properties","tags":"{}t","type":"t"}
}, "shapes": {
"arm-batch.AutoStorageProperties": {"authenticationMode":"t","lastKeySync":"d","nodeIdentityReference":"#arm-batch.ComputeNodeIdentityReference","storageAccountId":"t"},
"arm-batch.BatchAccount.properties": {"accountEndpoint":"t","activeJobAndJobScheduleQuota":"n","allowedAuthenticationModes":"[]t","autoStorage":"#arm-batch.AutoStorageProperties","dedicatedCoreQuota":"n","dedicatedCoreQuotaPerVMFamily":"[]#arm-batch.VirtualMachineFamilyCoreQuota","dedicatedCoreQuotaPerVMFamilyEnforced":"b","encryption":"#arm-batch.EncryptionProperties","keyVaultReference":"#arm-batch.KeyVaultReference","lowPriorityCoreQuota":"n","networkProfile":"#arm-batch.NetworkProfile","nodeManagementEndpoint":"t","poolAllocationMode":"t","poolQuota":"n","privateEndpointConnections":"[]#arm-batch.PrivateEndpointConnection","provisioningState":"t","publicNetworkAccess":"t"},
"arm-batch.BatchAccountIdentity": {"principalId":"t","tenantId":"t","type":"t","userAssignedIdentities":"{}#arm-batch.UserAssignedIdentities"},
"arm-batch.ComputeNodeIdentityReference": {"resourceId":"t"},
"arm-batch.EncryptionProperties": {"keySource":"t","keyVaultProperties":"#arm-batch.KeyVaultProperties"},
"arm-batch.EndpointAccessProfile": {"defaultAction":"t","ipRules":"[]#arm-batch.IPRule"},
"arm-batch.IPRule": {"action":"t","value":"t"},
"arm-batch.KeyVaultProperties": {"keyIdentifier":"t"},
"arm-batch.KeyVaultReference": {"id":"t","url":"t"},
"arm-batch.NetworkProfile": {"accountAccess":"#arm-batch.EndpointAccessProfile","nodeManagementAccess":"#arm-batch.EndpointAccessProfile"},
"arm-batch.PrivateEndpoint": {"id":"t"},
"arm-batch.PrivateEndpointConnection": {"etag":"t","id":"t","name":"t","properties":"#arm-batch.PrivateEndpointConnection.properties","type":"t"},
"arm-batch.PrivateEndpointConnection.properties": {"groupIds":"[]t","privateEndpoint":"#arm-batch.PrivateEndpoint","privateLinkServiceConnectionState":"#arm-batch.PrivateLinkServiceConnectionState","provisioningState":"t"},
"arm-batch.PrivateLinkServiceConnectionState": {"actionsRequired":"t","description":"t","status":"t"},
"arm-batch.UserAssignedIdentities": {"clientId":"t","principalId":"t"},
"arm-batch.VirtualMachineFamilyCoreQuota": {"coreQuota":"n","name":"t"}
}}`) as ConfigFields;
