/** Models of a region. The names of their containers' environment variables are stored without their values, which may be secrets. */
import { defineType, inside, paged, read, uses } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::SageMaker::Model',
  kind: 'model',
  list: paged('ListModels', 'Models', { MaxResults: 100 }),
  describe: read('DescribeModel', { ModelName: 'ModelName' }, '@'),
  id: 'ModelName',
  nativeId: 'ModelArn',
  name: 'ModelName',
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'ExecutionRoleArn'),
    inside('AWS::EC2::Subnet', 'VpcConfig.Subnets[]'),
    uses('AWS::EC2::SecurityGroup', 'VpcConfig.SecurityGroupIds[]'),
  ],
  batch: { Tags: tagsByArn('ModelArn') },
  // A request passes through the containers one after the other.
  ordered: ['Containers'],
  // SageMaker recommends instances some time after a model was created.
  volatile: ['DeploymentRecommendation'],
  keysOnly: [
    'PrimaryContainer.Environment',
    'Containers[].Environment',
    'DeploymentRecommendation.RealTimeInferenceRecommendations[].Environment',
  ],
});
