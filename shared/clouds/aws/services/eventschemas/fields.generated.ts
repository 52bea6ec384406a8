/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::EventSchemas::Registry": {"Policy":"*","RegistryArn":"t","RegistryName":"t","Tags":"{}t"}
}, "shapes": {

}}`) as ConfigFields;
