/** Stacks of a region, nested ones included. The names of parameters and outputs are stored and the values are not: they may be secrets. */
import { defineType, memberOf, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::CloudFormation::Stack',
  kind: 'stack',
  // Without the name of a stack, deleted stacks are left out.
  list: paged('DescribeStacks', 'Stacks'),
  id: 'StackId',
  nativeId: 'StackId',
  name: 'StackName',
  tags: 'Tags',
  relationships: [
    memberOf('AWS::CloudFormation::Stack', 'ParentId'),
    uses('AWS::IAM::Role', 'RoleARN'),
    uses('AWS::SNS::Topic', 'NotificationARNs[]'),
  ],
  // They change during an update, whose effects show in other fields.
  volatile: ['ChangeSetId', 'DetailedStatus', 'DriftInformation.LastCheckTimestamp', 'LastOperations', 'StackStatus', 'StackStatusReason'],
  drop: ['Outputs[].OutputValue', 'Parameters[].ParameterValue', 'Parameters[].ResolvedValue'],
});
