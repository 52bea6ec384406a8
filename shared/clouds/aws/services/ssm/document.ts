/** The account's own documents of a region, and with whom they are shared. Their content is not read: it may hold secrets. */
import { arn, defineType, paged, readAll } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SSM::Document',
  kind: 'document',
  list: paged('ListDocuments', 'DocumentIdentifiers', { Filters: [{ Key: 'Owner', Values: ['Self'] }], MaxResults: 50 }),
  gone: ['InvalidDocument'],
  id: 'Name',
  nativeId: arn('document/{Name}'),
  name: 'Name',
  tags: 'Tags',
  details: {
    // Ids of accounts; `all` is everybody.
    SharedWith: readAll('DescribeDocumentPermission', { Name: 'Name' }, 'AccountIds', {
      input: { PermissionType: 'Share', MaxResults: 200 },
    }),
  },
});
