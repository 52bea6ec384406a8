/** The databases of each SQL server, with their transparent data encryption. */
import { armChildren, armRead, armType, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Sql/servers/databases',
  kind: 'database',
  parents: 'Microsoft.Sql/servers',
  list: armChildren('databases', '2022-08-01-preview', 'Microsoft.Sql/servers/databases/read'),
  tags: 'tags',
  details: {
    transparentDataEncryption: armRead(
      'transparentDataEncryption/current',
      '2022-08-01-preview',
      'Microsoft.Sql/servers/databases/transparentDataEncryption/read',
      // Azure manages the encryption of `master`, which nobody can turn on or off.
      { when: { path: 'name', not: ['master'] } },
    ),
  },
  relationships: [
    relation('created_from', 'Microsoft.Sql/servers/databases', 'properties.sourceDatabaseId'),
    relation('member_of', 'Microsoft.Sql/servers/elasticPools', 'properties.elasticPoolId'),
  ],
  volatile: ['properties.earliestRestoreDate', 'properties.pausedDate', 'properties.resumedDate', 'properties.status'],
});
