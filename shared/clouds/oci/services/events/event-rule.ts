import { callsOf, defineType, inside, uses } from '../../types/define.ts';

const events = callsOf('events');

export default defineType({
  type: 'EventRule',
  kind: 'other',
  list: events.list('/rules', 'inspect cloudevents-rules', { query: { compartmentId: '{compartment}', limit: 50 } }),
  describe: events.read('/rules/{id}', 'read cloudevents-rules'),
  relationships: [
    inside('Compartment', 'compartmentId'),
    uses('OnsTopic', 'actions.actions[].topicId'),
    uses('FunctionsFunction', 'actions.actions[].functionId'),
  ],
  documents: ['condition'],
});
