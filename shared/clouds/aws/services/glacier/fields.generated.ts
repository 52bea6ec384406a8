/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Glacier::Vault": {"CreationDate":"t","LastInventoryDate":"t","NumberOfArchives":"n","Policy":"*","SizeInBytes":"n","Tags":"[]#Tag","VaultARN":"t","VaultName":"t"}
}, "shapes": {
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
