/** Dedicated hosts of a region. A host that was released is listed for a while yet, and left out. */
import { arn, defineType, paged, tag } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::Host',
  kind: 'virtual_machine_group',
  list: paged('DescribeHosts', 'Hosts', { MaxResults: 500 }),
  only: { path: 'State', not: ['released', 'released-permanent-failure'] },
  id: 'HostId',
  nativeId: arn('dedicated-host/{HostId}', { account: 'OwnerId' }),
  name: tag('Name'),
  tags: 'Tags',
  owner: 'OwnerId',
  // They change with each machine that starts and stops.
  volatile: ['AvailableCapacity', 'Instances'],
});
