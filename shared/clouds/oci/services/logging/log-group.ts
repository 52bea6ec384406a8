import { callsOf, defineType, inside } from '../../types/define.ts';

const logging = callsOf('logging');

export default defineType({
  type: 'LogGroup',
  kind: 'log_group',
  list: logging.list('/logGroups', 'inspect log-groups'),
  relationships: [inside('Compartment', 'compartmentId')],
});
