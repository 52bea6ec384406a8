/** Reserved Instances of a region that are paid for. Those that are retired stay listed for years, and are left out. */
import { arn, defineType, listed, tag } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::ReservedInstances',
  kind: 'settings',
  list: listed('DescribeReservedInstances', 'ReservedInstances'),
  only: { path: 'State', not: ['retired', 'payment-failed', 'queued-deleted'] },
  id: 'ReservedInstancesId',
  nativeId: arn('reserved-instances/{ReservedInstancesId}'),
  name: tag('Name'),
  tags: 'Tags',
});
