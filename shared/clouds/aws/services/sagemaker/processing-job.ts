/**
 * Processing jobs of a region, finished ones too, which SageMaker lists for ever. The names of environment variables are stored without their values, which
 * may be secrets; so may be a container's arguments, the queries of its inputs and its last words, which are left out. Tags are not read: a new tag of
 * a finished job changes none of the values of `version`, and an account may have tens of thousands of jobs.
 */
import { defineType, inside, paged, read, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SageMaker::ProcessingJob',
  kind: 'job',
  list: paged('ListProcessingJobs', 'ProcessingJobSummaries', { MaxResults: 100 }),
  describe: read('DescribeProcessingJob', { ProcessingJobName: 'ProcessingJobName' }, '@'),
  gone: ['ResourceNotFound'],
  // A finished job does not change any more.
  version: ['LastModifiedTime', 'ProcessingJobStatus'],
  id: 'ProcessingJobName',
  nativeId: 'ProcessingJobArn',
  name: 'ProcessingJobName',
  tags: false,
  relationships: [
    uses('AWS::IAM::Role', 'RoleArn'),
    inside('AWS::EC2::Subnet', 'NetworkConfig.VpcConfig.Subnets[]'),
    uses('AWS::EC2::SecurityGroup', 'NetworkConfig.VpcConfig.SecurityGroupIds[]'),
    uses('AWS::SageMaker::MonitoringSchedule', 'MonitoringScheduleArn'),
    uses('AWS::SageMaker::TrainingJob', 'TrainingJobArn'),
    usesKey(
      'ProcessingOutputConfig.KmsKeyId',
      'ProcessingResources.ClusterConfig.VolumeKmsKeyId',
      'ProcessingInputs[].DatasetDefinition.AthenaDatasetDefinition.KmsKeyId',
      'ProcessingInputs[].DatasetDefinition.RedshiftDatasetDefinition.KmsKeyId',
    ),
  ],
  // SageMaker sets it while the job runs.
  volatile: ['LastModifiedTime'],
  drop: [
    'FailureReason',
    'ExitMessage',
    'AppSpecification.ContainerArguments',
    'AppSpecification.ContainerEntrypoint',
    'ProcessingInputs[].DatasetDefinition.AthenaDatasetDefinition.QueryString',
    'ProcessingInputs[].DatasetDefinition.RedshiftDatasetDefinition.QueryString',
    'ProcessingInputs[].DatasetDefinition.RedshiftDatasetDefinition.DbUser',
  ],
  keysOnly: ['Environment'],
});
