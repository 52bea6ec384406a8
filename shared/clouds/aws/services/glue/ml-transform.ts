/** Machine learning transforms of a region, which find records that match. */
import { arn, defineType, paged, read, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Glue::MLTransform',
  kind: 'job',
  list: paged('GetMLTransforms', 'Transforms', { MaxResults: 1000 }),
  gone: ['EntityNotFoundException'],
  id: 'TransformId',
  nativeId: arn('mlTransform/{TransformId}'),
  name: 'Name',
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'Role'),
    uses('AWS::Glue::SecurityConfiguration', 'TransformEncryption.TaskRunSecurityConfigurationName'),
    usesKey('TransformEncryption.MlUserDataEncryption.KmsKeyId'),
  ],
  details: { Tags: read('GetTags', { ResourceArn: '$arn' }, 'Tags') },
  // Learning from more labels changes them.
  volatile: ['EvaluationMetrics', 'LabelCount', 'Status'],
  keysOnly: ['InputRecordTables[].AdditionalOptions'],
});
