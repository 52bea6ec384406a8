/** Policies of a region by which groups of machines grow and shrink. They have no tags. */
import { defineType, inside, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::AutoScaling::ScalingPolicy',
  kind: 'policy',
  list: paged('DescribePolicies', 'ScalingPolicies', { MaxRecords: 100 }),
  id: 'PolicyARN',
  nativeId: 'PolicyARN',
  name: 'PolicyName',
  relationships: [
    inside('AWS::AutoScaling::AutoScalingGroup', 'AutoScalingGroupName'),
    uses('AWS::CloudWatch::Alarm', 'Alarms[].AlarmARN'),
  ],
});
