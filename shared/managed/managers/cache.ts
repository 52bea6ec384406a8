/** Caches in ElastiCache: a replication group of Valkey or Redis, or a cluster of Memcached. */
import { z } from 'zod';
import { adoptGroup } from '../aws/cache-adopt.ts';
import {
  CACHE_SIZES,
  type CacheActual,
  type GroupConfig,
  groupConfig,
  type MemcachedConfig,
  memcachedConfig,
} from '../aws/cache-config.ts';
import { observeGroup, presentGroup } from '../aws/cache-group.ts';
import { createGroup, deleteGroup, groupDifferences, updateGroup } from '../aws/cache-group-change.ts';
import { failOver, failoverParameters, snapshotGroup } from '../aws/cache-operations.ts';
import { retagCache } from '../aws/cache-state.ts';
import {
  createMemcached,
  deleteMemcached,
  memcachedDifferences,
  observeMemcached,
  presentCluster,
  updateMemcached,
} from '../aws/memcached.ts';
import { CACHE_PERMISSIONS } from '../aws/permissions.ts';
import { defineManager } from '../define-manager.ts';
import { refused } from '../refusals.ts';
import { resourceName } from '../spec-schema.ts';

type Config = GroupConfig | MemcachedConfig;

const ENGINES = ['valkey', 'redis', 'memcached'];
/** Names of replication groups are shorter than those of other resources. */
const MOST_OF_NAME = 40;

const isMemcached = (config: Config): config is MemcachedConfig => config.engine === 'memcached';

function notMemcached(config: Config, what: string): void {
  if (isMemcached(config)) throw refused('NotOfThisEngine', `Memcached has no ${what}.`);
}

export const cache = defineManager<Config, CacheActual>({
  type: 'cache',
  title: 'Cache',
  description: 'A Valkey, Redis or Memcached cache in ElastiCache, encrypted in transit and, where the engine can, at rest.',
  holdsData: false,
  deletionPolicies: ['retain', 'delete', 'snapshot'],
  provider: 'aws',
  nameSchema: resourceName.max(MOST_OF_NAME),
  configSchema: z.discriminatedUnion('engine', [groupConfig, memcachedConfig], {
    error: ({ code }) => (code === 'invalid_union' ? `no engine; write one of ${ENGINES.join(', ')}` : undefined),
  }),
  sizes: CACHE_SIZES,
  outputs: { endpoints: ({ endpoints }) => endpoints, port: ({ port }) => port },
  inputs: {},
  permissions: CACHE_PERMISSIONS,
  operations: {
    failover: {
      description: 'Lets a replica take over from the primary of a shard.',
      parameters: failoverParameters,
      run: async (context, { config, parameters, token }) => {
        notMemcached(config, 'failover');
        return await failOver(context, failoverParameters.parse(parameters).shard, token);
      },
    },
    snapshot: {
      description: 'Makes a snapshot of the cache.',
      parameters: z.strictObject({}),
      run: async (context, { config, token }) => {
        notMemcached(config, 'snapshots');
        return await snapshotGroup(context, token);
      },
    },
  },
  adoptable: { resource_type: 'AWS::ElastiCache::ReplicationGroup', adopt: adoptGroup },
  inventoried: ({ name }, { engine }) => ({
    type: engine === 'memcached' ? 'AWS::ElastiCache::CacheCluster' : 'AWS::ElastiCache::ReplicationGroup',
    resource_id: name,
  }),

  observe: async (context, config, token) =>
    isMemcached(config) ? await observeMemcached(context, token) : await observeGroup(context, token),
  create: async (context, config, token) =>
    isMemcached(config) ? await createMemcached(context, config, token) : await createGroup(context, config, token),
  update: async (context, config, _actual, differences) => {
    if (isMemcached(config)) await updateMemcached(context, config, differences);
    else await updateGroup(context, config, differences);
    return [];
  },
  retag: async (context, config, change) => {
    const { ARN } = isMemcached(config) ? await presentCluster(context) : await presentGroup(context);
    await retagCache(context, ARN, change);
  },
  delete: async (context, config, policy, token) => {
    if (!isMemcached(config)) await deleteGroup(context, policy, token);
    else {
      if (policy === 'snapshot') notMemcached(config, 'snapshots, so choose the deletion policy delete or retain');
      await deleteMemcached(context, token);
    }
  },
  diff: (config, actual) => {
    // A cluster of Memcached is another thing than a replication group: neither is found, or deleted, as the other.
    if (isMemcached(config) !== (actual.engine === 'memcached'))
      return [{ path: '/engine', now: actual.engine, then: config.engine, effect: 'immutable' }];
    return isMemcached(config) ? memcachedDifferences(config, actual) : groupDifferences(config, actual);
  },
});
