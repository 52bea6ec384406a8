/** The part of the stack that manages resources, and that nothing of it is in a stack that does not. */
import { describe, expect, it } from '@jest/globals';
import { type FunctionName, FUNCTIONS } from '../../lib/functions.ts';
import { GRANTS, MANAGING_GRANTS, TABLE_CALLS } from '../../lib/grants.ts';
import type { TableName } from '../../shared/storage/schema.ts';
import { list, type Resource, synthesized, type TemplateReader } from './templates.ts';

const { platform } = synthesized({ 'muster:manage': 'true' });
const { platform: without } = synthesized();

const IDS: Readonly<Partial<Record<FunctionName, string>>> = { 'manage-worker': 'ManageWorker', poller: 'Poller', api: 'ApiHandler' };
const functionIn = (template: TemplateReader, name: keyof typeof IDS): Resource => template.one('AWS::Lambda::Function', IDS[name]);
const worker = functionIn(platform, 'manage-worker');
const queue = platform.one('AWS::SQS::Queue', 'ManageQueue');

/** `dynamodb:Query managed_resources/index/managed_due`, of the tables of managed resources. */
function tableCalls(template: TemplateReader, name: keyof typeof IDS): readonly string[] {
  const role = template.target(functionIn(template, name).Properties['Role']);
  const tables = new Map(
    (['managed_resources', 'managed_dependents', 'managed_events'] as const).map((table) => [
      template.one('AWS::DynamoDB::Table', `Tables${table.replaceAll('_', '')}`).id,
      table,
    ]),
  );
  const nameOf = (arn: unknown): string | undefined => {
    const { 'Fn::Join': joined } = arn as { readonly 'Fn::Join'?: readonly [string, readonly [unknown, string]] };
    if (!joined) {
      const attribute = (arn as { readonly 'Fn::GetAtt'?: readonly string[] })['Fn::GetAtt'];
      return attribute && tables.get(attribute[0]!);
    }
    const table = typeof joined[1][0] === 'object' ? tables.get(template.target(joined[1][0]).id) : undefined;
    return table && `${table}${joined[1][1]}`;
  };
  return template
    .identityStatements(role)
    .filter(({ Action }) => list(Action).some((action) => action.startsWith('dynamodb:')))
    .flatMap(({ Action, Resource: arns }) =>
      list(arns).flatMap((arn) => {
        const table = nameOf(arn);
        return table === undefined ? [] : list(Action).map((action) => `${action} ${table}`);
      }),
    );
}

const granted = (...grants: readonly (typeof MANAGING_GRANTS)[FunctionName][]): readonly string[] =>
  grants.flatMap((each) =>
    Object.entries(each ?? {})
      .filter(([table]) => table.startsWith('managed_'))
      .flatMap(([table, calls]) =>
        calls.map((call: string) => {
          const [kind, index] = call.split(' ') as [keyof typeof TABLE_CALLS, string?];
          return `${TABLE_CALLS[kind]} ${table satisfies string as TableName}${index === undefined ? '' : `/index/${index}`}`;
        }),
      ),
  );

describe('a stack that manages resources', () => {
  it.each(['manage-worker', 'poller', 'api'] as const)('lets the %s make exactly the calls on its tables that it is granted', (name) => {
    expect(tableCalls(platform, name).toSorted()).toEqual(granted(GRANTS[name], MANAGING_GRANTS[name]).toSorted());
  });

  it('has a worker that takes one message at a time, and as many at once as providers bear', () => {
    const { Properties } = platform.one('AWS::Lambda::EventSourceMapping', 'ManageWorker');

    expect(platform.target(Properties['EventSourceArn'])).toBe(queue);
    expect(Properties).toMatchObject({
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 10 },
    });
    expect(queue.Properties['VisibilityTimeout']).toBeGreaterThanOrEqual(6 * worker.Properties['Timeout']);
    expect(worker.Properties['RecursiveLoop']).toBe('Allow');
  });

  it('keeps its dead letters for 14 days, and raises an alarm over them, over old messages, errors and throttles', () => {
    const deadLetters = platform.target(queue.Properties['RedrivePolicy'].deadLetterTargetArn);
    const names = platform.ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties['AlarmName']);

    expect(deadLetters.Properties['MessageRetentionPeriod']).toBe(14 * 24 * 3600);
    for (const alarm of ['ManageDeadLetters', 'ManageAge', 'ManageWorkerErrors', 'ManageWorkerThrottles'])
      expect(names).toContain(`Muster-${alarm}`);
  });

  it('tells the worker, the API and the poller of the queue, which all of them may send to', () => {
    for (const name of ['manage-worker', 'poller', 'api'] as const) {
      const target = functionIn(platform, name);
      const statements = platform.identityStatements(platform.target(target.Properties['Role']));
      const sending = statements
        .filter(({ Action }) => list(Action).includes('sqs:SendMessage'))
        .flatMap(({ Resource: arns }) => list(arns));

      expect(platform.target(target.Properties['Environment'].Variables['MANAGE_QUEUE_URL'])).toBe(queue);
      expect(sending.map((arn) => platform.target(arn))).toContain(queue);
    }
  });

  it('lets the worker alone take the role for managing, and no other role; the readers of inventories take theirs', () => {
    const rolesOf = (role: Resource): readonly unknown[] =>
      platform
        .identityStatements(role)
        .filter(({ Action }) => list(Action).includes('sts:AssumeRole'))
        .flatMap(({ Resource: arns }) => list(arns));
    const takers = platform
      .ofType('AWS::Lambda::Function')
      .map((each) => [each.id, JSON.stringify(rolesOf(platform.target(each.Properties['Role'])))] as const);

    expect(takers.filter(([, roles]) => roles.includes('MusterManageRole')).map(([id]) => id)).toEqual([worker.id]);
    expect(takers.find(([id]) => id === worker.id)?.[1]).not.toContain('MusterReadRole');
    expect(platform.target(worker.Properties['Role']).Properties['RoleName']).toBe('MusterManageWorker');
    expect(worker.Properties['Environment'].Variables).toMatchObject({ MUSTER_MANAGE_ROLE_NAME: 'MusterManageRole' });
  });

  it('may name its roles otherwise', () => {
    const named = synthesized({
      'muster:manage': 'true',
      'muster:manage-role-name': 'Keeper',
      'muster:manage-worker-role-name': 'KeepersWorker',
    }).platform;
    const target = functionIn(named, 'manage-worker');

    expect(target.Properties['Environment'].Variables).toMatchObject({ MUSTER_MANAGE_ROLE_NAME: 'Keeper' });
    expect(named.target(target.Properties['Role']).Properties['RoleName']).toBe('KeepersWorker');
    expect(JSON.stringify(named.identityStatements(named.target(target.Properties['Role'])))).toContain('role/Keeper');
  });

  it('has its functions and its queue on the dashboard of operations', () => {
    const body = JSON.stringify(platform.one('AWS::CloudWatch::Dashboard').Properties['DashboardBody']);

    expect(body).toContain(worker.id);
    expect(body).toContain(queue.id);
  });
});

describe('a stack that manages none', () => {
  it('has neither worker nor queue nor role, and nobody may do what only they need', () => {
    const texts = without.all.filter(({ Type }) => Type !== 'AWS::DynamoDB::Table').map((each) => JSON.stringify(each));

    expect(texts.filter((each) => /ManageQueue|ManageWorker|MusterManage|MANAGE_QUEUE_URL|managed_due/.test(each))).toEqual([]);
    expect(tableCalls(without, 'api')).toEqual([]);
    expect(FUNCTIONS).toContain('manage-worker');
  });
});
