import { callsOf, defineType } from '../../types/define.ts';

const identity = callsOf('identity');

export default defineType({
  type: 'DynamicResourceGroup',
  kind: 'group',
  list: identity.list('/dynamicGroups', 'inspect dynamic-groups', { query: { compartmentId: '{tenancy}' } }),
  name: 'name',
});
