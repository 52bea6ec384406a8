/** MySQL servers with their parameters and firewall rules. */
import { armList, armReadAll, armType, inside, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.DBforMySQL/flexibleServers',
  kind: 'database',
  list: armList('Microsoft.DBforMySQL/flexibleServers', '2021-05-01'),
  tags: 'tags',
  details: {
    configurations: armReadAll('configurations', '2021-05-01', 'Microsoft.DBforMySQL/flexibleServers/configurations/read', {
      optional: true,
    }),
    firewallRules: armReadAll('firewallRules', '2021-05-01', 'Microsoft.DBforMySQL/flexibleServers/firewallRules/read'),
  },
  relationships: [
    inside('Microsoft.Network/virtualNetworks/subnets', 'properties.network.delegatedSubnetResourceId'),
    relation('created_from', 'Microsoft.DBforMySQL/flexibleServers', 'properties.sourceServerResourceId'),
  ],
  volatile: ['properties.backup.earliestRestoreDate'],
  drop: ['properties.administratorLoginPassword'],
});
