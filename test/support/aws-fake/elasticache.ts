/** ElastiCache's replication groups, clusters of Memcached and snapshots, with the rules of ElastiCache that managers meet. */
import type {
  AddTagsToResourceMessage,
  RemoveTagsFromResourceMessage,
  CacheCluster,
  CreateCacheClusterMessage,
  CreateReplicationGroupMessage,
  CreateSnapshotMessage,
  DeleteReplicationGroupMessage,
  ModifyCacheClusterMessage,
  ModifyReplicationGroupMessage,
  ReplicationGroup,
  Tag,
} from '@aws-sdk/client-elasticache';
import { type FakeAws, refusal, type Service } from './fake-aws.ts';
import { Timed } from './timed.ts';

interface Group {
  fields: ReplicationGroup;
  member: CacheCluster;
  shards: number;
  nodesOfShard: number;
  readonly isClusterMode: boolean;
  readonly status: Timed<string>;
  tags: readonly Tag[];
  failovers: number;
}

interface Cluster {
  fields: CacheCluster;
  nodes: readonly string[];
  readonly status: Timed<string>;
  readonly tags: readonly Tag[];
}

const PLACE = {
  PreferredMaintenanceWindow: 'Sun:23:00-Mon:00:00',
  CacheSubnetGroupName: 'default',
  SecurityGroups: [{ SecurityGroupId: 'sg-0123456789abcdef0', Status: 'active' }],
};
const arnOf = (kind: string, name: string): string => `arn:aws:elasticache:eu-west-1:123456789012:${kind}:${name}`;
const given = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;

export class FakeElastiCache {
  readonly groups = new Map<string, Group>();
  readonly clusters = new Map<string, Cluster>();
  readonly snapshots = new Map<string, { readonly of: string; readonly status: Timed<string> }>();
  readonly #aws: FakeAws;
  readonly #events: { readonly source: string; readonly message: string }[] = [];

  constructor(aws: FakeAws) {
    this.#aws = aws;
  }

