import { callsOf, defineType, inside } from '../../types/define.ts';

const cloudguard = callsOf('cloudguard');

export default defineType({
  type: 'CloudGuardTarget',
  kind: 'settings',
  list: cloudguard.list('/targets', 'inspect cloud-guard-targets', { items: 'items' }),
  describe: cloudguard.read('/targets/{id}', 'read cloud-guard-targets'),
  relationships: [inside('Compartment', 'compartmentId', 'targetResourceId')],
});
