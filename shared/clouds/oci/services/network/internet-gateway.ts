import { callsOf, defineType, inside } from '../../types/define.ts';

const core = callsOf('core');

export default defineType({
  type: 'InternetGateway',
  kind: 'other',
  list: core.list('/internetGateways', 'inspect internet-gateways'),
  relationships: [inside('Compartment', 'compartmentId'), inside('Vcn', 'vcnId')],
});
