/** The configuration of a cache in ElastiCache, and its actual state. */
import { z } from 'zod';
import { dailyWindow, securityGroups, subnetGroup, version, weeklyWindow } from './fields.ts';

/** The sizes of a node, each with its type. */
export const CACHE_SIZES = {
  small: { node_type: 'cache.t4g.small', memory_gib: 1.37 },
  medium: { node_type: 'cache.t4g.medium', memory_gib: 3.09 },
  large: { node_type: 'cache.m7g.large', memory_gib: 6.38 },
  xlarge: { node_type: 'cache.m7g.xlarge', memory_gib: 12.93 },
} as const;
type Size = keyof typeof CACHE_SIZES;
// zod wants the names as a tuple, and there is at least one.
const sizes = Object.keys(CACHE_SIZES) as [Size, ...Size[]];

const MOST_NODES = 20;
/** A primary and five replicas. */
const MOST_NODES_OF_SHARD = 6;

const common = {
  size: z.enum(sizes).default('small').describe('The size of each node.'),
  maintenance_window: weeklyWindow,
  subnet_group: subnetGroup('cache'),
  security_groups: securityGroups,
};

/** The numbers of nodes that shards of equal size can have together. */
const nodesFor = (shards: number): readonly number[] =>
  Array.from({ length: MOST_NODES_OF_SHARD }, (_, more) => shards * (more + 1)).filter((nodes) => nodes <= MOST_NODES);

/** The rule on nodes and shards as JSON Schema, which readers of the schema check as `superRefine` does. */
const shardRules = Array.from({ length: MOST_NODES }, (_, index) => index + 1).map((shards) => ({
  properties: { shards: { const: shards }, num_nodes: { enum: nodesFor(shards) } },
  // One shard and one node are what a configuration has that does not say.
  ...(shards > 1 && { required: ['shards', 'num_nodes'] }),
}));

export const groupConfig = z
  .strictObject({
    engine: z.enum(['valkey', 'redis']).describe('The engine.'),
    version: version('8.0'),
    num_nodes: z
      .int()
      .min(1)
      .max(MOST_NODES)
      .default(1)
      .describe('The nodes of all shards together: in each, a primary and up to five replicas.'),
    shards: z
      .int()
      .min(1)
      .max(MOST_NODES)
      .default(1)
      .describe('The parts into which the keys are divided, each with as many nodes. With two or more, clients must know cluster mode.'),
    automatic_failover: z
      .boolean()
      .default(true)
      .describe(
        'Whether a replica, in another zone, takes over from a primary that fails. It needs two nodes in a shard; with shards it is always on.',
      ),
    snapshot_window: dailyWindow('When the daily snapshot is made'),
    snapshot_retention_days: z.int().min(0).max(35).default(1).describe('How many days daily snapshots are kept; 0 turns them off.'),
    ...common,
  })
  .superRefine(({ num_nodes, shards }, check) => {
    const allowed = nodesFor(shards);
    if (!allowed.includes(num_nodes))
      check.addIssue({
        code: 'custom',
        path: ['num_nodes'],
        message: `no number of nodes for ${shards === 1 ? 'one shard' : `${shards} shards`}; write ${allowed.join(', ')}, or another number of shards`,
      });
  })
  .meta({ anyOf: shardRules });
export type GroupConfig = z.output<typeof groupConfig>;

export const memcachedConfig = z.strictObject({
  engine: z.literal('memcached').describe('Memcached keeps nothing: it has no replicas, no failover and no snapshots.'),
  version: version('1.6.22'),
  num_nodes: z.int().min(1).max(MOST_NODES).default(1).describe('The nodes, over which clients divide the keys.'),
  ...common,
});
export type MemcachedConfig = z.output<typeof memcachedConfig>;

export type CacheActual = {
  readonly engine: string;
  readonly version?: string;
  /** A size, or the type of the nodes if no size has it. */
  readonly size: string;
  readonly node_type: string;
  readonly num_nodes: number;
  readonly shards?: number;
  readonly automatic_failover?: boolean;
  readonly snapshot_window?: string;
  readonly snapshot_retention_days?: number;
  readonly maintenance_window?: string;
  readonly subnet_group?: string;
  readonly security_groups?: readonly string[];
  readonly encryption_in_transit: boolean;
  readonly encryption_at_rest?: boolean;
  /** The hosts, the one for writes first. */
  readonly endpoints: readonly string[];
  readonly port?: number;
  /** ElastiCache's own name for the state: `available`, `modifying`. */
  readonly status: string;
  readonly arn?: string;
};

export const sizeOfNode = (nodeType: string): string =>
  Object.entries(CACHE_SIZES).find(([, { node_type }]) => node_type === nodeType)?.[0] ?? nodeType;
