/** The elastic pools of each SQL server: machines that several databases share. */
import { armChildren, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Sql/servers/elasticPools',
  kind: 'database_server',
  parents: 'Microsoft.Sql/servers',
  list: armChildren('elasticPools', '2021-08-01-preview', 'Microsoft.Sql/servers/elasticPools/read'),
  tags: 'tags',
});
