/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.Security/assessments": {"id":"t","name":"t","properties":"#Microsoft.Security/assessments.properties","type":"t"},
"Microsoft.Security/autoProvisioningSettings": {"id":"t","name":"t","properties":"#arm-security.AutoProvisioningSetting.properties","type":"t"},
"Microsoft.Security/pricings": {"id":"t","name":"t","properties":"#Microsoft.Security/pricings.value.properties","type":"t"},
"Microsoft.Security/securityContacts": {"etag":"t","id":"t","location":"t","name":"t","properties":"#Microsoft.Security/securityContacts.value.properties","type":"t"},
"Microsoft.Security/settings": {"id":"t","kind":"t","name":"t","properties":"#Microsoft.Security/settings.value.properties","type":"t"}
}, "shapes": {
"Microsoft.Security/assessments.properties": {"additionalData":"{}t","displayName":"t","links":"#Microsoft.Security/assessments.value.properties.links","resourceDetails":"#Microsoft.Security/assessments.value.properties.resourceDetails","status":"#Microsoft.Security/assessments.value.properties.status"},
"Microsoft.Security/assessments.value.properties.links": {"azurePortalUri":"t"},
"Microsoft.Security/assessments.value.properties.resourceDetails": {"Id":"t","MachineName":"t","Source":"t","SourceComputerId":"t","VMUUID":"t","WorkspaceId":"t"},
"Microsoft.Security/assessments.value.properties.status": {"cause":"t","code":"t","description":"t","firstEvaluationDate":"d","statusChangeDate":"d"},
"Microsoft.Security/pricings.value.properties": {"deprecated":"b","enablementTime":"d","enforce":"t","extensions":"[]#Microsoft.Security/pricings.value.properties.extensions","freeTrialRemainingTime":"t","inherited":"t","inheritedFrom":"t","pricingTier":"t","replacedBy":"[]t","resourcesCoverageStatus":"t","subPlan":"t"},
"Microsoft.Security/pricings.value.properties.extensions": {"additionalExtensionProperties":"{}*","isEnabled":"t","name":"t","operationStatus":"#Microsoft.Security/pricings.value.properties.extensions.operationStatus"},
"Microsoft.Security/pricings.value.properties.extensions.operationStatus": {"code":"t","message":"t"},
"Microsoft.Security/securityContacts.value.properties": {"emails":"t","isEnabled":"b","notificationsByRole":"#Microsoft.Security/securityContacts.value.properties.notificationsByRole","notificationsSources":"[]#Microsoft.Security/securityContacts.value.properties.notificationsSources","phone":"t"},
"Microsoft.Security/securityContacts.value.properties.notificationsByRole": {"roles":"[]t","state":"t"},
"Microsoft.Security/securityContacts.value.properties.notificationsSources": {"minimalRiskLevel":"t","minimalSeverity":"t","sourceType":"t"},
"Microsoft.Security/settings.value.properties": {"enabled":"b"},
"arm-security.AutoProvisioningSetting.properties": {"autoProvision":"t"}
}}`) as ConfigFields;
