import { callsOf, defineType, inside, uses } from '../../types/define.ts';

const core = callsOf('core');

export default defineType({
  type: 'Subnet',
  kind: 'subnet',
  list: core.list('/subnets', 'inspect subnets'),
  relationships: [
    inside('Compartment', 'compartmentId'),
    inside('Vcn', 'vcnId'),
    uses('RouteTable', 'routeTableId'),
    uses('SecurityList', 'securityListIds[]'),
  ],
});
