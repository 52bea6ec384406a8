/** Policies of a region that make, keep and delete snapshots and images. */
import { arn, defineType, listed, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::DLM::LifecyclePolicy',
  kind: 'other',
  list: listed('GetLifecyclePolicies', 'Policies'),
  describe: read('GetLifecyclePolicy', { PolicyId: 'PolicyId' }, 'Policy'),
  gone: ['ResourceNotFoundException'],
  id: 'PolicyId',
  nativeId: arn('policy/{PolicyId}'),
  tags: 'Tags',
  relationships: [uses('AWS::IAM::Role', 'ExecutionRoleArn')],
  // It tells how the last run ended.
  volatile: ['StatusMessage'],
});
