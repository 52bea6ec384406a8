/** The managers of databases and caches against moto, which knows nothing of them: the contract, with every operation that moto has. */
import { afterAll, beforeAll, describe } from '@jest/globals';
import {
  CreateCacheClusterCommand,
  CreateReplicationGroupCommand,
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  DescribeSnapshotsCommand,
  ElastiCacheClient,
} from '@aws-sdk/client-elasticache';
import { CreateDBInstanceCommand, DescribeDBInstancesCommand, DescribeDBSnapshotsCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetSecretValueCommand, ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { snapshotName } from '../../shared/managed/aws/snapshot-name.ts';
import { cache } from '../../shared/managed/managers/cache.ts';
import { database } from '../../shared/managed/managers/database.ts';
import { systemClock, systemRandom } from '../../shared/real-seams.ts';
import { managerContract } from '../shared/managed/contract.ts';
import type { ContractWorld } from '../shared/managed/steps.ts';
import { FakeAws } from '../support/aws-fake/fake-aws.ts';
import { awsContext, NAME } from '../support/managed/aws-context.ts';
import { type MotoProxy, startMotoProxy } from '../support/moto-proxy.ts';
import { type Running, startMoto } from './processes.ts';

const CREDENTIALS = { accessKeyId: 'conformance', secretAccessKey: 'conformance' };

interface MotoWorld extends ContractWorld {
  readonly rds: RDSClient;
  readonly elasticache: ElastiCacheClient;
  /** How often a call was made. */
  readonly asked: (operation: string) => number;
}

let moto: Running;
let proxy: MotoProxy;

const configOf = (endpoint: string) => ({ region: 'eu-west-1', endpoint, credentials: CREDENTIALS, maxAttempts: 1 });

async function open(plant: (world: MotoWorld) => Promise<unknown>, count: (world: MotoWorld) => Promise<number>): Promise<MotoWorld> {
  await fetch(`${moto.url}/moto-api/reset`, { method: 'POST' });
  proxy.asked.length = 0;
  const clients = new Map<unknown, { destroy(): void }>();
  const aws = async <Client extends { destroy(): void }>(clientClass: new (config: never) => Client): Promise<Client> => {
    // Each class has a type of its own for its configuration, and all of them have these members.
    const client = clients.get(clientClass) ?? new clientClass(configOf(proxy.url) as never);
    clients.set(clientClass, client);
    return await Promise.resolve(client as Client);
  };
  // What the test asks itself does not go through the proxy.
  const [rds, elasticache, secrets] = [RDSClient, ElastiCacheClient, SecretsManagerClient].map((each) => new each(configOf(moto.url))) as [
    RDSClient,
    ElastiCacheClient,
    SecretsManagerClient,
  ];
  const world: MotoWorld = {
    rds,
    elasticache,
    context: (token, id) => ({ ...awsContext(new FakeAws(() => ({})), token, { id }), aws, clock: systemClock, random: systemRandom }),
    settle: () => Promise.resolve(),
    resources: async () => await count(world),
    plantForeign: async () => {
      await plant(world);
    },
    answers: (how) => {
      proxy.mode = how;
    },
    asked: (operation) => proxy.asked.filter((each) => each === operation).length,
    permissionsUsed: () => [...new Set(proxy.asked)],
    secrets: async () => await storedSecrets(secrets),
    close: async () => {
      for (const client of [rds, elasticache, secrets, ...clients.values()]) client.destroy();
      await Promise.resolve();
    },
  };
  return world;
}

/** What moto's own Secrets Manager holds: the passwords that its RDS has made. */
async function storedSecrets(client: SecretsManagerClient): Promise<readonly string[]> {
  const { SecretList = [] } = await client.send(new ListSecretsCommand({}));
  // moto's rotations leave a secret without a value.
  const values = SecretList.map(async ({ ARN }) => await client.send(new GetSecretValueCommand({ SecretId: ARN })).catch(() => undefined));
  return (await Promise.all(values)).flatMap((value) => value?.SecretString ?? []);
}

beforeAll(async () => {
  moto = await startMoto();
  proxy = await startMotoProxy(moto.url);
});
afterAll(async () => {
  await proxy.stop();
  await moto.stop();
});

const instances = async ({ rds }: MotoWorld): Promise<number> =>
  ((await rds.send(new DescribeDBInstancesCommand({}))).DBInstances ?? []).length;

const snapshots = async ({ rds }: MotoWorld, name?: string): Promise<number> => {
  const { DBSnapshots = [] } = await rds.send(new DescribeDBSnapshotsCommand({ SnapshotType: 'manual' }));
  return DBSnapshots.filter(({ DBSnapshotIdentifier: id }) => name === undefined || id === name).length;
};

const plantInstance = async ({ rds }: MotoWorld): Promise<unknown> =>
  await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: NAME,
      DBInstanceClass: 'db.t4g.small',
      Engine: 'postgres',
      AllocatedStorage: 20,
      MasterUsername: 'shop',
      MasterUserPassword: 'planted-by-the-shop',
    }),
  );

