/** The operations on a replication group: a replica takes over, or a snapshot is made. */
import { z } from 'zod';
import { isoTime } from '../../seams.ts';
import type { ManagerContext, OperationProgress } from '../manager.ts';
import { refused } from '../refusals.ts';
import { call, hasCode, unlessMissing } from './call.ts';
import { isClusterMode, presentGroup } from './cache-group.ts';
import { cacheClient, tagsOf } from './cache-state.ts';
import { evidentStep, type NotedOperation } from './noted-operation.ts';
import { noteTag } from './operation-note.ts';
import { CACHE_NAME_IN_SNAPSHOT, snapshotName } from './snapshot-name.ts';
import { companionTags } from './tags.ts';

export const failoverParameters = z.strictObject({
  shard: z
    .string()
    .regex(/^\d{4}$/, 'no shard; write its four digits, such as 0001')
    .default('0001')
    .describe('The shard whose primary gives way to a replica.'),
});

export async function failOver(context: ManagerContext, shard: string, token: string): Promise<OperationProgress> {
  const group = await presentGroup(context);
  const nodes = group.NodeGroups?.find(({ NodeGroupId }) => NodeGroupId === shard)?.NodeGroupMembers ?? [];
  if (nodes.length < 2 || group.AutomaticFailover !== 'enabled')
    throw refused(
      'NoReplica',
      `No replica of the shard ${shard} of ${context.name} can take over; give it two nodes and automatic_failover.`,
    );
  const busy = group.Status !== 'available';
  const operation: NotedOperation = {
    token,
    // ElastiCache hides the tags of a group that is not available.
    tags: busy ? undefined : await tagsOf(context, group.ARN),
    busy,
    state: isoTime(context.clock.now()),
    isDone: async (before) => await hasFailedOver(context, before),
    note: async (note) => {
      const { AddTagsToResourceCommand } = await import('@aws-sdk/client-elasticache');
      const client = await cacheClient(context);
      const command = new AddTagsToResourceCommand({ ResourceName: group.ARN, Tags: noteTag(note) });
      await call(context, 'elasticache:AddTagsToResource', async () => await client.send(command));
    },
    send: async () => {
      const { TestFailoverCommand } = await import('@aws-sdk/client-elasticache');
      const client = await cacheClient(context);
      const command = new TestFailoverCommand({ ReplicationGroupId: context.name, NodeGroupId: shard });
      await call(context, 'elasticache:TestFailover', async () => await client.send(command));
    },
    underWay: `A replica of the shard ${shard} of ${context.name} is taking over.`,
    finished: `A replica of the shard ${shard} of ${context.name} has taken over.`,
  };
  return await evidentStep(operation, context.clock.now());
}

async function hasFailedOver(context: ManagerContext, since: string): Promise<boolean> {
  const { DescribeEventsCommand } = await import('@aws-sdk/client-elasticache');
  const client = await cacheClient(context);
  const StartTime = new Date(since);
  const command = new DescribeEventsCommand({ SourceIdentifier: context.name, SourceType: 'replication-group', StartTime });
  const { Events = [] } = await call(context, 'elasticache:DescribeEvents', async () => await client.send(command));
  return Events.some(({ Message = '' }) => /failover/i.test(Message));
}

export async function snapshotGroup(context: ManagerContext, token: string): Promise<OperationProgress> {
  const name = snapshotName(context.name, token, CACHE_NAME_IN_SNAPSHOT);
  const status = (await snapshotStatus(context, name)) ?? (await startSnapshot(context, name, token));
  if (status === 'available') return { done: true, message: `The snapshot ${name} was made.` };
  if (status === 'failed') throw refused('SnapshotFailed', `ElastiCache could not make the snapshot ${name}; ask for another one.`);
  return { done: false, message: `The snapshot ${name} is being made.` };
}

async function snapshotStatus(context: ManagerContext, name: string): Promise<string | undefined> {
  const { DescribeSnapshotsCommand } = await import('@aws-sdk/client-elasticache');
  const client = await cacheClient(context);
  const command = new DescribeSnapshotsCommand({ SnapshotName: name });
  const answer = await unlessMissing(
    ['SnapshotNotFoundFault', 'SnapshotNotFound'],
    call(context, 'elasticache:DescribeSnapshots', async () => await client.send(command)),
  );
  return answer?.Snapshots?.[0]?.SnapshotStatus;
}

async function startSnapshot(context: ManagerContext, SnapshotName: string, token: string): Promise<string> {
  const { CreateSnapshotCommand } = await import('@aws-sdk/client-elasticache');
  const client = await cacheClient(context);
  const group = await presentGroup(context);
  // Without shards, a snapshot is made of a node: of a replica rather than of the primary, which has work to do.
  const source = isClusterMode(group) ? { ReplicationGroupId: context.name } : { CacheClusterId: group.MemberClusters?.at(-1) };
  const command = new CreateSnapshotCommand({ ...source, SnapshotName, Tags: companionTags(context, token) });
  try {
    await call(context, 'elasticache:CreateSnapshot', async () => await client.send(command));
  } catch (error) {
    if (!hasCode(error, ['SnapshotAlreadyExistsFault', 'SnapshotAlreadyExists'])) throw error;
  }
  return 'creating';
}
