/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Logs::LogGroup": {"Tags":"[]#Tag","arn":"t","bearerTokenAuthenticationEnabled":"b","creationTime":"n","dataProtectionStatus":"t","deletionProtectionEnabled":"b","inheritedProperties":"[]t","kmsKeyId":"t","logGroupArn":"t","logGroupClass":"t","logGroupName":"t","metricFilterCount":"n","retentionInDays":"n","retentionPolicyName":"t","storedBytes":"n"}
}, "shapes": {
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
