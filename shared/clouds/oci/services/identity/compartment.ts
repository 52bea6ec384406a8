import { callsOf, defineType, inside } from '../../types/define.ts';

const identity = callsOf('identity');

export default defineType({
  type: 'Compartment',
  kind: 'other',
  list: identity.list('/compartments', 'inspect compartments', {
    query: { compartmentId: '{tenancy}', compartmentIdInSubtree: 'true', accessLevel: 'ANY' },
  }),
  name: 'name',
  relationships: [inside('Compartment', 'compartmentId')],
});
