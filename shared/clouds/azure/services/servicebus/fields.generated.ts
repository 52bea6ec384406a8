/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.ServiceBus/namespaces": {"id":"t","identity":"#arm-servicebus.Identity","location":"t","name":"t","networkRuleSet":"#arm-servicebus.NetworkRuleSet","properties":"#arm-servicebus.SBNamespace.properties","sku":"#arm-servicebus.SBSku","systemData":"#arm-servicebus.SystemData","tags":"{}t","type":"t"}
}, "shapes": {
"arm-servicebus.ConnectionState": {"description":"t","status":"t"},
"arm-servicebus.Encryption": {"keySource":"t","keyVaultProperties":"[]#arm-servicebus.KeyVaultProperties","requireInfrastructureEncryption":"b"},
"arm-servicebus.Identity": {"principalId":"t","tenantId":"t","type":"t","userAssignedIdentities":"{}#arm-servicebus.UserAssignedIdentity"},
"arm-servicebus.KeyVaultProperties": {"identity":"#arm-servicebus.UserAssignedIdentityProperties","keyName":"t","keyVaultUri":"t","keyVersion":"t"},
"arm-servicebus.NWRuleSetIpRules": {"action":"t","ipMask":"t"},
"arm-servicebus.NWRuleSetVirtualNetworkRules": {"ignoreMissingVnetServiceEndpoint":"b","subnet":"#arm-servicebus.Subnet"},
"arm-servicebus.NetworkRuleSet": {"id":"t","location":"t","name":"t","properties":"#arm-servicebus.NetworkRuleSet.properties","systemData":"#arm-servicebus.SystemData","type":"t"},
"arm-servicebus.NetworkRuleSet.properties": {"defaultAction":"t","ipRules":"[]#arm-servicebus.NWRuleSetIpRules","publicNetworkAccess":"t","trustedServiceAccessEnabled":"b","virtualNetworkRules":"[]#arm-servicebus.NWRuleSetVirtualNetworkRules"},
"arm-servicebus.PrivateEndpoint": {"id":"t"},
"arm-servicebus.PrivateEndpointConnection": {"id":"t","location":"t","name":"t","properties":"#arm-servicebus.PrivateEndpointConnection.properties","systemData":"#arm-servicebus.SystemData","type":"t"},
"arm-servicebus.PrivateEndpointConnection.properties": {"privateEndpoint":"#arm-servicebus.PrivateEndpoint","privateLinkServiceConnectionState":"#arm-servicebus.ConnectionState","provisioningState":"t"},
"arm-servicebus.SBNamespace.properties": {"alternateName":"t","createdAt":"d","disableLocalAuth":"b","encryption":"#arm-servicebus.Encryption","metricId":"t","privateEndpointConnections":"[]#arm-servicebus.PrivateEndpointConnection","provisioningState":"t","serviceBusEndpoint":"t","status":"t","updatedAt":"d","zoneRedundant":"b"},
"arm-servicebus.SBSku": {"capacity":"n","name":"t","tier":"t"},
"arm-servicebus.Subnet": {"id":"t"},
"arm-servicebus.SystemData": {"createdAt":"d","createdBy":"t","createdByType":"t","lastModifiedAt":"d","lastModifiedBy":"t","lastModifiedByType":"t"},
"arm-servicebus.UserAssignedIdentity": {"clientId":"t","principalId":"t"},
"arm-servicebus.UserAssignedIdentityProperties": {"userAssignedIdentity":"t"}
}}`) as ConfigFields;
