/**
 * Definitions of the jobs of a region that watch the quality of the answers of a model. The names of their environment variables are stored without their values, which
 * may be secrets; so may be the arguments of their containers, which are left out.
 */
import { defineType, inside, paged, read, readAll, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SageMaker::ModelQualityJobDefinition',
  kind: 'job',
  list: paged('ListModelQualityJobDefinitions', 'JobDefinitionSummaries', { MaxResults: 100 }),
  describe: read('DescribeModelQualityJobDefinition', { JobDefinitionName: 'MonitoringJobDefinitionName' }, '@'),
  gone: ['ResourceNotFound'],
  id: 'MonitoringJobDefinitionName',
  nativeId: 'MonitoringJobDefinitionArn',
  name: 'MonitoringJobDefinitionName',
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'RoleArn'),
    inside('AWS::EC2::Subnet', 'NetworkConfig.VpcConfig.Subnets[]'),
    uses('AWS::EC2::SecurityGroup', 'NetworkConfig.VpcConfig.SecurityGroupIds[]'),
    usesKey('ModelQualityJobOutputConfig.KmsKeyId', 'JobResources.ClusterConfig.VolumeKmsKeyId'),
  ],
  details: { Tags: readAll('ListTags', { ResourceArn: 'MonitoringJobDefinitionArn' }, 'Tags') },
  drop: ['ModelQualityAppSpecification.ContainerArguments', 'ModelQualityAppSpecification.ContainerEntrypoint'],
  keysOnly: ['ModelQualityAppSpecification.Environment'],
});
