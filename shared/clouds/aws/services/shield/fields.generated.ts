/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Shield::ProtectionGroup": {"Aggregation":"t","Members":"[]t","Pattern":"t","ProtectionGroupArn":"t","ProtectionGroupId":"t","ResourceType":"t","Tags":"[]#Tag"},
"AWS::Shield::Protection": {"ApplicationLayerAutomaticResponseConfiguration":"#ApplicationLayerAutomaticResponseConfiguration","HealthCheckIds":"[]t","Id":"t","Name":"t","ProtectionArn":"t","ResourceArn":"t","Tags":"[]#Tag"}
}, "shapes": {
"ApplicationLayerAutomaticResponseConfiguration": {"Action":"#ResponseAction","Status":"t"},
"BlockAction": {},
"CountAction": {},
"ResponseAction": {"Block":"#BlockAction","Count":"#CountAction"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
