/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.Authorization/policyAssignments": {"id":"t","identity":"#arm-policy.Identity","location":"t","name":"t","properties":"#Microsoft.Authorization/policyAssignments.properties","systemData":"#arm-policy.SystemData","type":"t"}
}, "shapes": {
"Microsoft.Authorization/policyAssignments.properties": {"assignmentType":"t","definitionVersion":"t","description":"t","displayName":"t","effectiveDefinitionVersion":"t","enforcementMode":"t","latestDefinitionVersion":"t","metadata":"*","nonComplianceMessages":"[]#arm-policy.NonComplianceMessage","notScopes":"[]t","overrides":"[]#arm-policy.Override","parameters":"{}t","policyDefinitionId":"t","resourceSelectors":"[]#arm-policy.ResourceSelector","scope":"t"},
"arm-policy.Identity": {"principalId":"t","tenantId":"t","type":"t","userAssignedIdentities":"{}#arm-policy.UserAssignedIdentitiesValue"},
"arm-policy.NonComplianceMessage": {"message":"t","policyDefinitionReferenceId":"t"},
"arm-policy.Override": {"kind":"t","selectors":"[]#arm-policy.Selector","value":"t"},
"arm-policy.ResourceSelector": {"name":"t","selectors":"[]#arm-policy.Selector"},
"arm-policy.Selector": {"in":"[]t","kind":"t","notIn":"[]t"},
"arm-policy.SystemData": {"createdAt":"d","createdBy":"t","createdByType":"t","lastModifiedAt":"d","lastModifiedBy":"t","lastModifiedByType":"t"},
"arm-policy.UserAssignedIdentitiesValue": {"clientId":"t","principalId":"t"}
}}`) as ConfigFields;
