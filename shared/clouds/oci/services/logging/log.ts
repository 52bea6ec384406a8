import { callsOf, defineType, inside } from '../../types/define.ts';

const logging = callsOf('logging');

export default defineType({
  type: 'Log',
  kind: 'other',
  parents: 'LogGroup',
  list: logging.list('/logGroups/{^id}/logs', 'inspect log-groups', { query: {} }),
  relationships: [inside('Compartment', 'compartmentId'), inside('LogGroup', 'logGroupId')],
});
