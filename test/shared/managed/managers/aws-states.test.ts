/** A slow and failing provider: what managers say of its states, and what they do when its answers are lost. */
import { describe, expect, it } from '@jest/globals';
import { InvalidRequest } from '../../../../shared/errors.ts';
import { adoptGroup } from '../../../../shared/managed/aws/cache-adopt.ts';
import { adoptServer } from '../../../../shared/managed/aws/rds-adopt.ts';
import type { AnyManager } from '../../../../shared/managed/define-manager.ts';
import { cache } from '../../../../shared/managed/managers/cache.ts';
import { database } from '../../../../shared/managed/managers/database.ts';
import type { JsonObject } from '../../../../shared/managed/model.ts';
import { FakeElastiCache } from '../../../support/aws-fake/elasticache.ts';
import { FakeAws } from '../../../support/aws-fake/fake-aws.ts';
import { FakeRds } from '../../../support/aws-fake/rds.ts';
import { awsContext, NAME } from '../../../support/managed/aws-context.ts';
import { type ContractWorld, OTHER_TOKEN, Steps, TOKEN } from '../steps.ts';

function world() {
  const made: { rds?: FakeRds; elasticache?: FakeElastiCache } = {};
  const aws = new FakeAws((self) => {
    made.rds = new FakeRds(self);
    made.elasticache = new FakeElastiCache(self);
    return { rds: made.rds.service, elasticache: made.elasticache.service };
  });
  const { rds, elasticache } = made;
  if (!rds || !elasticache) throw new Error('The fake lacks a service.');
  const contractWorld: ContractWorld = {
    context: (token, id) => awsContext(aws, token, { id }),
    settle: async () => {
      await aws.settle();
    },
    resources: () => Promise.resolve(rds.instances.size + elasticache.resources()),
    plantForeign: () => Promise.resolve(),
    answers: (how) => {
      aws.answers(how);
    },
    permissionsUsed: () => aws.permissionsUsed(),
    secrets: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
  return { aws, rds, elasticache, contractWorld };
}

const DATABASE = { engine: 'postgresql', version: '16.4' };
const GROUP = { engine: 'valkey', num_nodes: 2 };

describe('a database in RDS', () => {
  it('is creating, ready, updating, ready, deleting and absent', async () => {
    const { aws, contractWorld } = world();
    const steps = new Steps(database, contractWorld);
    const states: string[] = [];
    const see = async (): Promise<void> => {
      const { state } = await steps.observe(DATABASE);
      if (states.at(-1) !== state) states.push(state);
      await aws.settle();
    };

    await database.create(steps.context, steps.parse(DATABASE), TOKEN);
    for (let step = 0; step < 3; step += 1) await see();
    const seen = await steps.observe(DATABASE);
    if (seen.state === 'absent') throw new Error('The instance is gone.');
    const larger = steps.parse({ ...DATABASE, size: 'large', deletion_protection: false });
    await database.update(steps.context, larger, seen.actual, database.diff(larger, seen.actual));
    for (let step = 0; step < 3; step += 1) await see();
    await database.delete(steps.context, larger, 'delete', OTHER_TOKEN);
    for (let step = 0; step < 3; step += 1) await see();

    expect(states).toEqual(['creating', 'ready', 'updating', 'ready', 'deleting', 'absent']);
  });

  it.each(['failed', 'incompatible-network', 'storage-full', 'stopped'])('has failed if RDS says %s, in its own words', async (status) => {
    const { aws, rds, contractWorld } = world();
    const steps = new Steps(database, contractWorld);
    rds.nextCreationEnds = status;
    await database.create(steps.context, steps.parse(DATABASE), TOKEN);
    for (let step = 0; step < 2; step += 1) await aws.settle();

    expect(await steps.observe(DATABASE)).toMatchObject({ state: 'failed', message: expect.stringContaining(status) });
  });

  it.each(['backing-up', 'storage-optimization'])('is in use while RDS says %s', async (status) => {
    const { aws, rds, contractWorld } = world();
    const steps = new Steps(database, contractWorld);
    rds.nextCreationEnds = status;
    await database.create(steps.context, steps.parse(DATABASE), TOKEN);
    for (let step = 0; step < 2; step += 1) await aws.settle();

    expect((await steps.observe(DATABASE)).state).toBe('ready');
  });

  it('is not the one that somebody else has made under its name after it was deleted by hand', async () => {
    const { rds, contractWorld } = world();
    const steps = new Steps(database, contractWorld);
    const { provider_resource_id } = await steps.converge(DATABASE);
    rds.instances.delete(NAME);
    rds.plant(NAME);

    expect(await database.observe(contractWorld.context(TOKEN, provider_resource_id), steps.parse(DATABASE), TOKEN)).toEqual({
      state: 'absent',
    });
    await database.delete(contractWorld.context(TOKEN, provider_resource_id), steps.parse(DATABASE), 'delete', OTHER_TOKEN);
    expect(rds.instances.get(NAME)?.status.state).not.toBe('deleting');
  });

  it('may have up to a tenth more storage than was asked for, and no less', async () => {
    const { actual } = await new Steps(database, world().contractWorld).converge({ ...DATABASE, storage_gb: 100 });
    const paths = (storage_gb: number): readonly unknown[] =>
      database.diff(database.configSchema.parse({ ...DATABASE, storage_gb }), actual).map(({ path, effect }) => [path, effect]);

    expect(paths(95)).toEqual([]);
    expect(paths(90)).toEqual([['/storage_gb', 'immutable']]);
    expect(paths(101)).toEqual([['/storage_gb', 'update']]);
  });
});

/** As the engine does after an error. */
const triedAgain = async (work: () => Promise<unknown>): Promise<unknown> => await work().catch(work);

describe.each<[string, AnyManager, JsonObject, JsonObject, readonly (readonly [string, JsonObject])[]]>([
  [
    'database',
    database,
    DATABASE,
    { ...DATABASE, size: 'large', storage_gb: 100 },
    [
      ['snapshot', {}],
      ['restart', {}],
      ['restore', { name: 'shop-db-2' }],
    ],
  ],
  [
    'cache',
    cache,
    GROUP,
    { ...GROUP, num_nodes: 4, size: 'large' },
    [
      ['failover', {}],
      ['snapshot', {}],
    ],
  ],
])('a life of a %s', (_type, manager, config, changed, operations) => {
  const life = async ({ aws, rds, elasticache, contractWorld }: ReturnType<typeof world>) => {
    const steps = new Steps(manager, contractWorld);
    await triedAgain(async () => await steps.converge(config));
    await triedAgain(async () => await steps.converge(changed));
    for (const [name, parameters] of operations) await triedAgain(async () => await steps.operate(name, parameters, changed, OTHER_TOKEN));
    const done = {
      resources: await contractWorld.resources(),
      restarts: rds.instances.get(NAME)?.restarts,
      failovers: elasticache.groups.get(NAME)?.failovers,
      snapshots: rds.snapshots.size + elasticache.snapshots.size,
    };
    await triedAgain(async () => {
      await steps.delete(changed, 'delete', OTHER_TOKEN);
    });
    return { done, calls: aws.calls.length };
  };

  it('is the same wherever an answer is lost: nothing is made, restarted or failed over twice', async () => {
    const whole = await life(world());

    expect(whole.calls).toBeGreaterThan(20);
    for (let lost = 1; lost <= whole.calls; lost += 1) {
      const broken = world();
      broken.aws.losesAnswer = lost;
      expect([lost, (await life(broken)).done]).toEqual([lost, whole.done]);
    }
  });
});

describe('what an inventory has found', () => {
  const INSTANCE = {
    DBInstanceIdentifier: 'orders',
    DbiResourceId: 'db-ABC',
    DBInstanceClass: 'db.t4g.medium',
    Engine: 'mysql',
    EngineVersion: '8.0.36',
    AutoMinorVersionUpgrade: true,
    AllocatedStorage: 40,
    MultiAZ: true,
    BackupRetentionPeriod: 3,
    DBName: 'orders',
    MasterUsername: 'root_user',
    DBInstanceStatus: 'available',
    PreferredMaintenanceWindow: 'Sun:04:00-Sun:05:00',
  };
  const GROUP_FOUND = {
    ReplicationGroupId: 'sessions',
    ReplicationGroupCreateTime: '2026-11-01T00:00:00.000Z',
    Engine: 'valkey',
    CacheNodeType: 'cache.m7g.large',
    MemberClusters: ['sessions-001', 'sessions-002'],
    NodeGroups: [{ NodeGroupId: '0001' }],
    AutomaticFailover: 'enabled',
    TransitEncryptionEnabled: true,
    AtRestEncryptionEnabled: true,
    Status: 'available',
  };

  it('becomes a database under management without a difference', () => {
    expect(adoptServer({ resource_id: 'orders', config: INSTANCE })).toMatchObject({
      provider_resource_id: 'orders/db-ABC',
      config: { engine: 'mysql', version: '8.0', size: 'medium', storage_gb: 40, multi_az: true, deletion_protection: false },
    });
  });

  it('becomes a cache under management without a difference', () => {
    expect(adoptGroup({ resource_id: 'sessions', config: GROUP_FOUND })).toMatchObject({
      provider_resource_id: 'sessions@2026-11-01T00:00:00.000Z',
      config: { engine: 'valkey', size: 'large', num_nodes: 2, shards: 1, automatic_failover: true },
    });
  });

  it.each<[string, () => unknown]>([
    ['of another size', () => adoptServer({ resource_id: 'orders', config: { ...INSTANCE, DBInstanceClass: 'db.r7g.16xlarge' } })],
    ['of another engine', () => adoptServer({ resource_id: 'orders', config: { ...INSTANCE, Engine: 'oracle-ee' } })],
    ['without an id', () => adoptServer({ resource_id: 'orders', config: { ...INSTANCE, DbiResourceId: null } })],
    ['of a cluster', () => adoptServer({ resource_id: 'orders', config: { ...INSTANCE, DBClusterIdentifier: 'aurora' } })],
    [
      'that replicates another',
      () => adoptServer({ resource_id: 'orders', config: { ...INSTANCE, ReadReplicaSourceDBInstanceIdentifier: 'x' } }),
    ],
    ['without encryption', () => adoptGroup({ resource_id: 'sessions', config: { ...GROUP_FOUND, TransitEncryptionEnabled: false } })],
    ['of an unknown age', () => adoptGroup({ resource_id: 'sessions', config: { ...GROUP_FOUND, ReplicationGroupCreateTime: null } })],
  ])('is refused if it is one %s', (_what, adopt) => {
    expect(adopt).toThrow(InvalidRequest);
    expect(adopt).toThrow(/^resource: [^\n]*(orders|sessions)[^\n]*\.$/);
  });
});
