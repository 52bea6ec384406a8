/** A database server in RDS, as it is: how it is found, and what its states mean. */
import type { DBInstance, RDSClient } from '@aws-sdk/client-rds';
import { defined } from '../defined.ts';
import type { ManagerContext, Observation } from '../manager.ts';
import { notYet } from '../refusals.ts';
import { call, unlessMissing } from './call.ts';
import { DATABASE_SIZES, RDS_ENGINES, type RdsActual } from './rds-config.ts';
import { bearsToken, tagsByKey } from './tags.ts';

export const NO_INSTANCE = ['DBInstanceNotFoundFault', 'DBInstanceNotFound'];

export const rdsClient = async (context: ManagerContext): Promise<RDSClient> =>
  await context.aws<RDSClient>((await import('@aws-sdk/client-rds')).RDSClient);

/** The server of that name, whoever made it. @throws CloudError */
export async function instanceNamed(context: ManagerContext, name: string): Promise<DBInstance | undefined> {
  const { DescribeDBInstancesCommand } = await import('@aws-sdk/client-rds');
  const client = await rdsClient(context);
  const command = new DescribeDBInstancesCommand({ DBInstanceIdentifier: name });
  const answer = await unlessMissing(
    NO_INSTANCE,
    call(context, 'rds:DescribeDBInstances', async () => await client.send(command)),
  );
  return answer?.DBInstances?.find(({ DBInstanceIdentifier }) => DBInstanceIdentifier === name);
}

/** RDS never gives the id of a server to another one, as it does with names. */
export const idOf = ({ DBInstanceIdentifier = '', DbiResourceId = '' }: DBInstance): string => `${DBInstanceIdentifier}/${DbiResourceId}`;

/** The managed resource's own server: the one with its id, or with the token before the id is known. @throws CloudError */
export async function ownInstance(context: ManagerContext, token: string): Promise<DBInstance | undefined> {
  const instance = await instanceNamed(context, context.name);
  if (!instance) return undefined;
  const id = context.provider_resource_id;
  return (id === undefined ? bearsToken(instance.TagList, context, token) : id === idOf(instance)) ? instance : undefined;
}

/** The same for calls that need it. @throws CloudError */
export async function presentInstance(context: ManagerContext): Promise<DBInstance> {
  const instance = await ownInstance(context, '');
  if (!instance) throw notYet('DBInstanceNotFound', `The RDS instance ${context.name} is not there any more.`);
  return instance;
}

/** The states in which RDS works on a server by itself. A server is in use during a backup and while its storage is optimised. */
const STATES: Readonly<Record<string, Exclude<Observation<RdsActual>['state'], 'absent'>>> = {
  available: 'ready',
  'backing-up': 'ready',
  'storage-optimization': 'ready',
  'storage-config-upgrade': 'ready',
  creating: 'creating',
  'delete-precheck': 'deleting',
  deleting: 'deleting',
  failed: 'failed',
  'inaccessible-encryption-credentials': 'failed',
  'insufficient-capacity': 'failed',
  'restore-error': 'failed',
  stopped: 'failed',
  'storage-full': 'failed',
};

export function observationOf(instance: DBInstance): Observation<RdsActual> {
  const status = instance.DBInstanceStatus ?? 'unknown';
  const state = STATES[status] ?? (status.startsWith('incompatible-') ? 'failed' : 'updating');
  return {
    state,
    provider_resource_id: idOf(instance),
    actual: actualOf(instance, status),
    ...(instance.TagList && { tags: tagsByKey(instance.TagList) }),
    ...(state !== 'ready' && { message: `RDS says that the instance is ${status}.` }),
  };
}

const sizeOf = (instanceClass: string): string =>
  Object.entries(DATABASE_SIZES).find(([, { instance_class }]) => instance_class === instanceClass)?.[0] ?? instanceClass;

const engineOf = (engine: string): string => Object.entries(RDS_ENGINES).find(([, known]) => known.engine === engine)?.[0] ?? engine;

const actualOf = (instance: DBInstance, status: string): RdsActual =>
  defined({
    engine: engineOf(instance.Engine ?? ''),
    version: instance.EngineVersion,
    size: sizeOf(instance.DBInstanceClass ?? ''),
    instance_class: instance.DBInstanceClass ?? '',
    storage_gb: instance.AllocatedStorage ?? 0,
    multi_az: instance.MultiAZ ?? false,
    backup_window: instance.PreferredBackupWindow,
    backup_retention_days: instance.BackupRetentionPeriod ?? 0,
    maintenance_window: instance.PreferredMaintenanceWindow?.toLowerCase(),
    database_name: instance.DBName,
    username: instance.MasterUsername,
    subnet_group: instance.DBSubnetGroup?.DBSubnetGroupName,
    security_groups: (instance.VpcSecurityGroups ?? []).flatMap(({ VpcSecurityGroupId: id }) => id ?? []).toSorted(),
    publicly_accessible: instance.PubliclyAccessible ?? false,
    deletion_protection: instance.DeletionProtection ?? false,
    encrypted: instance.StorageEncrypted ?? false,
    status,
    endpoint: instance.Endpoint?.Address,
    port: instance.Endpoint?.Port,
    secret_arn: instance.MasterUserSecret?.SecretArn,
    arn: instance.DBInstanceArn,
  });
