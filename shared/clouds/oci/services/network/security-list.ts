import { callsOf, defineType, inside } from '../../types/define.ts';

const core = callsOf('core');

export default defineType({
  type: 'SecurityList',
  kind: 'firewall',
  list: core.list('/securityLists', 'inspect security-lists'),
  relationships: [inside('Compartment', 'compartmentId'), inside('Vcn', 'vcnId')],
});
