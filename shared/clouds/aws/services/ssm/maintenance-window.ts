/** Maintenance windows of a region. */
import { arn, defineType, paged } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::SSM::MaintenanceWindow',
  kind: 'settings',
  list: paged('DescribeMaintenanceWindows', 'WindowIdentities', { MaxResults: 100 }),
  id: 'WindowId',
  nativeId: arn('maintenancewindow/{WindowId}'),
  name: 'Name',
  tags: 'Tags',
  batch: { Tags: tagsByArn('$arn') },
  volatile: ['NextExecutionTime'],
  // AWS takes it for sensitive.
  drop: ['Description'],
});
