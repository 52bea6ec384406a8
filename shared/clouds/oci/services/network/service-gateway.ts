import { callsOf, defineType, inside } from '../../types/define.ts';

const core = callsOf('core');

export default defineType({
  type: 'ServiceGateway',
  kind: 'other',
  list: core.list('/serviceGateways', 'inspect service-gateways'),
  relationships: [inside('Compartment', 'compartmentId'), inside('Vcn', 'vcnId')],
});
