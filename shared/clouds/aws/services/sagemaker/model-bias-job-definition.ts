/**
 * Definitions of the jobs of a region that watch the bias of a model. The names of their environment variables are stored without their values, which
 * may be secrets.
 */
import { defineType, inside, paged, read, readAll, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SageMaker::ModelBiasJobDefinition',
  kind: 'job',
  list: paged('ListModelBiasJobDefinitions', 'JobDefinitionSummaries', { MaxResults: 100 }),
  describe: read('DescribeModelBiasJobDefinition', { JobDefinitionName: 'MonitoringJobDefinitionName' }, '@'),
  gone: ['ResourceNotFound'],
  id: 'MonitoringJobDefinitionName',
  nativeId: 'MonitoringJobDefinitionArn',
  name: 'MonitoringJobDefinitionName',
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'RoleArn'),
    inside('AWS::EC2::Subnet', 'NetworkConfig.VpcConfig.Subnets[]'),
    uses('AWS::EC2::SecurityGroup', 'NetworkConfig.VpcConfig.SecurityGroupIds[]'),
    usesKey('ModelBiasJobOutputConfig.KmsKeyId', 'JobResources.ClusterConfig.VolumeKmsKeyId'),
  ],
  details: { Tags: readAll('ListTags', { ResourceArn: 'MonitoringJobDefinitionArn' }, 'Tags') },
  keysOnly: ['ModelBiasAppSpecification.Environment'],
});
