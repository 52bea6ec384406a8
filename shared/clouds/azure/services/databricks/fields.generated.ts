/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.Databricks/workspaces": {"diagnosticSettings":"[]#Microsoft.Insights/diagnosticSettings.value","id":"t","location":"t","name":"t","properties":"#arm-databricks.Workspace.properties","sku":"#arm-databricks.Sku","systemData":"#arm-databricks.SystemData","tags":"{}t","type":"t"}
}, "shapes": {
"Microsoft.Insights/diagnosticSettings.value": {"id":"t","name":"t","properties":"#Microsoft.Insights/diagnosticSettings.value.properties","systemData":"#Microsoft.Insights/diagnosticSettings.value.systemData","type":"t"},
"Microsoft.Insights/diagnosticSettings.value.properties": {"eventHubAuthorizationRuleId":"t","eventHubName":"t","logAnalyticsDestinationType":"t","logs":"[]#Microsoft.Insights/diagnosticSettings.value.properties.logs","marketplacePartnerId":"t","metrics":"[]#Microsoft.Insights/diagnosticSettings.value.properties.metrics","serviceBusRuleId":"t","storageAccountId":"t","workspaceId":"t"},
"Microsoft.Insights/diagnosticSettings.value.properties.logs": {"category":"t","categoryGroup":"t","enabled":"b","retentionPolicy":"#Microsoft.Insights/diagnosticSettings.value.properties.logs.retentionPolicy"},
"Microsoft.Insights/diagnosticSettings.value.properties.logs.retentionPolicy": {"days":"n","enabled":"b"},
"Microsoft.Insights/diagnosticSettings.value.properties.metrics": {"category":"t","enabled":"b","retentionPolicy":"#Microsoft.Insights/diagnosticSettings.value.properties.metrics.retentionPolicy","timeGrain":"t"},
"Microsoft.Insights/diagnosticSettings.value.properties.metrics.retentionPolicy": {"days":"n","enabled":"b"},
"Microsoft.Insights/diagnosticSettings.value.systemData": {"createdAt":"d","createdBy":"t","createdByType":"t","lastModifiedAt":"d","lastModifiedBy":"t","lastModifiedByType":"t"},
"arm-databricks.CreatedBy": {"applicationId":"t","oid":"t","puid":"t"},
"arm-databricks.Encryption": {"KeyName":"t","keySource":"t","keyvaulturi":"t","keyversion":"t"},
"arm-databricks.EncryptionEntitiesDefinition": {"managedDisk":"#arm-databricks.ManagedDiskEncryption","managedServices":"#arm-databricks.EncryptionV2"},
"arm-databricks.EncryptionV2": {"keySource":"t","keyVaultProperties":"#arm-databricks.EncryptionV2KeyVaultProperties"},
"arm-databricks.EncryptionV2KeyVaultProperties": {"keyName":"t","keyVaultUri":"t","keyVersion":"t"},
"arm-databricks.ManagedDiskEncryption": {"keySource":"t","keyVaultProperties":"#arm-databricks.ManagedDiskEncryptionKeyVaultProperties","rotationToLatestKeyVersionEnabled":"b"},
"arm-databricks.ManagedDiskEncryptionKeyVaultProperties": {"keyName":"t","keyVaultUri":"t","keyVersion":"t"},
"arm-databricks.ManagedIdentityConfiguration": {"principalId":"t","tenantId":"t","type":"t"},
"arm-databricks.PrivateEndpoint": {"id":"t"},
"arm-databricks.PrivateEndpointConnection": {"id":"t","name":"t","properties":"#arm-databricks.PrivateEndpointConnectionProperties","type":"t"},
"arm-databricks.PrivateEndpointConnectionProperties": {"groupIds":"[]t","privateEndpoint":"#arm-databricks.PrivateEndpoint","privateLinkServiceConnectionState":"#arm-databricks.PrivateLinkServiceConnectionState","provisioningState":"t"},
"arm-databricks.PrivateLinkServiceConnectionState": {"actionsRequired":"t","description":"t","status":"t"},
"arm-databricks.Sku": {"name":"t","tier":"t"},
"arm-databricks.SystemData": {"createdAt":"d","createdBy":"t","createdByType":"t","lastModifiedAt":"d","lastModifiedBy":"t","lastModifiedByType":"t"},
"arm-databricks.Workspace.properties": {"authorizations":"[]#arm-databricks.WorkspaceProviderAuthorization","createdBy":"#arm-databricks.CreatedBy","createdDateTime":"d","diskEncryptionSetId":"t","encryption":"#arm-databricks.WorkspacePropertiesEncryption","managedDiskIdentity":"#arm-databricks.ManagedIdentityConfiguration","managedResourceGroupId":"t","parameters":"#arm-databricks.WorkspaceCustomParameters","privateEndpointConnections":"[]#arm-databricks.PrivateEndpointConnection","provisioningState":"t","publicNetworkAccess":"t","requiredNsgRules":"t","storageAccountIdentity":"#arm-databricks.ManagedIdentityConfiguration","uiDefinitionUri":"t","updatedBy":"#arm-databricks.CreatedBy","workspaceId":"t","workspaceUrl":"t"},
"arm-databricks.WorkspaceCustomBooleanParameter": {"type":"t","value":"b"},
"arm-databricks.WorkspaceCustomObjectParameter": {"type":"t","value":"{}*"},
"arm-databricks.WorkspaceCustomParameters": {"amlWorkspaceId":"#arm-databricks.WorkspaceCustomStringParameter","customPrivateSubnetName":"#arm-databricks.WorkspaceCustomStringParameter","customPublicSubnetName":"#arm-databricks.WorkspaceCustomStringParameter","customVirtualNetworkId":"#arm-databricks.WorkspaceCustomStringParameter","enableNoPublicIp":"#arm-databricks.WorkspaceCustomBooleanParameter","encryption":"#arm-databricks.WorkspaceEncryptionParameter","loadBalancerBackendPoolName":"#arm-databricks.WorkspaceCustomStringParameter","loadBalancerId":"#arm-databricks.WorkspaceCustomStringParameter","natGatewayName":"#arm-databricks.WorkspaceCustomStringParameter","prepareEncryption":"#arm-databricks.WorkspaceCustomBooleanParameter","publicIpName":"#arm-databricks.WorkspaceCustomStringParameter","requireInfrastructureEncryption":"#arm-databricks.WorkspaceCustomBooleanParameter","resourceTags":"#arm-databricks.WorkspaceCustomObjectParameter","storageAccountName":"#arm-databricks.WorkspaceCustomStringParameter","storageAccountSkuName":"#arm-databricks.WorkspaceCustomStringParameter","vnetAddressPrefix":"#arm-databricks.WorkspaceCustomStringParameter"},
"arm-databricks.WorkspaceCustomStringParameter": {"type":"t","value":"t"},
"arm-databricks.WorkspaceEncryptionParameter": {"type":"t","value":"#arm-databricks.Encryption"},
"arm-databricks.WorkspacePropertiesEncryption": {"entities":"#arm-databricks.EncryptionEntitiesDefinition"},
"arm-databricks.WorkspaceProviderAuthorization": {"principalId":"t","roleDefinitionId":"t"}
}}`) as ConfigFields;
