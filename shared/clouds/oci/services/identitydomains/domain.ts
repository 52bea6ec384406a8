import { callsOf, defineType, inside } from '../../types/define.ts';

const identity = callsOf('identity');

export default defineType({
  type: 'Domain',
  kind: 'other',
  list: identity.list('/domains', 'inspect domains'),
  relationships: [inside('Compartment', 'compartmentId')],
});
