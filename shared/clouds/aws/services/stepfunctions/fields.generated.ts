/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::StepFunctions::Activity": {"Tags":"[]#Tag","activityArn":"t","creationDate":"d","name":"t"},
"AWS::StepFunctions::StateMachine": {"Tags":"[]#Tag","creationDate":"d","encryptionConfiguration":"#EncryptionConfiguration","label":"t","loggingConfiguration":"#LoggingConfiguration","name":"t","revisionId":"t","roleArn":"t","stateMachineArn":"t","status":"t","tracingConfiguration":"#TracingConfiguration","type":"t"}
}, "shapes": {
"CloudWatchLogsLogGroup": {"logGroupArn":"t"},
"EncryptionConfiguration": {"kmsDataKeyReusePeriodSeconds":"n","kmsKeyId":"t","type":"t"},
"LogDestination": {"cloudWatchLogsLogGroup":"#CloudWatchLogsLogGroup"},
"LoggingConfiguration": {"destinations":"[]#LogDestination","includeExecutionData":"b","level":"t"},
"Tag": {"Key":"t","Value":"t"},
"TracingConfiguration": {"enabled":"b"}
}}`) as ConfigFields;
