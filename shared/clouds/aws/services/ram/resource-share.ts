/** Shares of an account in a region with what is shared and with whom. A share that was deleted is listed for a while yet, and left out. */
import { defineType, join, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::RAM::ResourceShare',
  kind: 'other',
  list: paged('GetResourceShares', 'resourceShares', { resourceOwner: 'SELF', maxResults: 500 }),
  only: { path: 'status', not: ['DELETED'] },
  id: 'resourceShareArn',
  nativeId: 'resourceShareArn',
  name: 'name',
  tags: { path: 'tags', key: 'key', value: 'value' },
  joins: {
    Principals: join(
      paged('ListPrincipals', 'principals', { resourceOwner: 'SELF', maxResults: 500 }),
      { resourceShareArn: 'resourceShareArn' },
      '@',
      { many: true },
    ),
    Resources: join(
      paged('ListResources', 'resources', { resourceOwner: 'SELF', maxResults: 500 }),
      { resourceShareArn: 'resourceShareArn' },
      '@',
      { many: true },
    ),
  },
});
