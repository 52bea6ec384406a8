import { callsOf, defineType } from '../../types/define.ts';

const identity = callsOf('identity');

export default defineType({
  type: 'Group',
  kind: 'group',
  list: identity.list('/groups', 'inspect groups', { query: { compartmentId: '{tenancy}' } }),
  details: {
    members: identity.readAll('/userGroupMemberships', 'inspect groups', {
      query: { compartmentId: '{tenancy}', groupId: '{id}' },
    }),
  },
  name: 'name',
});
