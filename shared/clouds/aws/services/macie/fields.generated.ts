/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Macie::Session": {"AutomatedDiscovery":"#GetAutomatedDiscoveryConfigurationResponse","Session":"#GetMacieSessionResponse"}
}, "shapes": {
"GetAutomatedDiscoveryConfigurationResponse": {"autoEnableOrganizationMembers":"t","classificationScopeId":"t","disabledAt":"d","firstEnabledAt":"d","lastUpdatedAt":"d","sensitivityInspectionTemplateId":"t","status":"t"},
"GetMacieSessionResponse": {"createdAt":"d","findingPublishingFrequency":"t","serviceRole":"t","status":"t","updatedAt":"d"}
}}`) as ConfigFields;
