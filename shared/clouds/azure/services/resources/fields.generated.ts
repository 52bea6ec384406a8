/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.Resources/resourceGroups": {"id":"t","location":"t","managedBy":"t","name":"t","properties":"#arm-resources.ResourceGroupProperties","tags":"{}t","type":"t"},
"Microsoft.Resources/subscriptions": {"authorizationSource":"t","diagnosticSettings":"[]#Microsoft.Insights/diagnosticSettings.value","displayName":"t","id":"t","managedByTenants":"[]#arm-resources-subscriptions.ManagedByTenant","state":"t","subscriptionId":"t","subscriptionPolicies":"#arm-resources-subscriptions.SubscriptionPolicies","tags":"{}t","tenantId":"t"}
}, "shapes": {
"Microsoft.Insights/diagnosticSettings.value": {"id":"t","name":"t","properties":"#Microsoft.Insights/diagnosticSettings.value.properties","systemData":"#Microsoft.Insights/diagnosticSettings.value.systemData","type":"t"},
"Microsoft.Insights/diagnosticSettings.value.properties": {"eventHubAuthorizationRuleId":"t","eventHubName":"t","logAnalyticsDestinationType":"t","logs":"[]#Microsoft.Insights/diagnosticSettings.value.properties.logs","marketplacePartnerId":"t","metrics":"[]#Microsoft.Insights/diagnosticSettings.value.properties.metrics","serviceBusRuleId":"t","storageAccountId":"t","workspaceId":"t"},
"Microsoft.Insights/diagnosticSettings.value.properties.logs": {"category":"t","categoryGroup":"t","enabled":"b","retentionPolicy":"#Microsoft.Insights/diagnosticSettings.value.properties.logs.retentionPolicy"},
"Microsoft.Insights/diagnosticSettings.value.properties.logs.retentionPolicy": {"days":"n","enabled":"b"},
"Microsoft.Insights/diagnosticSettings.value.properties.metrics": {"category":"t","enabled":"b","retentionPolicy":"#Microsoft.Insights/diagnosticSettings.value.properties.metrics.retentionPolicy","timeGrain":"t"},
"Microsoft.Insights/diagnosticSettings.value.properties.metrics.retentionPolicy": {"days":"n","enabled":"b"},
"Microsoft.Insights/diagnosticSettings.value.systemData": {"createdAt":"d","createdBy":"t","createdByType":"t","lastModifiedAt":"d","lastModifiedBy":"t","lastModifiedByType":"t"},
"arm-resources-subscriptions.ManagedByTenant": {"tenantId":"t"},
"arm-resources-subscriptions.SubscriptionPolicies": {"locationPlacementId":"t","quotaId":"t","spendingLimit":"t"},
"arm-resources.ResourceGroupProperties": {"provisioningState":"t"}
}}`) as ConfigFields;
