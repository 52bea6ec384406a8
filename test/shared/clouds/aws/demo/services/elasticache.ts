import type { Look } from '../said-of-services.ts';

export const CALLS = 4;

const TYPE = 'AWS::ElastiCache::ReplicationGroup';

export const LOOKS: Readonly<Record<string, Look>> = {
  cache_without_password: {
    type: 'AWS::ElastiCache::ReplicationGroup',
    is: (it) => it['Engine'] === 'redis' && it['AuthTokenEnabled'] === false,
  },
  cache_node_neglected: { type: 'AWS::ElastiCache::CacheCluster', is: (it) => it['CacheSubnetGroupName'] === 'default' },
  cache_unencrypted: { type: TYPE, is: (cache) => cache['AtRestEncryptionEnabled'] === false },
  cache_without_backups: { type: TYPE, is: (cache) => cache['SnapshotRetentionLimit'] === 0 },
};