  // Each cast of an input is sound: the SDK's own command for the call has made it, and its type is the command's.
  readonly service: Service = {
    DescribeReplicationGroups: ({ ReplicationGroupId: name }) => ({ ReplicationGroups: [shownGroup(this.#group(name))] }),
    CreateReplicationGroup: (input) => {
      const message = input as unknown as CreateReplicationGroupMessage;
      return { ReplicationGroup: shownGroup(this.#makeGroup(message)) };
    },
    ModifyReplicationGroup: (input) => {
      const message = input as unknown as ModifyReplicationGroupMessage;
      const group = this.#readyGroup(message.ReplicationGroupId);
      if (message.AutomaticFailoverEnabled && group.nodesOfShard < 2 && !group.isClusterMode)
        throw refusal('InvalidReplicationGroupStateFault', 'Automatic failover needs a replica.');
      if (!message.ApplyImmediately) throw refusal('InvalidParameterCombinationException', 'The fake applies changes immediately only.');
      const failover = message.AutomaticFailoverEnabled;
      group.fields = {
        ...group.fields,
        ...given({
          CacheNodeType: message.CacheNodeType,
          SnapshotWindow: message.SnapshotWindow,
          SnapshotRetentionLimit: message.SnapshotRetentionLimit,
        }),
        ...(failover !== undefined && { AutomaticFailover: failover ? 'enabled' : 'disabled' }),
      };
      group.member = { ...group.member, ...placeIn(message) };
      group.status.go('modifying', 'available');
      return { ReplicationGroup: shownGroup(group) };
    },
    ModifyReplicationGroupShardConfiguration: ({ ReplicationGroupId: name, NodeGroupCount: count, NodeGroupsToRetain: retained }) => {
      const group = this.#readyGroup(name);
      if (!group.isClusterMode) throw refusal('InvalidReplicationGroupStateFault', 'Cluster mode is disabled.');
      const wanted = Number(count);
      if (wanted < group.shards && (!Array.isArray(retained) || retained.length !== wanted))
        throw refusal('InvalidParameterCombinationException', 'Name the node groups that are retained.');
      group.shards = wanted;
      group.status.go('modifying', 'available');
      return { ReplicationGroup: shownGroup(group) };
    },
    IncreaseReplicaCount: ({ ReplicationGroupId: name, NewReplicaCount: count }) => this.#setReplicas(name, Number(count), 1),
    DecreaseReplicaCount: ({ ReplicationGroupId: name, NewReplicaCount: count }) => {
      const group = this.#readyGroup(name);
      if (Number(count) === 0 && group.fields.AutomaticFailover === 'enabled' && !group.isClusterMode)
        throw refusal('InvalidReplicationGroupStateFault', 'Disable automatic failover before the last replica is removed.');
      return this.#setReplicas(name, Number(count), -1);
    },
    DeleteReplicationGroup: (input) => {
      const { ReplicationGroupId: name, FinalSnapshotIdentifier: last } = input as unknown as DeleteReplicationGroupMessage;
      const group = this.#readyGroup(name);
      if (last !== undefined) this.#snapshot(last, name ?? '');
      group.status.go('deleting', 'deleted');
      return { ReplicationGroup: shownGroup(group) };
    },
    TestFailover: ({ ReplicationGroupId: name }) => {
      const group = this.#readyGroup(name);
      group.failovers += 1;
      this.#events.push({ source: String(name), message: 'Test Failover API called for node group 0001' });
      group.status.go('modifying', 'available');
      return { ReplicationGroup: shownGroup(group) };
    },
    CreateCacheCluster: (input) => {
      const message = input as unknown as CreateCacheClusterMessage;
      return { CacheCluster: this.#shownCluster(this.#makeCluster(message)) };
    },
    ModifyCacheCluster: (input) => {
      const message = input as unknown as ModifyCacheClusterMessage;
      const cluster = this.#cluster(message.CacheClusterId);
      if (cluster.status.state !== 'available') throw refusal('InvalidCacheClusterStateFault', 'The cluster is not available.');
      this.#setNodes(cluster, message);
      cluster.fields = { ...cluster.fields, ...placeIn(message) };
      cluster.status.go('modifying', 'available');
      return { CacheCluster: this.#shownCluster(cluster) };
    },
    DescribeCacheClusters: ({ CacheClusterId: name }) => {
      const owner = [...this.groups.values()].find(({ fields }) => String(name).startsWith(`${fields.ReplicationGroupId}-0`));
      if (owner) return { CacheClusters: [{ ...owner.member, CacheClusterId: name }] };
      return { CacheClusters: [this.#shownCluster(this.#cluster(name))] };
    },
    DeleteCacheCluster: ({ CacheClusterId: name }) => {
      const cluster = this.#cluster(name);
      cluster.status.go('deleting', 'deleted');
      return { CacheCluster: this.#shownCluster(cluster) };
    },
    ListTagsForResource: ({ ResourceName: arn }) => ({ TagList: this.#tagged(arn).tags }),
    AddTagsToResource: (input) => {
      const { ResourceName: arn, Tags = [] } = input as unknown as AddTagsToResourceMessage;
      const tagged = this.#tagged(arn);
      tagged.tags = [...tagged.tags.filter(({ Key }) => Tags.every((each) => each.Key !== Key)), ...Tags];
      return { TagList: tagged.tags };
    },
    RemoveTagsFromResource: (input) => {
      const { ResourceName: arn, TagKeys = [] } = input as unknown as RemoveTagsFromResourceMessage;
      const tagged = this.#tagged(arn);
      tagged.tags = tagged.tags.filter(({ Key = '' }) => !TagKeys.includes(Key));
      return { TagList: tagged.tags };
    },
    CreateSnapshot: (input) => {
      const { ReplicationGroupId: group, CacheClusterId: member, SnapshotName: name = '' } = input as unknown as CreateSnapshotMessage;
      const of = group ?? member?.replace(/-0\d*$/, '') ?? '';
      if (this.#readyGroup(of).isClusterMode === (group === undefined))
        throw refusal('InvalidParameterCombinationException', 'With shards a snapshot is made of the group, otherwise of a node.');
      this.#snapshot(name, of);
      return { Snapshot: { SnapshotName: name, SnapshotStatus: 'creating' } };
    },
    DescribeSnapshots: ({ SnapshotName: name }) => {
      const snapshot = this.snapshots.get(String(name));
      if (!snapshot) throw refusal('SnapshotNotFoundFault', `Snapshot ${String(name)} not found.`, 404);
      return { Snapshots: [{ SnapshotName: name, SnapshotStatus: snapshot.status.state }] };
    },
    DescribeEvents: ({ SourceIdentifier }) => ({
      Events: this.#events.filter(({ source }) => source === SourceIdentifier).map(({ message }) => ({ Message: message })),
    }),
  };

  /** A group and a cluster of somebody else's. */
  plantGroup(name: string): void {
    this.#makeGroup({
      ReplicationGroupId: name,
      ReplicationGroupDescription: 'of the shop',
      Engine: 'valkey',
      CacheNodeType: 'cache.t4g.small',
    });
  }
  plantCluster(name: string): void {
    this.#makeCluster({ CacheClusterId: name, Engine: 'memcached', NumCacheNodes: 1, CacheNodeType: 'cache.t4g.small' });
  }

  resources(): number {
    return [...this.groups.values(), ...this.clusters.values()].filter(({ status }) => status.state !== 'deleted').length;
  }

  #group(name: unknown): Group {
    const group = this.groups.get(String(name));
    if (!group || group.status.state === 'deleted')
      throw refusal('ReplicationGroupNotFoundFault', `ReplicationGroup ${String(name)} not found.`, 404);
    return group;
  }

  #readyGroup(name: unknown): Group {
    const group = this.#group(name);
    if (group.status.state !== 'available')
      throw refusal('InvalidReplicationGroupStateFault', `Replication group ${String(name)} is not available.`);
    return group;
  }

  #cluster(name: unknown): Cluster {
    const cluster = this.clusters.get(String(name));
    if (!cluster || cluster.status.state === 'deleted')
      throw refusal('CacheClusterNotFoundFault', `CacheCluster ${String(name)} not found.`, 404);
    return cluster;
  }

  /** ElastiCache hides the tags of what is not available. */
  #tagged(arn: unknown): { tags: readonly Tag[] } {
    const all: readonly (Group | Cluster)[] = [...this.groups.values(), ...this.clusters.values()];
    const found = all.find(({ fields, status }) => fields.ARN === arn && status.state === 'available');
    if (!found) throw refusal('CacheClusterNotFoundFault', `${String(arn)} is either not present or not available.`, 404);
    return found;
  }

  #makeGroup(message: CreateReplicationGroupMessage): Group {
    const { ReplicationGroupId: name = '', NumNodeGroups: shards = 1, ReplicasPerNodeGroup: replicas = 0, Engine = 'valkey' } = message;
    const before = this.groups.get(name);
    if (before && before.status.state !== 'deleted')
      throw refusal('ReplicationGroupAlreadyExistsFault', `Replication group ${name} already exists.`);
    const isClusterMode = message.ClusterMode === 'enabled';
    if (isClusterMode && !message.CacheParameterGroupName?.endsWith('.cluster.on'))
      throw refusal('InvalidParameterCombinationException', 'Use a parameter group with cluster mode enabled.');
    const group: Group = {
      fields: {
        ReplicationGroupId: name,
        ReplicationGroupCreateTime: new Date(this.#aws.clock.now()),
        Description: message.ReplicationGroupDescription,
        Engine,
        CacheNodeType: message.CacheNodeType,
        AutomaticFailover: message.AutomaticFailoverEnabled ? 'enabled' : 'disabled',
        SnapshotWindow: message.SnapshotWindow ?? '05:00-06:00',
        SnapshotRetentionLimit: message.SnapshotRetentionLimit ?? 0,
        TransitEncryptionEnabled: message.TransitEncryptionEnabled,
        AtRestEncryptionEnabled: message.AtRestEncryptionEnabled,
        ARN: arnOf('replicationgroup', name),
      },
      member: { ...PLACE, EngineVersion: '8.0.1', ...placeIn(message) },
      shards,
      nodesOfShard: replicas + 1,
      isClusterMode,
      status: new Timed<string>(this.#aws.clock, 'creating'),
      tags: message.Tags ?? [],
      failovers: 0,
    };
    group.status.go('creating', 'available');
    this.groups.set(name, group);
    return group;
  }

  #makeCluster(message: CreateCacheClusterMessage): Cluster {
    const { CacheClusterId: name = '', NumCacheNodes = 1 } = message;
    const before = this.clusters.get(name);
    if (before && before.status.state !== 'deleted')
      throw refusal('CacheClusterAlreadyExistsFault', `Cache cluster ${name} already exists.`);
    const cluster: Cluster = {
      fields: {
        ...PLACE,
        CacheClusterId: name,
        Engine: message.Engine,
        EngineVersion: '1.6.22',
        CacheNodeType: message.CacheNodeType,
        TransitEncryptionEnabled: message.TransitEncryptionEnabled,
        ARN: arnOf('cluster', name),
        ...placeIn(message),
      },
      nodes: Array.from({ length: NumCacheNodes }, (_, index) => String(index + 1).padStart(4, '0')),
      status: new Timed<string>(this.#aws.clock, 'creating'),
      tags: message.Tags ?? [],
    };
    cluster.status.go('creating', 'available');
    this.clusters.set(name, cluster);
    return cluster;
  }

  #setReplicas(name: unknown, replicas: number, direction: 1 | -1): object {
    const group = this.#readyGroup(name);
    if (Math.sign(replicas + 1 - group.nodesOfShard) !== direction)
      throw refusal('InvalidParameterValueException', `The replica count ${replicas} is no such change.`);
    group.nodesOfShard = replicas + 1;
    group.status.go('modifying', 'available');
    return { ReplicationGroup: shownGroup(group) };
  }

  #setNodes(cluster: Cluster, { NumCacheNodes: wanted, CacheNodeIdsToRemove: removed = [] }: ModifyCacheClusterMessage): void {
    if (wanted === undefined) return;
    const left = cluster.nodes.filter((id) => !removed.includes(id));
    if (left.length > wanted) throw refusal('InvalidParameterValueException', 'Name the nodes that are removed.');
    const last = Math.max(...cluster.nodes.map(Number));
    cluster.nodes = [...left, ...Array.from({ length: wanted - left.length }, (_, index) => String(last + index + 1).padStart(4, '0'))];
  }

  #snapshot(name: string, of: string): void {
    if (this.snapshots.has(name)) throw refusal('SnapshotAlreadyExistsFault', `Snapshot ${name} already exists.`);
    if (name.length > 50) throw refusal('InvalidParameterValueException', 'The name of a snapshot has at most 50 characters.');
    const status = new Timed<string>(this.#aws.clock, 'creating');
    status.go('creating', 'available');
    this.snapshots.set(name, { of, status });
  }

  #shownCluster({ fields, nodes, status }: Cluster): CacheCluster {
    const host = `${fields.CacheClusterId}.fake.euw1.cache.amazonaws.com`;
    return {
      ...fields,
      CacheClusterStatus: status.state,
      NumCacheNodes: nodes.length,
      CacheNodes: nodes.map((CacheNodeId) => ({ CacheNodeId, Endpoint: { Address: `${CacheNodeId}.${host}`, Port: 11_211 } })),
      ConfigurationEndpoint: { Address: `cfg.${host}`, Port: 11_211 },
    };
  }
}

function shownGroup({ fields, shards, nodesOfShard, isClusterMode, status }: Group): ReplicationGroup {
  const { ReplicationGroupId: name = '' } = fields;
  const host = `${name}.fake.euw1.cache.amazonaws.com`;
  const shardNames = Array.from({ length: shards }, (_, index) => String(index + 1).padStart(4, '0'));
  const membersOf = (shard: string): readonly string[] =>
    Array.from({ length: nodesOfShard }, (_, index) => `${name}-${isClusterMode ? `${shard}-` : ''}${String(index + 1).padStart(3, '0')}`);
  return {
    ...fields,
    Status: status.state,
    ClusterEnabled: isClusterMode,
    MemberClusters: shardNames.flatMap(membersOf),
    NodeGroups: shardNames.map((NodeGroupId) => ({
      NodeGroupId,
      NodeGroupMembers: membersOf(NodeGroupId).map((CacheClusterId) => ({ CacheClusterId })),
      ...(!isClusterMode && {
        PrimaryEndpoint: { Address: `master.${host}`, Port: 6379 },
        ReaderEndpoint: { Address: `replica.${host}`, Port: 6379 },
      }),
    })),
    ...(isClusterMode && { ConfigurationEndpoint: { Address: `clustercfg.${host}`, Port: 6379 } }),
  };
}

/** The members of a request that a cluster tells. */
const placeIn = ({
  EngineVersion,
  PreferredMaintenanceWindow,
  CacheSubnetGroupName,
  SecurityGroupIds,
}: Partial<CreateReplicationGroupMessage> & Partial<ModifyReplicationGroupMessage>): CacheCluster =>
  given({
    EngineVersion,
    PreferredMaintenanceWindow,
    CacheSubnetGroupName,
    SecurityGroups: SecurityGroupIds?.map((SecurityGroupId) => ({ SecurityGroupId, Status: 'active' })),
  });
