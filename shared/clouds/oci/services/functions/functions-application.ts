import { callsOf, defineType, inside, uses } from '../../types/define.ts';

const functions = callsOf('functions');

export default defineType({
  type: 'FunctionsApplication',
  kind: 'other',
  list: functions.list('/applications', 'inspect fn-app', { query: { compartmentId: '{compartment}', limit: 50 } }),
  describe: functions.read('/applications/{id}', 'read fn-app'),
  relationships: [
    inside('Compartment', 'compartmentId'),
    inside('Subnet', 'subnetIds[]'),
    uses('NetworkSecurityGroup', 'networkSecurityGroupIds[]'),
  ],
  // Parameters often hold secrets.
  keysOnly: ['config'],
});
