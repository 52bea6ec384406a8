/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::SecretsManager::Secret": {"ARN":"t","CreatedDate":"d","DeletedDate":"d","Description":"t","ExternalSecretRotationMetadata":"[]#ExternalSecretRotationMetadataItem","ExternalSecretRotationRoleArn":"t","KmsKeyId":"t","LastAccessedDate":"d","LastChangedDate":"d","LastRotatedDate":"d","Name":"t","NextRotationDate":"d","OwningService":"t","PrimaryRegion":"t","ResourcePolicy":"*","RotationEnabled":"b","RotationLambdaARN":"t","RotationRules":"#RotationRulesType","SecretVersionsToStages":"{}[]t","Tags":"[]#Tag","Type":"t"}
}, "shapes": {
"ExternalSecretRotationMetadataItem": {"Key":"t","Value":"t"},
"RotationRulesType": {"AutomaticallyAfterDays":"n","Duration":"t","ScheduleExpression":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
