import { callsOf, defineType, inside } from '../../types/define.ts';

const identity = callsOf('identity');

export default defineType({
  type: 'Policy',
  kind: 'policy',
  list: identity.list('/policies', 'inspect policies'),
  name: 'name',
  relationships: [inside('Compartment', 'compartmentId')],
});
