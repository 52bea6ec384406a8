/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::DataPipeline::Pipeline": {"description":"t","fields":"[]#Field","id":"t","name":"t","pipelineId":"t","tags":"[]#Tag"}
}, "shapes": {
"Field": {"key":"t","refValue":"t","stringValue":"t"},
"Tag": {"key":"t","value":"t"}
}}`) as ConfigFields;
