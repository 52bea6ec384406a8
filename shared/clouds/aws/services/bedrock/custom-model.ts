/** Custom models of a region that belong to the account, without those that others share with it. */
import { defineType, paged, read, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Bedrock::CustomModel',
  kind: 'model',
  list: paged('ListCustomModels', 'modelSummaries', { isOwned: true, maxResults: 1000 }),
  describe: read('GetCustomModel', { modelIdentifier: 'modelArn' }, '@'),
  gone: ['ResourceNotFoundException'],
  id: 'modelArn',
  nativeId: 'modelArn',
  name: 'modelName',
  tags: { path: 'Tags', key: 'key', value: 'value' },
  relationships: [usesKey('modelKmsKeyArn')],
  details: { Tags: read('ListTagsForResource', { resourceARN: 'modelArn' }, 'tags') },
  // Values of requests by which the training data was chosen.
  drop: ['trainingDataConfig.invocationLogsConfig.requestMetadataFilters'],
});
