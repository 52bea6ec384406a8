import { callsOf, defineType, inside, uses } from '../../types/define.ts';

const core = callsOf('core');

export default defineType({
  type: 'Vcn',
  kind: 'network',
  list: core.list('/vcns', 'inspect vcns'),
  relationships: [
    inside('Compartment', 'compartmentId'),
    uses('SecurityList', 'defaultSecurityListId'),
    uses('RouteTable', 'defaultRouteTableId'),
  ],
});
