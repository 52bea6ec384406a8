/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::SSO::Instance": {"CreatedDate":"d","IdentityStoreArn":"t","IdentityStoreId":"t","InstanceArn":"t","Name":"t","OwnerAccountId":"t","PrimaryRegion":"t","Regions":"[]#RegionMetadata","Status":"t","StatusReason":"t"}
}, "shapes": {
"RegionMetadata": {"AddedDate":"d","IsPrimaryRegion":"b","RegionName":"t","Status":"t"}
}}`) as ConfigFields;
