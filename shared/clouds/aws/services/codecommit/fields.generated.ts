/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::CodeCommit::Repository": {"Arn":"t","Tags":"[]#Tag","accountId":"t","cloneUrlHttp":"t","cloneUrlSsh":"t","creationDate":"d","defaultBranch":"t","kmsKeyId":"t","lastModifiedDate":"d","repositoryDescription":"t","repositoryId":"t","repositoryName":"t"}
}, "shapes": {
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
