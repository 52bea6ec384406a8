/** Workgroups of a region. Of the properties of their engines the names are stored and the values are not: they may hold secrets. */
import { arn, defineType, paged, read, relation, uses, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::Athena::WorkGroup',
  kind: 'data_pipeline',
  list: paged('ListWorkGroups', 'WorkGroups', { MaxResults: 50 }),
  describe: read('GetWorkGroup', { WorkGroup: 'Name' }, 'WorkGroup'),
  id: 'Name',
  nativeId: arn('workgroup/{Name}'),
  name: 'Name',
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'Configuration.ExecutionRole'),
    usesKey(
      'Configuration.ResultConfiguration.EncryptionConfiguration.KmsKey',
      'Configuration.ManagedQueryResultsConfiguration.EncryptionConfiguration.KmsKey',
      'Configuration.MonitoringConfiguration.ManagedLoggingConfiguration.KmsKey',
      'Configuration.MonitoringConfiguration.S3LoggingConfiguration.KmsKey',
      'Configuration.CustomerContentEncryptionConfiguration.KmsKey',
    ),
    relation('logs_to', 'AWS::Logs::LogGroup', 'Configuration.MonitoringConfiguration.CloudWatchLoggingConfiguration.LogGroup'),
  ],
  batch: { Tags: tagsByArn('$arn') },
  drop: ['Configuration.AdditionalConfiguration'],
  keysOnly: [
    'Configuration.EngineConfiguration.AdditionalConfigs',
    'Configuration.EngineConfiguration.Classifications[].Properties',
    'Configuration.EngineConfiguration.SparkProperties',
  ],
});
