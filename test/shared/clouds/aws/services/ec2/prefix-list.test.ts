import { expect, it } from '@jest/globals';
import type { ResourceType } from '../../../../../../shared/clouds/resource-type.ts';
import { typeNamed } from '../../../../../../shared/registry.ts';
import { FakeAws, fetchAll } from '../../support.ts';

const type = typeNamed('AWS::EC2::PrefixList') as ResourceType;

it('reads the entries of all lists but those of AWS', async () => {
  const aws = new FakeAws({
    DescribeManagedPrefixLists: {
      PrefixLists: [
        { PrefixListId: 'pl-1', PrefixListArn: 'arn:1', OwnerId: '111122223333' },
        { PrefixListId: 'pl-2', PrefixListArn: 'arn:2', OwnerId: 'AWS' },
      ],
    },
    GetManagedPrefixListEntries: { Entries: [{ Cidr: '198.51.100.0/24' }] },
  });

  const found = await fetchAll(type, aws, 'eu-west-1');

  expect(found).toMatchObject([
    { resource_id: 'pl-1', config: { Entries: [{ Cidr: '198.51.100.0/24' }] }, unread: {} },
    { resource_id: 'pl-2', config: { Entries: null }, unread: {} },
  ]);
  expect(aws.called('GetManagedPrefixListEntries')).toHaveLength(1);
});
