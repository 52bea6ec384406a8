/** Databases: a server of one's own in RDS, or a database on a PostgreSQL server that others share. */
import { z } from 'zod';
import { adoptServer } from '../aws/rds-adopt.ts';
import { createServer, deleteServer, observeServer, retagServer, serverDifferences, updateServer } from '../aws/rds-change.ts';
import { DATABASE_SIZES, RDS_ENGINES, type RdsActual, rdsConfig, type RdsConfig } from '../aws/rds-config.ts';
import { restartServer, restoreParameters, restoreServer, rotateServerPassword, snapshotServer } from '../aws/rds-operations.ts';
import { DATABASE_PERMISSIONS } from '../aws/permissions.ts';
import { defineManager } from '../define-manager.ts';
import type { Difference } from '../manager.ts';
import { refused } from '../refusals.ts';
import { deleteDatabase } from '../sql/drop-database.ts';
import { createDatabase, databaseDifferences, observeDatabase, rotatePassword, updateDatabase } from '../sql/shared-database.ts';
import { SHARED_ENGINE, type SharedActual, sharedConfig, type SharedConfig } from '../sql/shared-config.ts';

type Config = RdsConfig | SharedConfig;
type Actual = RdsActual | SharedActual;

const ENGINES = [...Object.keys(RDS_ENGINES), SHARED_ENGINE];

const isShared = (config: Config): config is SharedConfig => config.engine === SHARED_ENGINE;
const isSharedActual = (actual: Actual): actual is SharedActual => actual.engine === SHARED_ENGINE;

/** For operations that RDS has and a database on a shared server has not. */
function onRds(config: Config, operation: string): RdsConfig {
  if (!isShared(config)) return config;
  throw refused('NotOfThisEngine', `A database on a shared server has no ${operation} of its own; ask for one of the server.`);
}

const nothing = z.strictObject({});

export const database = defineManager<Config, Actual>({
  type: 'database',
  title: 'Database',
  description: 'A PostgreSQL, MySQL or MariaDB server in RDS, or a database on a shared PostgreSQL server.',
  holdsData: true,
  deletionPolicies: ['retain', 'delete', 'snapshot'],
  provider: 'aws',
  configSchema: z.discriminatedUnion('engine', [rdsConfig, sharedConfig], {
    error: ({ code }) => (code === 'invalid_union' ? `no engine; write one of ${ENGINES.join(', ')}` : undefined),
  }),
  sizes: DATABASE_SIZES,
  outputs: {
    endpoint: ({ endpoint }) => endpoint,
    port: ({ port }) => port,
    name: ({ database_name }) => database_name,
    secret: ({ secret_arn }) => secret_arn,
  },
  inputs: {},
  permissions: DATABASE_PERMISSIONS,
  operations: {
    snapshot: {
      description: 'Makes a snapshot of a server in RDS.',
      parameters: nothing,
      run: async (context, { config, token }) => {
        onRds(config, 'snapshot');
        return await snapshotServer(context, token);
      },
    },
    restart: {
      description: 'Restarts a server in RDS.',
      parameters: nothing,
      run: async (context, { config, token }) => {
        onRds(config, 'restart');
        return await restartServer(context, token);
      },
    },
    rotate_credentials: {
      description: 'Makes a new password and stores it in the secret of the database.',
      parameters: nothing,
      run: async (context, { config, token }) =>
        isShared(config) ? await rotatePassword(context, config, token) : await rotateServerPassword(context, token),
    },
    restore: {
      description: 'Makes a new server in RDS from a snapshot or from the state of a time. The present one stays as it is.',
      parameters: restoreParameters,
      run: async (context, { config, parameters, token }) =>
        await restoreServer(context, onRds(config, 'restore'), restoreParameters.parse(parameters), token),
    },
  },
  adoptable: { resource_type: 'AWS::RDS::DBInstance', adopt: adoptServer },
  inventoried: ({ name }, actual) => (isSharedActual(actual) ? undefined : { type: 'AWS::RDS::DBInstance', resource_id: name }),

  observe: async (context, config, token) =>
    isShared(config) ? await observeDatabase(context, config, token) : await observeServer(context, token),
  create: async (context, config, token) =>
    isShared(config) ? await createDatabase(context, config, token) : await createServer(context, config, token),
  update: async (context, config, actual, differences) => {
    if (isShared(config)) await updateDatabase(context, config);
    else if (!isSharedActual(actual)) await updateServer(context, config, actual, differences);
    return [];
  },
  retag: async (context, _config, change) => {
    // Databases on a shared server have no tags, so that none of theirs ever differs.
    await retagServer(context, change);
  },
  delete: async (context, config, policy, token) => {
    if (isShared(config)) await deleteDatabase(context, config, policy, token);
    else await deleteServer(context, policy, token);
  },
  diff: (config, actual) => {
    if (isShared(config) && isSharedActual(actual)) return databaseDifferences(config, actual);
    if (!isShared(config) && !isSharedActual(actual)) return serverDifferences(config, actual);
    return [otherKind(config, actual)];
  },
});

/** A server in RDS never becomes a database on a shared server, nor the other way round. */
const otherKind = (config: Config, actual: Actual): Difference => ({
  path: '/engine',
  now: actual.engine,
  then: config.engine,
  effect: 'immutable',
});