describe.each([
  ['postgresql', '16.4', '17.2'],
  ['mysql', '8.0.36', '8.4.5'],
  ['mariadb', '10.11.8', '11.4.5'],
])('a database of %s in moto', (engine, version, newer) => {
  const config = { engine, version, storage_gb: 20 };
  managerContract<MotoWorld>(`${engine} in moto`, {
    manager: database,
    open: async () => await open(plantInstance, instances),
    hasTags: true,
    config,
    changes: [
      { ...config, size: 'large', storage_gb: 200 },
      { ...config, version: newer, storage_gb: 200, multi_az: true, backup_retention_days: 14 },
      { ...config, version: newer, storage_gb: 200, backup_window: '02:00-02:30', maintenance_window: 'sun:04:00-sun:05:00' },
      { ...config, version: newer, storage_gb: 200, publicly_accessible: true, deletion_protection: false },
    ],
    unreachable: [{ config: { ...config, database_name: 'other' }, path: '/database_name', effect: 'immutable' }],
    operations: [
      { name: 'snapshot', times: async (world) => await snapshots(world) },
      { name: 'restart', times: ({ asked }) => Promise.resolve(asked('rds:RebootDBInstance')) },
      { name: 'rotate_credentials', times: ({ asked }) => Promise.resolve(asked('rds:ModifyDBInstance')) },
      { name: 'restore', parameters: { name: 'shop-db-2' }, times: instances },
    ],
    deletions: [
      { policy: 'delete' },
      { policy: 'snapshot', snapshots: async (world, token) => await snapshots(world, snapshotName(NAME, token)) },
    ],
  });
});

/** moto keeps a group under its name after its deletion. */
const groups = async ({ elasticache }: MotoWorld): Promise<number> => {
  const { ReplicationGroups = [] } = await elasticache.send(new DescribeReplicationGroupsCommand({}));
  return ReplicationGroups.filter(({ Status }) => Status !== 'deleting').length;
};

const plantGroup = async ({ elasticache }: MotoWorld): Promise<unknown> =>
  await elasticache.send(
    new CreateReplicationGroupCommand({
      ReplicationGroupId: NAME,
      ReplicationGroupDescription: 'of the shop',
      Engine: 'valkey',
      CacheNodeType: 'cache.t4g.small',
    }),
  );

const cacheSnapshots = async ({ elasticache }: MotoWorld): Promise<number> =>
  ((await elasticache.send(new DescribeSnapshotsCommand({}))).Snapshots ?? []).length;

// moto changes neither shards nor replicas, has no failover, and makes no last snapshot: the fake of ElastiCache plays these (test/shared/managed).
const SHARDS = { engine: 'valkey', version: '8.0', num_nodes: 4, shards: 2 } as const;
managerContract<MotoWorld>('a Valkey cache with shards in moto', {
  manager: cache,
  open: async () => await open(plantGroup, groups),
  hasTags: true,
  config: SHARDS,
  changes: [
    { ...SHARDS, size: 'large' },
    { ...SHARDS, size: 'large', snapshot_retention_days: 7 },
  ],
  unreachable: [{ config: { ...SHARDS, shards: 1 }, path: '/shards', effect: 'replace' }],
  operations: [{ name: 'snapshot', times: cacheSnapshots }],
  missingOperations: ['failover'],
  deletions: [{ policy: 'delete' }],
});

const GROUP = { engine: 'redis', num_nodes: 2 } as const;
managerContract<MotoWorld>('a Redis cache in moto', {
  manager: cache,
  open: async () => await open(plantGroup, groups),
  hasTags: true,
  config: GROUP,
  changes: [{ ...GROUP, size: 'xlarge' }],
  unreachable: [{ config: { ...GROUP, engine: 'memcached' }, path: '/engine', effect: 'immutable' }],
  operations: [],
  missingOperations: ['failover', 'snapshot'],
  deletions: [{ policy: 'delete' }],
});

const clusters = async ({ elasticache }: MotoWorld): Promise<number> => {
  const { CacheClusters = [] } = await elasticache.send(new DescribeCacheClustersCommand({}));
  return CacheClusters.filter(({ CacheClusterStatus }) => CacheClusterStatus !== 'deleting').length;
};

const plantCluster = async ({ elasticache }: MotoWorld): Promise<unknown> =>
  await elasticache.send(
    new CreateCacheClusterCommand({ CacheClusterId: NAME, Engine: 'memcached', CacheNodeType: 'cache.t4g.small', NumCacheNodes: 1 }),
  );

const MEMCACHED = { engine: 'memcached', num_nodes: 3 } as const;
managerContract<MotoWorld>('a Memcached cache in moto', {
  manager: cache,
  open: async () => await open(plantCluster, clusters),
  hasTags: true,
  config: MEMCACHED,
  changes: [],
  unreachable: [{ config: { ...MEMCACHED, size: 'large' }, path: '/size', effect: 'replace' }],
  operations: [],
  refusedOperations: [{ name: 'failover' }, { name: 'snapshot' }],
  // moto's clusters have no addresses.
  missingOutputs: ['port'],
  deletions: [{ policy: 'delete' }],
});
