/**
 * Stack sets that an account manages from a region, without their templates. The names of parameters are stored and the values are not: they may be
 * secrets.
 */
import { defineType, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::CloudFormation::StackSet',
  kind: 'stack',
  // Deleted ones are listed too, without the status.
  list: paged('ListStackSets', 'Summaries', { Status: 'ACTIVE', MaxResults: 100 }),
  describe: read('DescribeStackSet', { StackSetName: 'StackSetId' }, 'StackSet'),
  gone: ['StackSetNotFoundException'],
  id: 'StackSetId',
  nativeId: 'StackSetARN',
  name: 'StackSetName',
  tags: 'Tags',
  relationships: [uses('AWS::IAM::Role', 'AdministrationRoleARN')],
  // A search for drift changes them.
  volatile: ['DriftStatus', 'LastDriftCheckTimestamp', 'StackSetDriftDetectionDetails'],
  drop: ['Parameters[].ParameterValue', 'Parameters[].ResolvedValue', 'TemplateBody'],
});
