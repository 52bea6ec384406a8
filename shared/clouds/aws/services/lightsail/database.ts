/** Databases of Lightsail in a region. A new password that waits for its time is not stored. */
import { defineType, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Lightsail::Database',
  kind: 'database',
  list: paged('GetRelationalDatabases', 'relationalDatabases', {}, { token: ['pageToken', 'nextPageToken'] }),
  id: 'name',
  nativeId: 'arn',
  name: 'name',
  tags: { path: 'tags', key: 'key', value: 'value' },
  // It moves on every few minutes.
  volatile: ['latestRestorableTime'],
  drop: ['pendingModifiedValues.masterUserPassword'],
});
