import { callsOf, defineType, inside } from '../../types/define.ts';

const core = callsOf('core');

/** Listing rules is allowed by no verb below `use`, which would allow to change members too: the condition takes only this out of it. */
const LIST_RULES = "use network-security-groups where request.permission='NETWORK_SECURITY_GROUP_LIST_SECURITY_RULES'";

export default defineType({
  type: 'NetworkSecurityGroup',
  kind: 'firewall',
  list: core.list('/networkSecurityGroups', 'read network-security-groups'),
  details: {
    rules: core.readAll('/networkSecurityGroups/{id}/securityRules', LIST_RULES),
  },
  relationships: [inside('Compartment', 'compartmentId'), inside('Vcn', 'vcnId')],
});
