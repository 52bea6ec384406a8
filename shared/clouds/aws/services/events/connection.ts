/** Connections of a region, by which rules log in to addresses of others. Their secrets stand in Secrets Manager. They have no tags. */
import { defineType, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Events::Connection',
  kind: 'credential',
  list: paged('ListConnections', 'Connections', { Limit: 100 }),
  id: 'Name',
  nativeId: 'ConnectionArn',
  name: 'Name',
  // A login renews it.
  volatile: ['LastAuthorizedTime'],
});
