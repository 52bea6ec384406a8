/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::SSMIncidents::ReplicationSet": {"Tags":"{}t","arn":"t","createdBy":"t","createdTime":"d","deletionProtected":"b","lastModifiedBy":"t","lastModifiedTime":"d","regionMap":"{}#RegionInfo","status":"t"}
}, "shapes": {
"RegionInfo": {"sseKmsKeyId":"t","status":"t","statusMessage":"t","statusUpdateDateTime":"d"}
}}`) as ConfigFields;
