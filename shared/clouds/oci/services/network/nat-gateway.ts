import { callsOf, defineType, inside } from '../../types/define.ts';

const core = callsOf('core');

export default defineType({
  type: 'NatGateway',
  kind: 'other',
  list: core.list('/natGateways', 'read nat-gateways'),
  relationships: [inside('Compartment', 'compartmentId'), inside('Vcn', 'vcnId')],
});
