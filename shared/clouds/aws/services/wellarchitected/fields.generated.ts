/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::WellArchitected::Workload": {"ImprovementStatus":"t","Lenses":"[]t","Owner":"t","PrioritizedRiskCounts":"{}n","Profiles":"[]#WorkloadProfile","RiskCounts":"{}n","Tags":"[]#Tag","UpdatedAt":"d","WorkloadArn":"t","WorkloadId":"t","WorkloadName":"t"}
}, "shapes": {
"Tag": {"Key":"t","Value":"t"},
"WorkloadProfile": {"ProfileArn":"t","ProfileVersion":"t"}
}}`) as ConfigFields;
