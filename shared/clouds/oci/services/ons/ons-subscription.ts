import { callsOf, defineType, inside } from '../../types/define.ts';

const ons = callsOf('ons');

export default defineType({
  type: 'OnsSubscription',
  kind: 'other',
  list: ons.list('/subscriptions', 'inspect ons-subscriptions', { query: { compartmentId: '{compartment}', limit: 50 } }),
  name: 'id',
  relationships: [inside('Compartment', 'compartmentId'), inside('OnsTopic', 'topicId')],
  // Addresses of people, and web hooks, whose URL is their password.
  drop: ['endpoint'],
});
