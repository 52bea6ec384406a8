import { callsOf, defineType, inside, uses } from '../../types/define.ts';

const core = callsOf('core');

export default defineType({
  type: 'Volume',
  kind: 'disk',
  list: core.list('/volumes', 'inspect volumes'),
  relationships: [inside('Compartment', 'compartmentId'), uses('Key', 'kmsKeyId')],
});
