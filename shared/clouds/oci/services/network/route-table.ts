import { callsOf, defineType, inside } from '../../types/define.ts';

const core = callsOf('core');

export default defineType({
  type: 'RouteTable',
  kind: 'other',
  list: core.list('/routeTables', 'inspect route-tables'),
  relationships: [inside('Compartment', 'compartmentId'), inside('Vcn', 'vcnId')],
});
