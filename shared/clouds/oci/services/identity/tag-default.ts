import { callsOf, defineType, inside } from '../../types/define.ts';

const identity = callsOf('identity');

export default defineType({
  type: 'TagDefault',
  kind: 'settings',
  list: identity.list('/tagDefaults', 'inspect tag-defaults'),
  name: 'tagDefinitionName',
  relationships: [inside('Compartment', 'compartmentId')],
});
