/** PostgreSQL servers with their parameters and firewall rules. */
import { armList, armReadAll, armType, inside, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.DBforPostgreSQL/flexibleServers',
  kind: 'database',
  list: armList('Microsoft.DBforPostgreSQL/flexibleServers', '2025-08-01'),
  tags: 'tags',
  details: {
    configurations: armReadAll('configurations', '2025-08-01', 'Microsoft.DBforPostgreSQL/flexibleServers/configurations/read', {
      optional: true,
    }),
    firewallRules: armReadAll('firewallRules', '2025-08-01', 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules/read'),
    administrators: armReadAll('administrators', '2025-08-01', 'Microsoft.DBforPostgreSQL/flexibleServers/administrators/read', {
      optional: true,
      // A server that takes no Entra logins has no such administrators.
      when: { path: 'properties.authConfig.activeDirectoryAuth', is: ['Enabled'] },
    }),
  },
  relationships: [
    inside('Microsoft.Network/virtualNetworks/subnets', 'properties.network.delegatedSubnetResourceId'),
    relation('created_from', 'Microsoft.DBforPostgreSQL/flexibleServers', 'properties.sourceServerResourceId'),
    relation('reached_by', 'Microsoft.Network/privateEndpoints', 'properties.privateEndpointConnections[].properties.privateEndpoint.id'),
  ],
  volatile: ['properties.backup.earliestRestoreDate'],
  drop: ['properties.administratorLoginPassword'],
});
