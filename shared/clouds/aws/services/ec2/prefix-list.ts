/**
 * Managed prefix lists of a region with their blocks of addresses, shared ones and AWS's own among them. The entries of AWS's own are not read:
 * they are addresses of its services.
 */
import { defineType, paged, readAll } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::PrefixList',
  kind: 'network',
  list: paged('DescribeManagedPrefixLists', 'PrefixLists', { MaxResults: 100 }),
  gone: ['InvalidPrefixListID.NotFound', 'InvalidPrefixListId.NotFound'],
  id: 'PrefixListId',
  nativeId: 'PrefixListArn',
  name: 'PrefixListName',
  tags: 'Tags',
  owner: 'OwnerId',
  details: {
    Entries: readAll('GetManagedPrefixListEntries', { PrefixListId: 'PrefixListId' }, 'Entries', {
      input: { MaxResults: 100 },
      when: { path: 'OwnerId', not: ['AWS'] },
    }),
  },
});
