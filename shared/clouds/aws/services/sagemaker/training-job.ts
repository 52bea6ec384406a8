/**
 * Training jobs of a region, finished ones too, which SageMaker lists for ever. The names of hyperparameters, environment variables and parameters of rules
 * are stored without their values, which may be secrets; so may be a container's arguments and the reason of a failure, which are left out.
 * Tags are not read: a new tag of a finished job changes none of the values of `version`, and an account may have tens of thousands of jobs.
 */
import { defineType, inside, paged, read, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SageMaker::TrainingJob',
  kind: 'job',
  list: paged('ListTrainingJobs', 'TrainingJobSummaries', { MaxResults: 100 }),
  describe: read('DescribeTrainingJob', { TrainingJobName: 'TrainingJobName' }, '@'),
  gone: ['ResourceNotFound'],
  // A finished job does not change any more.
  version: ['LastModifiedTime', 'TrainingJobStatus', 'SecondaryStatus'],
  id: 'TrainingJobName',
  nativeId: 'TrainingJobArn',
  name: 'TrainingJobName',
  tags: false,
  relationships: [
    uses('AWS::IAM::Role', 'RoleArn'),
    inside('AWS::EC2::Subnet', 'VpcConfig.Subnets[]'),
    uses('AWS::EC2::SecurityGroup', 'VpcConfig.SecurityGroupIds[]'),
    usesKey('OutputDataConfig.KmsKeyId', 'ResourceConfig.VolumeKmsKeyId'),
  ],
  // They change while the job runs, and while its instances wait for the next one.
  volatile: [
    'LastModifiedTime',
    'SecondaryStatus',
    'SecondaryStatusTransitions',
    'FinalMetricDataList',
    'TrainingTimeInSeconds',
    'BillableTimeInSeconds',
    'BillableTokenCount',
    'ProgressInfo',
    'WarmPoolStatus',
    'DebugRuleEvaluationStatuses',
    'ProfilerRuleEvaluationStatuses',
    'ProfilingStatus',
  ],
  drop: [
    'FailureReason',
    'SecondaryStatusTransitions[].StatusMessage',
    'DebugRuleEvaluationStatuses[].StatusDetails',
    'ProfilerRuleEvaluationStatuses[].StatusDetails',
    'AlgorithmSpecification.ContainerArguments',
    'AlgorithmSpecification.ContainerEntrypoint',
  ],
  keysOnly: [
    'HyperParameters',
    'Environment',
    'DebugHookConfig.HookParameters',
    'DebugHookConfig.CollectionConfigurations[].CollectionParameters',
    'DebugRuleConfigurations[].RuleParameters',
    'ProfilerConfig.ProfilingParameters',
    'ProfilerRuleConfigurations[].RuleParameters',
  ],
});
