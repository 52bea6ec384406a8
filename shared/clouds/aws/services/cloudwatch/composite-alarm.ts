/** Alarms of a region that combine the states of other alarms. */
import { defineType, paged } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';
import { ACTIONS } from './service.ts';

export default defineType({
  type: 'AWS::CloudWatch::CompositeAlarm',
  kind: 'alert',
  list: paged('DescribeAlarms', 'CompositeAlarms', { AlarmTypes: ['CompositeAlarm'], MaxRecords: 100 }),
  id: 'AlarmName',
  nativeId: 'AlarmArn',
  name: 'AlarmName',
  tags: 'Tags',
  relationships: [ACTIONS],
  batch: { Tags: tagsByArn('AlarmArn') },
  // Other alarms change its state.
  volatile: [
    'StateValue',
    'StateReason',
    'StateReasonData',
    'StateUpdatedTimestamp',
    'StateTransitionedTimestamp',
    'ActionsSuppressedBy',
    'ActionsSuppressedReason',
  ],
});
