/** Where Bedrock logs the invocations of models in a region. There is no `loggingConfig` where it logs none. */
import { defineType, relation, single, uses, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Bedrock::ModelInvocationLoggingConfiguration',
  kind: 'settings',
  list: single('GetModelInvocationLoggingConfiguration', '@'),
  id: word('model-invocation-logging-configuration'),
  relationships: [
    relation(
      'logs_to',
      'AWS::S3::Bucket',
      'loggingConfig.s3Config.bucketName',
      'loggingConfig.cloudWatchConfig.largeDataDeliveryS3Config.bucketName',
    ),
    relation('logs_to', 'AWS::Logs::LogGroup', 'loggingConfig.cloudWatchConfig.logGroupName'),
    uses('AWS::IAM::Role', 'loggingConfig.cloudWatchConfig.roleArn'),
  ],
});
