/** Reserved capacity of a region. A reservation that is over stays listed for a while, and is left out. */
import { defineType, paged, tag } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::CapacityReservation',
  kind: 'settings',
  list: paged('DescribeCapacityReservations', 'CapacityReservations', { MaxResults: 1000 }),
  only: { path: 'State', not: ['cancelled', 'expired', 'failed'] },
  id: 'CapacityReservationId',
  nativeId: 'CapacityReservationArn',
  name: tag('Name'),
  tags: 'Tags',
  // They change with each machine that starts and stops.
  volatile: ['AvailableInstanceCount', 'CapacityAllocations'],
});
