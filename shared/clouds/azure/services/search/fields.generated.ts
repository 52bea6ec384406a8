/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.Search/searchServices": {"id":"t","identity":"#arm-search.Identity","location":"t","name":"t","properties":"#arm-search.SearchService.properties","sku":"#arm-search.Sku","systemData":"#arm-search.SystemData","tags":"{}t","type":"t"}
}, "shapes": {
"arm-search.DataPlaneAadOrApiKeyAuthOption": {"aadAuthFailureMode":"t"},
"arm-search.DataPlaneAuthOptions": {"aadOrApiKey":"#arm-search.DataPlaneAadOrApiKeyAuthOption","apiKeyOnly":"{}*"},
"arm-search.EncryptionWithCmk": {"encryptionComplianceStatus":"t","enforcement":"t"},
"arm-search.Identity": {"principalId":"t","tenantId":"t","type":"t","userAssignedIdentities":"{}#arm-search.UserAssignedIdentity"},
"arm-search.IpRule": {"value":"t"},
"arm-search.NetworkRuleSet": {"bypass":"t","ipRules":"[]#arm-search.IpRule"},
"arm-search.PrivateEndpointConnection": {"id":"t","name":"t","properties":"#arm-search.PrivateEndpointConnectionProperties","systemData":"#arm-search.SystemData","type":"t"},
"arm-search.PrivateEndpointConnectionProperties": {"groupId":"t","privateEndpoint":"#arm-search.PrivateEndpointConnectionPropertiesPrivateEndpoint","privateLinkServiceConnectionState":"#arm-search.PrivateEndpointConnectionPropertiesPrivateLinkServiceConnectionState","provisioningState":"t"},
"arm-search.PrivateEndpointConnectionPropertiesPrivateEndpoint": {"id":"t"},
"arm-search.PrivateEndpointConnectionPropertiesPrivateLinkServiceConnectionState": {"actionsRequired":"t","description":"t","status":"t"},
"arm-search.SearchService.properties": {"authOptions":"#arm-search.DataPlaneAuthOptions","computeType":"t","dataExfiltrationProtections":"[]t","disableLocalAuth":"b","eTag":"t","encryptionWithCmk":"#arm-search.EncryptionWithCmk","endpoint":"t","hostingMode":"t","networkRuleSet":"#arm-search.NetworkRuleSet","partitionCount":"n","privateEndpointConnections":"[]#arm-search.PrivateEndpointConnection","provisioningState":"t","publicNetworkAccess":"t","replicaCount":"n","semanticSearch":"t","serviceUpgradedAt":"d","sharedPrivateLinkResources":"[]#arm-search.SharedPrivateLinkResource","status":"t","statusDetails":"t","upgradeAvailable":"t"},
"arm-search.SharedPrivateLinkResource": {"id":"t","name":"t","properties":"#arm-search.SharedPrivateLinkResourceProperties","systemData":"#arm-search.SystemData","type":"t"},
"arm-search.SharedPrivateLinkResourceProperties": {"groupId":"t","privateLinkResourceId":"t","provisioningState":"t","requestMessage":"t","resourceRegion":"t","status":"t"},
"arm-search.Sku": {"name":"t"},
"arm-search.SystemData": {"createdAt":"d","createdBy":"t","createdByType":"t","lastModifiedAt":"d","lastModifiedBy":"t","lastModifiedByType":"t"},
"arm-search.UserAssignedIdentity": {"clientId":"t","principalId":"t"}
}}`) as ConfigFields;
