/** The operations on a database server in RDS: a snapshot, a restart, a new password, a server made from a backup. */
import type { DBInstance, RestoreDBInstanceFromDBSnapshotMessage } from '@aws-sdk/client-rds';
import { z } from 'zod';
import type { ManagerContext, OperationProgress } from '../manager.ts';
import { CLIENT_TOKEN } from '../manager.ts';
import { isoTime } from '../../seams.ts';
import { nameTaken, notYet, refused } from '../refusals.ts';
import { call, hasCode, unlessMissing } from './call.ts';
import { notedStep } from './noted-operation.ts';
import { noteTag, type OperationNote } from './operation-note.ts';
import { DATABASE_SIZES, type RdsConfig } from './rds-config.ts';
import { instanceNamed, observationOf, presentInstance, rdsClient } from './rds-instance.ts';
import { modifyServer } from './rds-change.ts';
import { snapshotName } from './snapshot-name.ts';
import { companionTags, tagOf } from './tags.ts';

export async function snapshotServer(context: ManagerContext, token: string): Promise<OperationProgress> {
  const name = snapshotName(context.name, token);
  const status = (await snapshotStatus(context, name)) ?? (await startSnapshot(context, name, token));
  if (status === 'available') return { done: true, message: `The snapshot ${name} was made.` };
  if (status === 'failed') throw refused('SnapshotFailed', `RDS could not make the snapshot ${name}; ask for another one.`);
  return { done: false, message: `The snapshot ${name} is being made.` };
}

async function snapshotStatus(context: ManagerContext, name: string): Promise<string | undefined> {
  const { DescribeDBSnapshotsCommand } = await import('@aws-sdk/client-rds');
  const client = await rdsClient(context);
  const command = new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: name });
  const answer = await unlessMissing(
    ['DBSnapshotNotFoundFault', 'DBSnapshotNotFound'],
    call(context, 'rds:DescribeDBSnapshots', async () => await client.send(command)),
  );
  return answer?.DBSnapshots?.[0]?.Status;
}

async function startSnapshot(context: ManagerContext, name: string, token: string): Promise<string> {
  const { CreateDBSnapshotCommand } = await import('@aws-sdk/client-rds');
  const client = await rdsClient(context);
  const Tags = companionTags(context, token);
  const command = new CreateDBSnapshotCommand({ DBInstanceIdentifier: context.name, DBSnapshotIdentifier: name, Tags });
  try {
    await call(context, 'rds:CreateDBSnapshot', async () => await client.send(command));
  } catch (error) {
    if (!hasCode(error, ['DBSnapshotAlreadyExistsFault', 'DBSnapshotAlreadyExists'])) throw error;
  }
  return 'creating';
}

export async function restartServer(context: ManagerContext, token: string): Promise<OperationProgress> {
  const instance = await presentInstance(context);
  return await notedStep({
    ...notedOn(context, instance, token),
    state: isoTime(context.clock.now()),
    isDone: async (before) => await wasRestarted(context, before),
    send: async () => {
      const { RebootDBInstanceCommand } = await import('@aws-sdk/client-rds');
      const client = await rdsClient(context);
      const command = new RebootDBInstanceCommand({ DBInstanceIdentifier: context.name });
      await call(context, 'rds:RebootDBInstance', async () => await client.send(command));
    },
    underWay: `The instance ${context.name} is restarting.`,
    finished: `The instance ${context.name} was restarted.`,
  });
}

async function wasRestarted(context: ManagerContext, since: string): Promise<boolean> {
  const { DescribeEventsCommand } = await import('@aws-sdk/client-rds');
  const client = await rdsClient(context);
  const StartTime = new Date(since);
  const command = new DescribeEventsCommand({ SourceIdentifier: context.name, SourceType: 'db-instance', StartTime });
  const { Events = [] } = await call(context, 'rds:DescribeEvents', async () => await client.send(command));
  return Events.some(({ Message = '' }) => /restarted|shutdown/i.test(Message));
}

/** RDS makes the new password. One whose answer was lost is replaced once more, and whoever reads the secret gets the last one. */
export async function rotateServerPassword(context: ManagerContext, token: string): Promise<OperationProgress> {
  const instance = await presentInstance(context);
  if (!instance.MasterUserSecret)
    throw refused(
      'NoManagedPassword',
      `RDS does not manage the password of the instance ${context.name}; turn on ManageMasterUserPassword for it, and ask again.`,
    );
  return await notedStep({
    ...notedOn(context, instance, token),
    state: '',
    isDone: () => Promise.resolve(false),
    send: async () => {
      await modifyServer(context, { RotateMasterUserPassword: true });
    },
    underWay: `RDS is making a new password for the instance ${context.name}.`,
    finished: `RDS has made a new password for the instance ${context.name} and stored it in its secret.`,
  });
}

