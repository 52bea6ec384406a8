/** The rule of EventBridge that starts a pipeline by the clock. */
import type { ManagerContext, TagChange } from '../manager.ts';
import { eventBridgeSchedule } from './schedule.ts';
import { call, unlessMissing } from '../aws/call.ts';
import { changeTags, tagList, type Tag } from '../aws/tags.ts';

const TARGET = 'pipeline';
const MISSING = ['ResourceNotFoundException'];

export interface FoundSchedule {
  readonly arn: string;
  /** As EventBridge says it. */
  readonly expression: string;
  readonly role_arn: string;
  readonly tags: readonly Tag[];
}

const ruleName = ({ name }: ManagerContext): string => `${name}-schedule`;

export async function findSchedule(context: ManagerContext): Promise<FoundSchedule | undefined> {
  const { EventBridgeClient, DescribeRuleCommand, ListTagsForResourceCommand, ListTargetsByRuleCommand } =
    await import('@aws-sdk/client-eventbridge');
  const client = await context.aws(EventBridgeClient);
  const name = ruleName(context);
  const rule = await unlessMissing(
    MISSING,
    call(context, 'events:DescribeRule', async () => await client.send(new DescribeRuleCommand({ Name: name }))),
  );
  if (!rule) return undefined;
  const [{ Tags: tags = [] }, { Targets: targets = [] }] = await Promise.all([
    call(context, 'events:ListTagsForResource', async () => await client.send(new ListTagsForResourceCommand({ ResourceARN: rule.Arn }))),
    call(context, 'events:ListTargetsByRule', async () => await client.send(new ListTargetsByRuleCommand({ Rule: name }))),
  ]);
  const expression = rule.State === 'DISABLED' ? 'disabled' : (rule.ScheduleExpression ?? '');
  return { arn: rule.Arn ?? '', expression, role_arn: targets.find(({ Id }) => Id === TARGET)?.RoleArn ?? '', tags };
}

export async function putSchedule(
  context: ManagerContext,
  { schedule, role_arn, pipeline_arn }: { readonly schedule: string; readonly role_arn: string; readonly pipeline_arn: string },
  exists: boolean,
): Promise<void> {
  const { EventBridgeClient, PutRuleCommand, PutTargetsCommand } = await import('@aws-sdk/client-eventbridge');
  const client = await context.aws(EventBridgeClient);
  const rule = { Name: ruleName(context), ScheduleExpression: eventBridgeSchedule(schedule), State: 'ENABLED' as const };
  const tagged = exists ? rule : { ...rule, Tags: tagList(context.tags) };
  await call(context, 'events:PutRule', async () => await client.send(new PutRuleCommand(tagged)));
  const targets = { Rule: rule.Name, Targets: [{ Id: TARGET, Arn: pipeline_arn, RoleArn: role_arn }] };
  await call(context, 'events:PutTargets', async () => await client.send(new PutTargetsCommand(targets)));
}

export async function retagSchedule(context: ManagerContext, ResourceARN: string, change: TagChange): Promise<void> {
  const { EventBridgeClient, TagResourceCommand, UntagResourceCommand } = await import('@aws-sdk/client-eventbridge');
  const client = await context.aws(EventBridgeClient);
  await changeTags(
    change,
    async (Tags) => await call(context, 'events:TagResource', async () => await client.send(new TagResourceCommand({ ResourceARN, Tags }))),
    async (TagKeys) =>
      await call(context, 'events:UntagResource', async () => await client.send(new UntagResourceCommand({ ResourceARN, TagKeys }))),
  );
}

export async function deleteSchedule(context: ManagerContext): Promise<void> {
  const { EventBridgeClient, DeleteRuleCommand, RemoveTargetsCommand } = await import('@aws-sdk/client-eventbridge');
  const client = await context.aws(EventBridgeClient);
  const Name = ruleName(context);
  await unlessMissing(
    MISSING,
    call(context, 'events:RemoveTargets', async () => await client.send(new RemoveTargetsCommand({ Rule: Name, Ids: [TARGET] }))),
  );
  await call(context, 'events:DeleteRule', async () => await client.send(new DeleteRuleCommand({ Name })));
}
