import type { Look } from '../said-of-services.ts';

export const CALLS = 4;

const TYPE = 'AWS::ElastiCache::ReplicationGroup';

export const LOOKS: Readonly<Record<string, Look>> = {
  cache_unencrypted: { type: TYPE, is: (cache) => cache['AtRestEncryptionEnabled'] === false },
  cache_without_backups: { type: TYPE, is: (cache) => cache['SnapshotRetentionLimit'] === 0 },
};