function notedOn(context: ManagerContext, instance: DBInstance, token: string) {
  const { state } = observationOf(instance);
  return {
    token,
    tags: instance.TagList,
    busy: state !== 'ready' || instance.MasterUserSecret?.SecretStatus === 'rotating',
    note: async (note: OperationNote): Promise<void> => {
      await noteOn(context, instance, note);
    },
  };
}

async function noteOn(context: ManagerContext, { DBInstanceArn }: DBInstance, note: OperationNote): Promise<void> {
  const { AddTagsToResourceCommand } = await import('@aws-sdk/client-rds');
  const client = await rdsClient(context);
  const command = new AddTagsToResourceCommand({ ResourceName: DBInstanceArn, Tags: noteTag(note) });
  await call(context, 'rds:AddTagsToResource', async () => await client.send(command));
}

export const restoreParameters = z
  .strictObject({
    snapshot: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9:-]{0,254}$/, 'no name of a snapshot; write it as RDS shows it, such as shop-db-20261130')
      .exactOptional()
      .describe('The snapshot from which the new instance is made. The newest backup if neither it nor a time is given.'),
    time: z.iso
      .datetime({ error: 'no time in UTC; write it as 2026-11-30T03:00:00Z' })
      .exactOptional()
      .describe('The time whose state the new instance has, within the days for which backups are kept.'),
    name: z
      .string()
      .max(63)
      .regex(/^[a-z](?:-?[a-z0-9])*$/, 'no name of an instance; write lower-case letters, digits and single hyphens, with a letter first')
      .describe('The name of the new instance.'),
  })
  .refine(({ snapshot, time }) => snapshot === undefined || time === undefined, 'both a snapshot and a time; give one of them');
export type RestoreParameters = z.output<typeof restoreParameters>;

/** RDS restores into a new instance only, so that nothing of the present one is lost. */
export async function restoreServer(
  context: ManagerContext,
  config: RdsConfig,
  parameters: RestoreParameters,
  token: string,
): Promise<OperationProgress> {
  const { name } = parameters;
  const found = await instanceNamed(context, name);
  if (!found) {
    await startRestore(context, config, parameters, token);
    return { done: false, message: `The instance ${name} is being made from the backup.` };
  }
  if (tagOf(found.TagList, CLIENT_TOKEN) !== token) throw nameTaken('The RDS instance', name);
  const seen = observationOf(found);
  if (seen.state === 'ready')
    return { done: true, message: `The instance ${name} was made from the backup; take it under management with muster managed adopt.` };
  if (seen.state === 'failed')
    throw refused('RestoreFailed', `The instance ${name} could not be made from the backup; delete it, and ask for another one.`);
  return { done: false, message: `The instance ${name} is being made from the backup.` };
}

async function startRestore(context: ManagerContext, config: RdsConfig, parameters: RestoreParameters, token: string): Promise<void> {
  const { snapshot, time, name } = parameters;
  const { RestoreDBInstanceFromDBSnapshotCommand, RestoreDBInstanceToPointInTimeCommand } = await import('@aws-sdk/client-rds');
  const client = await rdsClient(context);
  const present = await presentInstance(context);
  const settings = {
    DBInstanceClass: DATABASE_SIZES[config.size].instance_class,
    MultiAZ: config.multi_az,
    DBSubnetGroupName: present.DBSubnetGroup?.DBSubnetGroupName,
    VpcSecurityGroupIds: (present.VpcSecurityGroups ?? []).flatMap(({ VpcSecurityGroupId: id }) => id ?? []),
    PubliclyAccessible: config.publicly_accessible,
    DeletionProtection: config.deletion_protection,
    ManageMasterUserPassword: true,
    CopyTagsToSnapshot: true,
    Tags: companionTags(context, token),
  } satisfies Partial<RestoreDBInstanceFromDBSnapshotMessage>;
  try {
    if (snapshot !== undefined) {
      const command = new RestoreDBInstanceFromDBSnapshotCommand({
        ...settings,
        DBInstanceIdentifier: name,
        DBSnapshotIdentifier: snapshot,
      });
      await call(context, 'rds:RestoreDBInstanceFromDBSnapshot', async () => await client.send(command));
      return;
    }
    const command = new RestoreDBInstanceToPointInTimeCommand({
      ...settings,
      SourceDBInstanceIdentifier: context.name,
      TargetDBInstanceIdentifier: name,
      ...(time === undefined ? { UseLatestRestorableTime: true } : { RestoreTime: new Date(time) }),
    });
    await call(context, 'rds:RestoreDBInstanceToPointInTime', async () => await client.send(command));
  } catch (error) {
    if (!hasCode(error, ['DBInstanceAlreadyExistsFault', 'DBInstanceAlreadyExists'])) throw error;
    throw notYet('DBInstanceNotFound', `RDS knows the instance ${name} and does not show it yet.`);
  }
}
