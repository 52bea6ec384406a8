import { describe, expect, it } from '@jest/globals';
import type { Template } from '../../../bin/local/intrinsics.ts';
import { functionName, readStack } from '../../../bin/local/stack.ts';
import type { StackModel } from '../../../bin/local/stack-model.ts';
import { lambda, role, table, writeAssembly } from './support/assembly.ts';

const ADDRESSES = { sqs: 'http://127.0.0.1:1', api: 'http://127.0.0.1:2', id: 'an-id' };

const read = async (resources: Template['Resources'], rest?: Omit<Template, 'Resources'>): Promise<StackModel> =>
  readStack(await writeAssembly({ Role: role, ...resources }, { work: '' }, rest), ADDRESSES);

describe('the stack', () => {
  it('is read with its tables, queues, functions, mappings, schedules and routes', async () => {
    const stack = await read({
      Things: table(),
      DeadLetters3B1F0A55: { Type: 'AWS::SQS::Queue' },
      Tasks12345678: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          VisibilityTimeout: 60,
          RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetters3B1F0A55', 'Arn'] }, maxReceiveCount: 5 },
        },
      },
      WorkerABCDEF01: lambda('work', {
        Environment: { Variables: { QUEUE_URL: { Ref: 'Tasks12345678' }, THINGS_TABLE: { Ref: 'Things' } } },
        DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['DeadLetters3B1F0A55', 'Arn'] } },
      }),
      Patience: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: { FunctionName: { Ref: 'WorkerABCDEF01' }, Qualifier: '$LATEST', MaximumRetryAttempts: 0 },
      },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: { Ref: 'WorkerABCDEF01' },
          EventSourceArn: { 'Fn::GetAtt': ['Tasks12345678', 'Arn'] },
          BatchSize: 1,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          ScalingConfig: { MaximumConcurrency: 4 },
        },
      },
      Nightly: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          ScheduleExpression: 'rate(1 day)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: { Arn: { 'Fn::GetAtt': ['WorkerABCDEF01', 'Arn'] }, RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] }, Input: '{}' },
        },
      },
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId: { Ref: 'Api' },
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: { 'Fn::GetAtt': ['WorkerABCDEF01', 'Arn'] },
          PayloadFormatVersion: '2.0',
        },
      },
      Route: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: {
          ApiId: { Ref: 'Api' },
          RouteKey: 'ANY /{proxy+}',
          Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
        },
      },
    });

    expect(stack.tables).toMatchObject([{ definition: { TableName: 'things' }, ttl: 'expires_at' }]);
    expect(stack.queues).toContainEqual({
      name: 'Tasks',
      url: 'http://127.0.0.1:1/000000000000/Tasks',
      attributes: {
        VisibilityTimeout: '60',
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:DeadLetters', maxReceiveCount: 5 }),
      },
    });
    expect(stack.functions).toMatchObject([
      {
        name: 'Worker',
        arn: 'arn:aws:lambda:us-east-1:000000000000:function:Worker',
        environment: { QUEUE_URL: 'http://127.0.0.1:1/000000000000/Tasks', THINGS_TABLE: 'things' },
        async: { retries: 0, maxAgeSeconds: 21_600, deadLetterQueue: 'DeadLetters' },
      },
    ]);
    expect(stack.eventSources).toMatchObject([
      { function: 'Worker', queueName: 'Tasks', batchSize: 1, partialBatches: true, maximumConcurrency: 4 },
    ]);
    expect(stack.schedules).toMatchObject([{ name: 'Nightly', function: 'Worker', timezone: 'UTC', enabled: true }]);
    expect(stack.api?.routes).toEqual([{ key: 'ANY /{proxy+}', function: 'Worker', timeoutMs: 30_000, authorizer: { kind: 'none' } }]);
  });

  it('leaves out the resources that its conditions exclude', async () => {
    const stack = await read({ Things: { ...table(), Condition: 'Never' } }, { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } });

    expect(stack.tables).toEqual([]);
  });

  it.each([
    ['type', { Wheel: { Type: 'AWS::EC2::Instance' } }, 'Resources.Wheel: the local platform does not understand AWS::EC2::Instance.'],
    ['property', { Things: table({ StreamSpecification: {} }) }, 'does not understand StreamSpecification of AWS::DynamoDB::Table.'],
    [
      'key inside a property',
      { Queue: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: { deadLetterTargetArn: 'a', maxReceiveCount: 1, later: 1 } } } },
      'Resources.Queue.Properties.RedrivePolicy.later: the local platform does not understand this',
    ],
    [
      'runtime',
      { Work: lambda('work', { Runtime: 'python3.13' }) },
      'Resources.Work.Properties.Runtime: the local platform does not understand this (only Node.js runs locally).',
    ],
    ['bundle', { Work: lambda('elsewhere') }, 'Resources.Work.Properties.Code: the asset elsewhere.zip is not in the assembly.'],
    [
      'attribute',
      { Things: table(), Work: lambda('work', { Environment: { Variables: { STREAM: { 'Fn::GetAtt': ['Things', 'StreamArn'] } } } }) },
      'Fn::GetAtt Things.StreamArn: the local platform does not know this attribute of AWS::DynamoDB::Table.',
    ],
  ])('names a %s that it does not understand', async (_, resources, message) => {
    await expect(read(resources)).rejects.toThrow(message);
  });

  it('keeps the whole logical id if the short one is not unique', async () => {
    const stack = await read({ Tasks12345678: { Type: 'AWS::SQS::Queue' }, TasksABCDEF01: { Type: 'AWS::SQS::Queue' } });

    expect(stack.queues.map(({ name }) => name)).toEqual(['Tasks12345678', 'TasksABCDEF01']);
  });
});

describe('functionName', () => {
  it.each([
    ['a name', 'Worker'],
    ['a name with a qualifier', 'Worker:live'],
    ['an ARN', 'arn:aws:lambda:us-east-1:000000000000:function:Worker'],
    ['an ARN with a qualifier', 'arn:aws:lambda:us-east-1:000000000000:function:Worker:$LATEST'],
    [
      'the ARN that API Gateway invokes',
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:0:function:Worker/invocations',
    ],
  ])('reads %s', (_, reference) => {
    expect(functionName(reference)).toBe('Worker');
  });
});
