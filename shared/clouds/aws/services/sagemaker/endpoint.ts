/** Endpoints of a region that serve models. */
import { defineType, paged, read, uses, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

/** Members that the load or a deployment moves, in the variants that answer and in those that are only compared with them. */
const OF_VARIANTS = ['ProductionVariants[]', 'ShadowProductionVariants[]'].flatMap((variants) =>
  [
    'CapacityReservationConfig.AvailableInstanceCount',
    'CapacityReservationConfig.Ec2CapacityReservations',
    'CapacityReservationConfig.UsedByCurrentEndpoint',
    'CurrentInstanceCount',
    'CurrentServerlessConfig',
    'CurrentWeight',
    'DesiredInstanceCount',
    'DesiredServerlessConfig.ProvisionedConcurrency',
    'InstancePools[].CurrentInstanceCount',
    'VariantStatus',
  ].map((member) => `${variants}.${member}`),
);

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
  // Scaling modifies the endpoint too.
  volatile: [...OF_VARIANTS, 'LastModifiedTime', 'PendingDeploymentSummary'],
});
