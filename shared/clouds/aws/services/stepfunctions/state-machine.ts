/**
 * State machines of a region. Their definitions may hold secrets and are not stored: where they are encrypted with a key of the customer, they are
 * not even asked for, so that no permission to decrypt is needed.
 */
import { defineType, paged, read, relation, uses, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::StepFunctions::StateMachine',
  kind: 'workflow',
  list: paged('ListStateMachines', 'stateMachines', { maxResults: 1000 }),
  describe: read('DescribeStateMachine', { stateMachineArn: 'stateMachineArn' }, '@', { input: { includedData: 'METADATA_ONLY' } }),
  gone: ['StateMachineDoesNotExist'],
  id: 'stateMachineArn',
  nativeId: 'stateMachineArn',
  name: 'name',
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'roleArn'),
    relation('logs_to', 'AWS::Logs::LogGroup', 'loggingConfiguration.destinations[].cloudWatchLogsLogGroup.logGroupArn'),
    usesKey('encryptionConfiguration.kmsKeyId'),
  ],
  batch: { Tags: tagsByArn('stateMachineArn') },
  drop: ['definition', 'description', 'variableReferences'],
});
