import { callsOf, defineType, inside } from '../../types/define.ts';

const core = callsOf('core');

export default defineType({
  type: 'Drg',
  kind: 'other',
  list: core.list('/drgs', 'inspect drgs'),
  relationships: [inside('Compartment', 'compartmentId')],
});
