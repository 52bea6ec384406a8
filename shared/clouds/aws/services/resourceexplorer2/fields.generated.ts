/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::ResourceExplorer2::Index": {"Arn":"t","Region":"t","Type":"t"}
}, "shapes": {

}}`) as ConfigFields;
