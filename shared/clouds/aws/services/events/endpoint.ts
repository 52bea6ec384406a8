/** Global endpoints, which send events to a second region when the first one fails. They have no tags. */
import { defineType, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Events::Endpoint',
  kind: 'event_bus',
  list: paged('ListEndpoints', 'Endpoints', { MaxResults: 100 }),
  id: 'Name',
  nativeId: 'Arn',
  name: 'Name',
  relationships: [uses('AWS::IAM::Role', 'RoleArn'), uses('AWS::Events::EventBus', 'EventBuses[].EventBusArn')],
  // They change during updates.
  volatile: ['State', 'StateReason'],
});
