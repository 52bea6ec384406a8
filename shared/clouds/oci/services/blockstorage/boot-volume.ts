import { callsOf, defineType, inside, uses } from '../../types/define.ts';

const core = callsOf('core');

export default defineType({
  type: 'BootVolume',
  kind: 'disk',
  list: core.list('/bootVolumes', 'inspect volumes'),
  relationships: [inside('Compartment', 'compartmentId'), uses('Key', 'kmsKeyId')],
});
