/**
 * Schedules of a region by which SageMaker watches models. A job may be defined inside the schedule: the names of its environment variables
 * are stored without their values, which may be secrets; so may be the arguments of its container, which are left out.
 */
import { defineType, inside, paged, read, readAll, uses, usesKey } from '../../types/define.ts';

const JOB = 'MonitoringScheduleConfig.MonitoringJobDefinition';

export default defineType({
  type: 'AWS::SageMaker::MonitoringSchedule',
  kind: 'job',
  list: paged('ListMonitoringSchedules', 'MonitoringScheduleSummaries', { MaxResults: 100 }),
  describe: read('DescribeMonitoringSchedule', { MonitoringScheduleName: 'MonitoringScheduleName' }, '@'),
  gone: ['ResourceNotFound'],
  id: 'MonitoringScheduleName',
  nativeId: 'MonitoringScheduleArn',
  name: 'MonitoringScheduleName',
  tags: 'Tags',
  relationships: [
    uses('AWS::SageMaker::Endpoint', 'EndpointName'),
    uses('AWS::IAM::Role', `${JOB}.RoleArn`),
    inside('AWS::EC2::Subnet', `${JOB}.NetworkConfig.VpcConfig.Subnets[]`),
    uses('AWS::EC2::SecurityGroup', `${JOB}.NetworkConfig.VpcConfig.SecurityGroupIds[]`),
    usesKey(`${JOB}.MonitoringOutputConfig.KmsKeyId`, `${JOB}.MonitoringResources.ClusterConfig.VolumeKmsKeyId`),
  ],
  details: { Tags: readAll('ListTags', { ResourceArn: 'MonitoringScheduleArn' }, 'Tags') },
  // Each run of the schedule changes them.
  volatile: ['LastMonitoringExecutionSummary', 'FailureReason', 'LastModifiedTime'],
  drop: [
    `${JOB}.MonitoringAppSpecification.ContainerArguments`,
    `${JOB}.MonitoringAppSpecification.ContainerEntrypoint`,
    'LastMonitoringExecutionSummary.FailureReason',
  ],
  keysOnly: [`${JOB}.Environment`],
});
