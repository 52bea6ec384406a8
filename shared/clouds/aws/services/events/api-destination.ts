/** Addresses outside of AWS to which rules of a region send. They have no tags. */
import { defineType, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Events::ApiDestination',
  kind: 'event_source',
  list: paged('ListApiDestinations', 'ApiDestinations', { Limit: 100 }),
  id: 'Name',
  nativeId: 'ApiDestinationArn',
  name: 'Name',
  relationships: [uses('AWS::Events::Connection', 'ConnectionArn')],
  urls: ['InvocationEndpoint'],
});
