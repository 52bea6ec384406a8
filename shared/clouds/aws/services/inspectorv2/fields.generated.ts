/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::InspectorV2::AccountStatus": {"accountId":"t","resourceState":"#ResourceState","state":"#State"}
}, "shapes": {
"ResourceState": {"codeRepository":"#State","ec2":"#State","ecr":"#State","lambda":"#State","lambdaCode":"#State"},
"State": {"errorCode":"t","errorMessage":"t","status":"t"}
}}`) as ConfigFields;
