import { callsOf, defineType, inside } from '../../types/define.ts';

const core = callsOf('core');

export default defineType({
  type: 'LocalPeeringGateway',
  kind: 'other',
  list: core.list('/localPeeringGateways', 'inspect local-peering-gateways'),
  relationships: [inside('Compartment', 'compartmentId'), inside('Vcn', 'vcnId')],
});
