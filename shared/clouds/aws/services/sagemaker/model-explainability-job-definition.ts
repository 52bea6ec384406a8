/**
 * Definitions of the jobs of a region that watch what decides the answers of a model. The names of their environment variables are stored without their values, which
 * may be secrets.
 */
import { defineType, inside, paged, read, readAll, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SageMaker::ModelExplainabilityJobDefinition',
  kind: 'job',
  list: paged('ListModelExplainabilityJobDefinitions', 'JobDefinitionSummaries', { MaxResults: 100 }),
  describe: read('DescribeModelExplainabilityJobDefinition', { JobDefinitionName: 'MonitoringJobDefinitionName' }, '@'),
  gone: ['ResourceNotFound'],
  id: 'MonitoringJobDefinitionName',
  nativeId: 'MonitoringJobDefinitionArn',
  name: 'MonitoringJobDefinitionName',
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'RoleArn'),
    inside('AWS::EC2::Subnet', 'NetworkConfig.VpcConfig.Subnets[]'),
    uses('AWS::EC2::SecurityGroup', 'NetworkConfig.VpcConfig.SecurityGroupIds[]'),
    usesKey('ModelExplainabilityJobOutputConfig.KmsKeyId', 'JobResources.ClusterConfig.VolumeKmsKeyId'),
  ],
  details: { Tags: readAll('ListTags', { ResourceArn: 'MonitoringJobDefinitionArn' }, 'Tags') },
  keysOnly: ['ModelExplainabilityAppSpecification.Environment'],
});
