/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.EventHub/namespaces": {"id":"t","identity":"#arm-eventhub.Identity","location":"t","name":"t","networkRuleSet":"#arm-eventhub.NetworkRuleSet","properties":"#arm-eventhub.EHNamespace.properties","sku":"#arm-eventhub.Sku","systemData":"#arm-eventhub.SystemData","tags":"{}t","type":"t"}
}, "shapes": {
"arm-eventhub.ConnectionState": {"description":"t","status":"t"},
"arm-eventhub.EHNamespace.properties": {"alternateName":"t","clusterArmId":"t","createdAt":"d","disableLocalAuth":"b","encryption":"#arm-eventhub.Encryption","isAutoInflateEnabled":"b","kafkaEnabled":"b","maximumThroughputUnits":"n","metricId":"t","minimumTlsVersion":"t","privateEndpointConnections":"[]#arm-eventhub.PrivateEndpointConnection","provisioningState":"t","publicNetworkAccess":"t","serviceBusEndpoint":"t","status":"t","updatedAt":"d","zoneRedundant":"b"},
"arm-eventhub.Encryption": {"keySource":"t","keyVaultProperties":"[]#arm-eventhub.KeyVaultProperties","requireInfrastructureEncryption":"b"},
"arm-eventhub.Identity": {"principalId":"t","tenantId":"t","type":"t","userAssignedIdentities":"{}#arm-eventhub.UserAssignedIdentity"},
"arm-eventhub.KeyVaultProperties": {"identity":"#arm-eventhub.UserAssignedIdentityProperties","keyName":"t","keyVaultUri":"t","keyVersion":"t"},
"arm-eventhub.NWRuleSetIpRules": {"action":"t","ipMask":"t"},
"arm-eventhub.NWRuleSetVirtualNetworkRules": {"ignoreMissingVnetServiceEndpoint":"b","subnet":"#arm-eventhub.Subnet"},
"arm-eventhub.NetworkRuleSet": {"id":"t","location":"t","name":"t","properties":"#arm-eventhub.NetworkRuleSet.properties","systemData":"#arm-eventhub.SystemData","type":"t"},
"arm-eventhub.NetworkRuleSet.properties": {"defaultAction":"t","ipRules":"[]#arm-eventhub.NWRuleSetIpRules","publicNetworkAccess":"t","trustedServiceAccessEnabled":"b","virtualNetworkRules":"[]#arm-eventhub.NWRuleSetVirtualNetworkRules"},
"arm-eventhub.PrivateEndpoint": {"id":"t"},
"arm-eventhub.PrivateEndpointConnection": {"id":"t","location":"t","name":"t","properties":"#arm-eventhub.PrivateEndpointConnection.properties","systemData":"#arm-eventhub.SystemData","type":"t"},
"arm-eventhub.PrivateEndpointConnection.properties": {"privateEndpoint":"#arm-eventhub.PrivateEndpoint","privateLinkServiceConnectionState":"#arm-eventhub.ConnectionState","provisioningState":"t"},
"arm-eventhub.Sku": {"capacity":"n","name":"t","tier":"t"},
"arm-eventhub.Subnet": {"id":"t"},
"arm-eventhub.SystemData": {"createdAt":"d","createdBy":"t","createdByType":"t","lastModifiedAt":"d","lastModifiedBy":"t","lastModifiedByType":"t"},
"arm-eventhub.UserAssignedIdentity": {"clientId":"t","principalId":"t"},
"arm-eventhub.UserAssignedIdentityProperties": {"userAssignedIdentity":"t"}
}}`) as ConfigFields;
