/** The changes of a database server in RDS: it is created, changed and deleted. No call waits for RDS to finish. */
import type { ModifyDBInstanceMessage } from '@aws-sdk/client-rds';
import { fieldDifference, majorOf, setDifference, versionDifference } from '../differences.ts';
import type { Difference, ManagerContext, Observation, TagChange } from '../manager.ts';
import type { DeletionPolicy } from '../model.ts';
import { nameTaken, notYet } from '../refusals.ts';
import { snapshotName } from './snapshot-name.ts';
import { call, hasCode, unlessMissing } from './call.ts';
import { DATABASE_SIZES, RDS_ENGINES, type RdsActual, type RdsConfig, type RdsEngine } from './rds-config.ts';
import { idOf, instanceNamed, NO_INSTANCE, observationOf, ownInstance, presentInstance, rdsClient } from './rds-instance.ts';
import { bearsToken, changeTags, type Tag, tagList } from './tags.ts';

/** RDS rounds an increase of less than a tenth up to a tenth, so that there may be so much more than was asked for. */
const ROUNDED_UP = 1.1;

export async function observeServer(context: ManagerContext, token: string): Promise<Observation<RdsActual>> {
  const instance = await ownInstance(context, token);
  return instance ? observationOf(instance) : { state: 'absent' };
}

export async function createServer(context: ManagerContext, config: RdsConfig, token: string): Promise<{ provider_resource_id: string }> {
  const { CreateDBInstanceCommand } = await import('@aws-sdk/client-rds');
  const client = await rdsClient(context);
  const command = new CreateDBInstanceCommand({
    DBInstanceIdentifier: context.name,
    Engine: RDS_ENGINES[config.engine].engine,
    ...versionInput(config.engine, config.version),
    DBInstanceClass: DATABASE_SIZES[config.size].instance_class,
    AllocatedStorage: config.storage_gb,
    StorageType: 'gp3',
    StorageEncrypted: true,
    MultiAZ: config.multi_az,
    PreferredBackupWindow: config.backup_window,
    BackupRetentionPeriod: config.backup_retention_days,
    PreferredMaintenanceWindow: config.maintenance_window,
    DBName: config.database_name,
    MasterUsername: config.username,
    ManageMasterUserPassword: true,
    DBSubnetGroupName: config.subnet_group,
    VpcSecurityGroupIds: config.security_groups,
    PubliclyAccessible: config.publicly_accessible,
    DeletionProtection: config.deletion_protection,
    CopyTagsToSnapshot: true,
    Tags: tagList(context.tags),
  });
  try {
    const answer = await call(context, 'rds:CreateDBInstance', async () => await client.send(command));
    return { provider_resource_id: idOf(answer.DBInstance ?? {}) };
  } catch (error) {
    if (!hasCode(error, ['DBInstanceAlreadyExistsFault', 'DBInstanceAlreadyExists'])) throw error;
    return { provider_resource_id: await madeBefore(context, token) };
  }
}

/** The id of the server that an earlier call has made. @throws CloudError if somebody else has made it */
async function madeBefore(context: ManagerContext, token: string): Promise<string> {
  const instance = await instanceNamed(context, context.name);
  if (!instance) throw notYet('DBInstanceNotFound', `RDS knows the instance ${context.name} and does not show it yet.`);
  if (bearsToken(instance.TagList, context, token)) return idOf(instance);
  if (instance.DBInstanceStatus === 'deleting')
    throw notYet('StillDeleting', `Another RDS instance ${context.name} is still being deleted.`);
  throw nameTaken('The RDS instance', context.name);
}

/** The fields that RDS changes in place, with what each is in its request. */
const CHANGES: Readonly<Record<string, (config: RdsConfig, actual: RdsActual) => Partial<ModifyDBInstanceMessage>>> = {
  '/version': ({ engine, version }, actual) => ({
    ...versionInput(engine, version),
    AllowMajorVersionUpgrade: version !== undefined && isOtherMajor(engine, version, actual.version),
  }),
  '/size': ({ size }) => ({ DBInstanceClass: DATABASE_SIZES[size].instance_class }),
  '/storage_gb': ({ storage_gb }) => ({ AllocatedStorage: storage_gb }),
  '/multi_az': ({ multi_az }) => ({ MultiAZ: multi_az }),
  '/backup_window': ({ backup_window }) => ({ PreferredBackupWindow: backup_window }),
  '/backup_retention_days': ({ backup_retention_days }) => ({ BackupRetentionPeriod: backup_retention_days }),
  '/maintenance_window': ({ maintenance_window }) => ({ PreferredMaintenanceWindow: maintenance_window }),
  '/security_groups': ({ security_groups }) => ({ VpcSecurityGroupIds: security_groups }),
  '/publicly_accessible': ({ publicly_accessible }) => ({ PubliclyAccessible: publicly_accessible }),
  '/deletion_protection': ({ deletion_protection }) => ({ DeletionProtection: deletion_protection }),
};

