/** Managers of two small types, for tests of requests: their schemas, outputs and inputs count, and no provider is behind them. */
import { z } from 'zod';
import { secretReference } from '../../shared/clouds/secret-reference.ts';
import { type AnyManager, defineManager } from '../../shared/managed/define-manager.ts';
import type { Difference } from '../../shared/managed/manager.ts';
import type { Json, JsonObject } from '../../shared/managed/model.ts';

const notAsked = async (): Promise<never> => await Promise.reject(new Error('No provider is behind a plain manager.'));

/** The fields of the configuration that differ. */
const differing =
  (immutable: readonly string[], replaced: readonly string[]) =>
  (config: JsonObject, actual: JsonObject): readonly Difference[] =>
    Object.entries(config).flatMap(([field, then]): readonly Difference[] => {
      const now: Json = actual[field] ?? null;
      if (JSON.stringify(now) === JSON.stringify(then)) return [];
      const effect = immutable.includes(field) ? 'immutable' : replaced.includes(field) ? 'replace' : 'update';
      return [{ path: `/${field}`, now, then, effect }];
    });

const storeConfig = z.strictObject({
  engine: z.enum(['oak', 'pine']).describe('The wood.'),
  size: z.enum(['small', 'medium', 'large']).default('small').describe('How much it holds.'),
  port: z.number().int().min(1).max(65_535).default(1234).describe('The port.'),
  host: z.string().max(100).exactOptional().describe('A host.'),
  shelf: z.string().max(20).default('top').describe('A shelf.'),
  key: secretReference.exactOptional().describe('Where the key is.'),
});

type StoreConfig = z.output<typeof storeConfig>;

type StoreActual = { readonly endpoint?: string; readonly port?: number; readonly nodes?: readonly string[] };

/** A store of data: retained unless told otherwise. Its engine is immutable, and another shelf replaces it. */
export const plainStore = defineManager<StoreConfig, StoreActual>({
  type: 'plain_store',
  title: 'Store',
  description: 'A store without a provider.',
  holdsData: true,
  deletionPolicies: ['retain', 'delete', 'snapshot'],
  provider: 'aws',
  configSchema: storeConfig,
  outputs: { endpoint: ({ endpoint }) => endpoint, port: ({ port }) => port, nodes: ({ nodes }) => nodes },
  inputs: {},
  sizes: { small: { litres: 1 }, medium: { litres: 2 }, large: { litres: 4 } },
  operations: {
    tidy: {
      description: 'Tidies the store.',
      parameters: z.strictObject({ floor: z.number().int().min(0).max(3).default(0).describe('Which floor.') }),
      run: notAsked,
    },
  },
  permissions: ['plain:Tidy'],
  adoptable: {
    resource_type: 'AWS::S3::Bucket',
    adopt: ({ resource_id }) => ({
      provider_resource_id: resource_id,
      config: { engine: 'oak', size: 'small', port: 1234, shelf: 'top' },
    }),
  },
  inventoried: () => undefined,
  observe: notAsked,
  create: notAsked,
  update: notAsked,
  delete: notAsked,
  diff: differing(['engine'], ['shelf']),
});

const workerConfig = z.strictObject({
  command: z.string().min(1).max(200).describe('The command.'),
  environment: z
    .record(z.string().regex(/^[A-Z_]+$/), z.string().max(200))
    .default({})
    .describe('Variables.'),
  replicas: z.number().int().min(1).max(9).default(1).describe('How many.'),
});

/** Uses stores: their endpoints, ports and nodes go into its environment. */
export const plainWorker = defineManager<z.infer<typeof workerConfig>, JsonObject>({
  type: 'plain_worker',
  title: 'Worker',
  description: 'A worker without a provider.',
  holdsData: false,
  deletionPolicies: ['retain', 'delete'],
  provider: 'git',
  configSchema: workerConfig,
  outputs: {},
  inputs: {
    store_endpoint: '/environment/STORE_ENDPOINT',
    store_port: '/environment/STORE_PORT',
    store_nodes: '/environment/STORE_NODES',
  },
  operations: {},
  permissions: [],
  inventoried: () => undefined,
  observe: notAsked,
  create: notAsked,
  update: notAsked,
  delete: notAsked,
  diff: differing([], []),
});

export const PLAIN_MANAGERS: ReadonlyMap<string, AnyManager> = new Map([plainStore, plainWorker].map((manager) => [manager.type, manager]));
