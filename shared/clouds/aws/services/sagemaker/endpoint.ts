/** Endpoints of a region that serve models. */
import { defineType, paged, read, uses, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::SageMaker::Endpoint',
  kind: 'model',
  list: paged('ListEndpoints', 'Endpoints', { MaxResults: 100 }),
  describe: read('DescribeEndpoint', { EndpointName: 'EndpointName' }, '@'),
  id: 'EndpointName',
  nativeId: 'EndpointArn',
  name: 'EndpointName',
  tags: 'Tags',
  relationships: [uses('AWS::SageMaker::EndpointConfig', 'EndpointConfigName'), usesKey('AsyncInferenceConfig.OutputConfig.KmsKeyId')],
  batch: { Tags: tagsByArn('EndpointArn') },
  // They follow the load.
  volatile: ['ProductionVariants[].CurrentInstanceCount', 'ProductionVariants[].CurrentWeight', 'ProductionVariants[].VariantStatus'],
});
