/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Support::TrustedAdvisorCheck": {"Summary":"#TrustedAdvisorCheckSummary","category":"t","id":"t","metadata":"[]t","name":"t"}
}, "shapes": {
"TrustedAdvisorCategorySpecificSummary": {"costOptimizing":"#TrustedAdvisorCostOptimizingSummary"},
"TrustedAdvisorCheckSummary": {"categorySpecificSummary":"#TrustedAdvisorCategorySpecificSummary","checkId":"t","hasFlaggedResources":"b","resourcesSummary":"#TrustedAdvisorResourcesSummary","status":"t","timestamp":"t"},
"TrustedAdvisorCostOptimizingSummary": {"estimatedMonthlySavings":"n","estimatedPercentMonthlySavings":"n"},
"TrustedAdvisorResourcesSummary": {"resourcesFlagged":"n","resourcesIgnored":"n","resourcesProcessed":"n","resourcesSuppressed":"n"}
}}`) as ConfigFields;
