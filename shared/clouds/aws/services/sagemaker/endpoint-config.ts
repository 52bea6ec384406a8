/** Configurations of endpoints of a region: which models they serve, and on what. The data of an explainer's baseline is left out. */
import { defineType, inside, paged, read, uses, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::SageMaker::EndpointConfig',
  kind: 'model',
  list: paged('ListEndpointConfigs', 'EndpointConfigs', { MaxResults: 100 }),
  describe: read('DescribeEndpointConfig', { EndpointConfigName: 'EndpointConfigName' }, '@'),
  id: 'EndpointConfigName',
  nativeId: 'EndpointConfigArn',
  name: 'EndpointConfigName',
  tags: 'Tags',
  relationships: [
    uses('AWS::SageMaker::Model', 'ProductionVariants[].ModelName', 'ShadowProductionVariants[].ModelName'),
    uses('AWS::IAM::Role', 'ExecutionRoleArn'),
    inside('AWS::EC2::Subnet', 'VpcConfig.Subnets[]'),
    uses('AWS::EC2::SecurityGroup', 'VpcConfig.SecurityGroupIds[]'),
    usesKey(
      'KmsKeyId',
      'DataCaptureConfig.KmsKeyId',
      'AsyncInferenceConfig.OutputConfig.KmsKeyId',
      'ProductionVariants[].CoreDumpConfig.KmsKeyId',
      'ShadowProductionVariants[].CoreDumpConfig.KmsKeyId',
    ),
  ],
  batch: { Tags: tagsByArn('EndpointConfigArn') },
  drop: ['ExplainerConfig.ClarifyExplainerConfig.ShapConfig.ShapBaselineConfig.ShapBaseline'],
});
