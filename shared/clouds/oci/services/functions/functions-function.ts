import { callsOf, defineType, inside } from '../../types/define.ts';

const functions = callsOf('functions');

export default defineType({
  type: 'FunctionsFunction',
  kind: 'function',
  parents: 'FunctionsApplication',
  list: functions.list('/functions', 'inspect fn-function', { query: { applicationId: '{^id}', limit: 50 } }),
  describe: functions.read('/functions/{id}', 'read fn-function'),
  relationships: [inside('Compartment', 'compartmentId'), inside('FunctionsApplication', 'applicationId')],
  // Parameters often hold secrets.
  keysOnly: ['config'],
});
