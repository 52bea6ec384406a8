/** Actions of a region that change the size of groups of machines at certain times. They have no tags. */
import { defineType, inside, paged, template } from '../../types/define.ts';

export default defineType({
  type: 'AWS::AutoScaling::ScheduledAction',
  kind: 'settings',
  list: paged('DescribeScheduledActions', 'ScheduledUpdateGroupActions', { MaxRecords: 100 }),
  // The name of a group holds no colon.
  id: template('{AutoScalingGroupName}:{ScheduledActionName}'),
  nativeId: 'ScheduledActionARN',
  name: 'ScheduledActionName',
  relationships: [inside('AWS::AutoScaling::AutoScalingGroup', 'AutoScalingGroupName')],
  // After each run of an action that recurs, they are the time of the next one.
  volatile: ['StartTime', 'Time'],
});
