/**
 * Definitions of the jobs of a region that watch the quality of the data of a model. The names of their environment variables are stored without their values, which
 * may be secrets; so may be the arguments of their containers, which are left out.
 */
import { defineType, inside, paged, read, readAll, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SageMaker::DataQualityJobDefinition',
  kind: 'job',
  list: paged('ListDataQualityJobDefinitions', 'JobDefinitionSummaries', { MaxResults: 100 }),
  describe: read('DescribeDataQualityJobDefinition', { JobDefinitionName: 'MonitoringJobDefinitionName' }, '@'),
  gone: ['ResourceNotFound'],
  id: 'MonitoringJobDefinitionName',
  nativeId: 'MonitoringJobDefinitionArn',
  name: 'MonitoringJobDefinitionName',
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'RoleArn'),
    inside('AWS::EC2::Subnet', 'NetworkConfig.VpcConfig.Subnets[]'),
    uses('AWS::EC2::SecurityGroup', 'NetworkConfig.VpcConfig.SecurityGroupIds[]'),
    usesKey('DataQualityJobOutputConfig.KmsKeyId', 'JobResources.ClusterConfig.VolumeKmsKeyId'),
  ],
  details: { Tags: readAll('ListTags', { ResourceArn: 'MonitoringJobDefinitionArn' }, 'Tags') },
  drop: ['DataQualityAppSpecification.ContainerArguments', 'DataQualityAppSpecification.ContainerEntrypoint'],
  keysOnly: ['DataQualityAppSpecification.Environment'],
});
