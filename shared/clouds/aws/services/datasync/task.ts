/** Tasks of a region, which copy data between storage systems. Their locations are not read: those may name users of other systems. */
import { defineType, paged, read, readAll, relation } from '../../types/define.ts';

export default defineType({
  type: 'AWS::DataSync::Task',
  kind: 'job',
  list: paged('ListTasks', 'Tasks', { MaxResults: 100 }),
  describe: read('DescribeTask', { TaskArn: 'TaskArn' }, '@'),
  id: 'TaskArn',
  nativeId: 'TaskArn',
  name: 'Name',
  tags: 'Tags',
  relationships: [relation('logs_to', 'AWS::Logs::LogGroup', 'CloudWatchLogGroupArn')],
  details: { Tags: readAll('ListTagsForResource', { ResourceArn: 'TaskArn' }, 'Tags', { input: { MaxResults: 100 } }) },
  // They say what the task does now, and how the last time went.
  volatile: ['Status', 'CurrentTaskExecutionArn', 'ErrorCode', 'ErrorDetail', 'ScheduleDetails.StatusUpdateTime'],
});
