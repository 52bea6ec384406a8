import { callsOf, defineType, inside } from '../../types/define.ts';

const core = callsOf('core');

export default defineType({
  type: 'NetworkSecurityGroup',
  kind: 'firewall',
  list: core.list('/networkSecurityGroups', 'inspect network-security-groups'),
  details: {
    rules: core.readAll('/networkSecurityGroups/{id}/securityRules', 'read network-security-groups'),
  },
  relationships: [inside('Compartment', 'compartmentId'), inside('Vcn', 'vcnId')],
});
