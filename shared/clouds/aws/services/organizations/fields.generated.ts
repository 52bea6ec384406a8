/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Organizations::Organization": {"Organization":"#AWS::Organizations::Organization.Organization"}
}, "shapes": {
"AWS::Organizations::Organization.Organization": {"Arn":"t","FeatureSet":"t","Id":"t","MasterAccountArn":"t","MasterAccountId":"t"}
}}`) as ConfigFields;
