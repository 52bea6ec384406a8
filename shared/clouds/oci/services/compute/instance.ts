import { callsOf, defineType, inside, join } from '../../types/define.ts';

const core = callsOf('core');

export default defineType({
  type: 'Instance',
  kind: 'virtual_machine',
  list: core.list('/instances', 'read instances'),
  joins: {
    vnicAttachments: join(core.list('/vnicAttachments', 'inspect vnic-attachments'), { instanceId: 'id' }, '@', { many: true }),
  },
  relationships: [inside('Compartment', 'compartmentId'), inside('Subnet', 'vnicAttachments[].subnetId')],
  // Users put start-up scripts and passwords into metadata.
  keysOnly: ['metadata', 'extendedMetadata'],
});
