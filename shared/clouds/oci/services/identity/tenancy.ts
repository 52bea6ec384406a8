import { callsOf, defineType } from '../../types/define.ts';

const identity = callsOf('identity');

export default defineType({
  type: 'Tenancy',
  kind: 'account',
  list: identity.single('/tenancies/{tenancy}', 'inspect tenancies'),
  details: {
    regions: identity.readAll('/tenancies/{id}/regionSubscriptions', 'inspect tenancies'),
  },
  name: 'name',
});
