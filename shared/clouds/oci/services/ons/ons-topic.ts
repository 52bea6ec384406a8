import { callsOf, defineType, inside } from '../../types/define.ts';

const ons = callsOf('ons');

export default defineType({
  type: 'OnsTopic',
  kind: 'other',
  list: ons.list('/topics', 'inspect ons-topics', { query: { compartmentId: '{compartment}', limit: 50 } }),
  id: 'topicId',
  nativeId: 'topicId',
  name: 'name',
  relationships: [inside('Compartment', 'compartmentId')],
});
