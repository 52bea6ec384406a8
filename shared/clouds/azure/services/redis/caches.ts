/** Redis caches. Keys and the connection strings of their backups are never stored. */
import { armList, armType, inside, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Cache/redis',
  kind: 'cache',
  list: armList('Microsoft.Cache/redis', '2024-11-01'),
  tags: 'tags',
  relationships: [
    inside('Microsoft.Network/virtualNetworks/subnets', 'properties.subnetId'),
    relation('reached_by', 'Microsoft.Network/privateEndpoints', 'properties.privateEndpointConnections[].properties.privateEndpoint.id'),
  ],
  times: ['properties.provisioningState'],
  drop: [
    'properties.accessKeys',
    'properties.redisConfiguration.rdb-storage-connection-string',
    'properties.redisConfiguration.aof-storage-connection-string-0',
    'properties.redisConfiguration.aof-storage-connection-string-1',
  ],
});
