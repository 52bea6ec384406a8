/** Archives of events in a region. They have no tags. */
import { arn, defineType, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Events::Archive',
  kind: 'event_bus',
  list: paged('ListArchives', 'Archives', { Limit: 100 }),
  id: 'ArchiveName',
  nativeId: arn('archive/{ArchiveName}'),
  name: 'ArchiveName',
  relationships: [uses('AWS::Events::EventBus', 'EventSourceArn')],
  // They grow with each event.
  volatile: ['SizeBytes', 'EventCount'],
});