const isOtherMajor = (engine: RdsEngine, asked: string, actual: string | undefined): boolean =>
  actual !== undefined && majorOf(asked, RDS_ENGINES[engine].major) !== majorOf(actual, RDS_ENGINES[engine].major);

/** RDS raises the minor version by itself, unless the user has named one. */
const versionInput = (engine: RdsEngine, version: string | undefined): Partial<ModifyDBInstanceMessage> => ({
  EngineVersion: version,
  AutoMinorVersionUpgrade: version === undefined || majorOf(version, RDS_ENGINES[engine].major) === version,
});

export function serverDifferences(config: RdsConfig, actual: RdsActual): readonly Difference[] {
  const shrinks = config.storage_gb < actual.storage_gb;
  return [
    ...fieldDifference('/engine', config.engine, actual.engine, 'immutable'),
    ...versionDifference(config.version, actual.version, 'immutable'),
    ...fieldDifference('/size', config.size, actual.size),
    ...(shrinks && config.storage_gb * ROUNDED_UP >= actual.storage_gb
      ? []
      : fieldDifference('/storage_gb', config.storage_gb, actual.storage_gb, shrinks ? 'immutable' : 'update')),
    ...fieldDifference('/multi_az', config.multi_az, actual.multi_az),
    ...fieldDifference('/backup_window', config.backup_window, actual.backup_window),
    ...fieldDifference('/backup_retention_days', config.backup_retention_days, actual.backup_retention_days),
    ...fieldDifference('/maintenance_window', config.maintenance_window, actual.maintenance_window),
    ...fieldDifference('/database_name', config.database_name, actual.database_name, 'immutable'),
    ...fieldDifference('/username', config.username, actual.username, 'immutable'),
    ...fieldDifference('/subnet_group', config.subnet_group, actual.subnet_group, 'immutable'),
    ...setDifference('/security_groups', config.security_groups, actual.security_groups),
    ...fieldDifference('/publicly_accessible', config.publicly_accessible, actual.publicly_accessible),
    ...fieldDifference('/deletion_protection', config.deletion_protection, actual.deletion_protection),
  ];
}

export async function updateServer(
  context: ManagerContext,
  config: RdsConfig,
  actual: RdsActual,
  differences: readonly Difference[],
): Promise<void> {
  const changes = differences.map(({ path }) => CHANGES[path]?.(config, actual) ?? {});
  await modifyServer(context, Object.assign({}, ...changes) as Partial<ModifyDBInstanceMessage>);
}

export async function modifyServer(context: ManagerContext, changes: Partial<ModifyDBInstanceMessage>): Promise<void> {
  const { ModifyDBInstanceCommand } = await import('@aws-sdk/client-rds');
  const client = await rdsClient(context);
  const command = new ModifyDBInstanceCommand({ ...changes, DBInstanceIdentifier: context.name, ApplyImmediately: true });
  await call(context, 'rds:ModifyDBInstance', async () => await client.send(command));
}

export async function retagServer(context: ManagerContext, change: TagChange): Promise<void> {
  const { AddTagsToResourceCommand, RemoveTagsFromResourceCommand } = await import('@aws-sdk/client-rds');
  const client = await rdsClient(context);
  const { DBInstanceArn: ResourceName } = await presentInstance(context);
  const add = (Tags: Tag[]) => client.send(new AddTagsToResourceCommand({ ResourceName, Tags }));
  const takeAway = (TagKeys: string[]) => client.send(new RemoveTagsFromResourceCommand({ ResourceName, TagKeys }));
  await changeTags(
    change,
    async (tags) => await call(context, 'rds:AddTagsToResource', async () => await add(tags)),
    async (keys) => await call(context, 'rds:RemoveTagsFromResource', async () => await takeAway(keys)),
  );
}

/** One step of a deletion: the protection is turned off, and then RDS is asked to delete the server. */
export async function deleteServer(context: ManagerContext, policy: Exclude<DeletionPolicy, 'retain'>, token: string): Promise<void> {
  const instance = await ownInstance(context, token);
  if (!instance || instance.DBInstanceStatus === 'deleting') return;
  if (instance.DeletionProtection) {
    await modifyServer(context, { DeletionProtection: false });
    return;
  }
  const { DeleteDBInstanceCommand } = await import('@aws-sdk/client-rds');
  const client = await rdsClient(context);
  const command = new DeleteDBInstanceCommand({
    DBInstanceIdentifier: context.name,
    ...(policy === 'snapshot'
      ? { SkipFinalSnapshot: false, FinalDBSnapshotIdentifier: snapshotName(context.name, token) }
      : { SkipFinalSnapshot: true }),
  });
  await unlessMissing(
    NO_INSTANCE,
    call(context, 'rds:DeleteDBInstance', async () => await client.send(command)),
  );
}
