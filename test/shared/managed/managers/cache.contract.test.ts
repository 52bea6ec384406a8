import { cache } from '../../../../shared/managed/managers/cache.ts';
import { CACHE_NAME_IN_SNAPSHOT, snapshotName } from '../../../../shared/managed/aws/snapshot-name.ts';
import { FakeAws } from '../../../support/aws-fake/fake-aws.ts';
import { FakeElastiCache } from '../../../support/aws-fake/elasticache.ts';
import { awsContext, NAME } from '../../../support/managed/aws-context.ts';
import { managerContract } from '../contract.ts';
import type { ContractWorld } from '../steps.ts';

interface CacheWorld extends ContractWorld {
  readonly elasticache: FakeElastiCache;
}

function open(plant: 'plantGroup' | 'plantCluster'): CacheWorld {
  let made: FakeElastiCache | undefined;
  const aws = new FakeAws((self) => ({ elasticache: (made = new FakeElastiCache(self)).service }));
  if (!made) throw new Error('The fake has no ElastiCache.');
  const elasticache = made;
  return {
    elasticache,
    context: (token, id) => awsContext(aws, token, { id }),
    settle: async () => {
      await aws.settle();
    },
    resources: async () => await Promise.resolve(elasticache.resources()),
    plantForeign: async () => {
      elasticache[plant](NAME);
      // ElastiCache tells whose a cluster is when it is available.
      await aws.settle();
    },
    answers: (how) => {
      aws.answers(how);
    },
    permissionsUsed: () => aws.permissionsUsed(),
    secrets: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

const snapshots = ({ elasticache }: CacheWorld, token: string): Promise<number> =>
  Promise.resolve(elasticache.snapshots.has(snapshotName(NAME, token, CACHE_NAME_IN_SNAPSHOT)) ? 1 : 0);

const OPERATIONS = [
  { name: 'failover', times: ({ elasticache }: CacheWorld) => Promise.resolve(elasticache.groups.get(NAME)?.failovers ?? 0) },
  { name: 'snapshot', times: ({ elasticache }: CacheWorld) => Promise.resolve(elasticache.snapshots.size) },
];

const GROUP = { engine: 'valkey', num_nodes: 2 } as const;

managerContract<CacheWorld>('a Valkey cache in ElastiCache', {
  manager: cache,
  open: () => Promise.resolve(open('plantGroup')),
  hasTags: true,
  config: GROUP,
  changes: [
    { ...GROUP, size: 'large', version: '8.1' },
    { ...GROUP, size: 'large', num_nodes: 6 },
    { ...GROUP, size: 'medium', num_nodes: 1 },
    { ...GROUP, num_nodes: 3, automatic_failover: false },
    {
      ...GROUP,
      maintenance_window: 'sun:04:00-sun:05:00',
      snapshot_window: '02:00-03:00',
      snapshot_retention_days: 7,
      security_groups: ['sg-11111111', 'sg-00000000'],
    },
  ],
  unreachable: [
    { config: { ...GROUP, engine: 'redis' }, path: '/engine', effect: 'replace' },
    { config: { engine: 'memcached' }, path: '/engine', effect: 'immutable' },
    { config: { ...GROUP, version: '7.2' }, path: '/version', effect: 'replace' },
    { config: { ...GROUP, shards: 2 }, path: '/shards', effect: 'replace' },
    { config: { ...GROUP, subnet_group: 'other' }, path: '/subnet_group', effect: 'replace' },
  ],
  operations: OPERATIONS,
  deletions: [{ policy: 'delete' }, { policy: 'snapshot', snapshots }],
});

const SHARDS = { engine: 'redis', version: '7.1', num_nodes: 4, shards: 2 } as const;

managerContract<CacheWorld>('a Redis cache with shards in ElastiCache', {
  manager: cache,
  open: () => Promise.resolve(open('plantGroup')),
  hasTags: true,
  config: SHARDS,
  changes: [
    { ...SHARDS, shards: 4 },
    { ...SHARDS, shards: 4, num_nodes: 20 },
    { ...SHARDS, shards: 3, num_nodes: 3 },
    { ...SHARDS, shards: 3, num_nodes: 6 },
  ],
  unreachable: [{ config: { ...SHARDS, shards: 1 }, path: '/shards', effect: 'replace' }],
  operations: OPERATIONS,
  deletions: [{ policy: 'delete' }, { policy: 'snapshot', snapshots }],
});

const MEMCACHED = { engine: 'memcached', num_nodes: 3 } as const;

managerContract<CacheWorld>('a Memcached cache in ElastiCache', {
  manager: cache,
  open: () => Promise.resolve(open('plantCluster')),
  hasTags: true,
  config: MEMCACHED,
  tokenIsHiddenAtFirst: true,
  changes: [
    { ...MEMCACHED, num_nodes: 20 },
    { ...MEMCACHED, num_nodes: 1, version: '1.6.30' },
    { ...MEMCACHED, num_nodes: 2, maintenance_window: 'sun:04:00-sun:05:00', security_groups: ['sg-11111111'] },
  ],
  unreachable: [
    { config: { ...MEMCACHED, size: 'large' }, path: '/size', effect: 'replace' },
    { config: { ...MEMCACHED, version: '1.5.16' }, path: '/version', effect: 'replace' },
    { config: { engine: 'valkey' }, path: '/engine', effect: 'immutable' },
    { config: { ...MEMCACHED, subnet_group: 'other' }, path: '/subnet_group', effect: 'replace' },
  ],
  operations: [],
  refusedOperations: [{ name: 'failover' }, { name: 'snapshot' }],
  deletions: [{ policy: 'delete' }],
});
