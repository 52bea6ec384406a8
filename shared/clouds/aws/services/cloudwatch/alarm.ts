/** Alarms on metrics of a region. */
import { defineType, paged } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';
import { ACTIONS } from './service.ts';

export default defineType({
  type: 'AWS::CloudWatch::Alarm',
  kind: 'alert',
  list: paged('DescribeAlarms', 'MetricAlarms', { AlarmTypes: ['MetricAlarm'], MaxRecords: 100 }),
  id: 'AlarmName',
  nativeId: 'AlarmArn',
  name: 'AlarmName',
  tags: 'Tags',
  relationships: [ACTIONS],
  // CloudWatch's own call reads the tags of one alarm, and an account may have thousands.
  batch: { Tags: tagsByArn('AlarmArn') },
  // The metric changes the alarm's state.
  volatile: ['StateValue', 'StateReason', 'StateReasonData', 'StateUpdatedTimestamp', 'StateTransitionedTimestamp', 'EvaluationState'],
});
