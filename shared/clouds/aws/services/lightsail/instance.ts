/** Virtual servers of Lightsail in a region, with the ports that are open and to whom. */
import { defineType, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Lightsail::Instance',
  kind: 'virtual_machine',
  list: paged('GetInstances', 'instances', {}, { token: ['pageToken', 'nextPageToken'] }),
  id: 'name',
  nativeId: 'arn',
  name: 'name',
  tags: { path: 'tags', key: 'key', value: 'value' },
  // How full its disks are, when it is copied next, and what Lightsail finds when it looks at it.
  volatile: ['hardware.disks[].gbInUse', 'addOns[].nextSnapshotTimeOfDay', 'instanceStatus', 'systemStatus'],
});
