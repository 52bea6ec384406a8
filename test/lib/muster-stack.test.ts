import { installedArchitecture } from '../../lib/duckdb-binding.ts';
import { isSync } from '../../shared/platform/sync-over-lambda.ts';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { METRIC_SETS } from '../../shared/observability/metrics.ts';
import { TABLES, type TableName, type TableSchema, tableVariable } from '../../shared/storage/schema.ts';
import { DIRECTORY_PERMISSIONS } from '../../shared/clouds/aws/session-policy.ts';
import { type FunctionName, FUNCTIONS as EVERY_FUNCTION } from '../../lib/functions.ts';
import { GRANTS, TABLE_CALLS } from '../../lib/grants.ts';
import { READ_ACTIONS, type Resource, type Statement, list, synthesized } from './templates.ts';

/** A bus of EventBridge, so that the stack has the function that passes events on. */
const EVENT_BUS = 'arn:aws:events:eu-west-1:111122223333:event-bus/muster';
const { platform } = synthesized({ 'muster:event-bus': EVENT_BUS });
/** Those of a stack that manages no resources; managing.test.ts has the other one. */
const FUNCTIONS = EVERY_FUNCTION.filter((name): name is Exclude<FunctionName, 'manage-worker'> => name !== 'manage-worker');
const TABLE_NAMES = Object.keys(TABLES) as TableName[];
const FUNCTION_IDS = {
  'job-handler': 'JobHandler',
  'inventory-worker': 'InventoryWorker',
  'scan-worker': 'ScanWorker',
  'export-worker': 'ExportWorker',
  'dead-letter-handler': 'DeadLetterHandler',
  poller: 'Poller',
  api: 'ApiHandler',
  notifier: 'Notifier',
  'event-forwarder': 'EventForwarder',
  search: 'Search',
} as const satisfies Record<(typeof FUNCTIONS)[number], string>;

const functions = platform.ofType('AWS::Lambda::Function');
const queues = platform.ofType('AWS::SQS::Queue');
const mappings = platform.ofType('AWS::Lambda::EventSourceMapping');
const alarms = platform.ofType('AWS::CloudWatch::Alarm');
const functionNamed = (name: keyof typeof FUNCTION_IDS): Resource => platform.one('AWS::Lambda::Function', FUNCTION_IDS[name]);
const tableNamed = (name: TableName): Resource => platform.one('AWS::DynamoDB::Table', `Tables${name.replaceAll('_', '')}`);

describe('tables', () => {
  it('are exactly those of the schema', () => {
    expect(platform.ofType('AWS::DynamoDB::Table').map(({ id }) => id)).toEqual(TABLE_NAMES.map((name) => tableNamed(name).id));
  });

  it.each(TABLE_NAMES)('%s is billed on demand, recoverable, and protected from deletion', (name) => {
    const table = tableNamed(name);

    expect(table.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
    });
    expect(table.DeletionPolicy).toBe('Retain');
    expect(table.UpdateReplacePolicy).toBe('Retain');
  });

  it.each(TABLE_NAMES)('%s has the keys, the indexes and the TTL of its schema', (name) => {
    const schema: TableSchema = TABLES[name];
    const { Properties } = tableNamed(name);
    const keys = (partition: { name: string }, sort?: { name: string }) => [
      { AttributeName: partition.name, KeyType: 'HASH' },
      ...(sort ? [{ AttributeName: sort.name, KeyType: 'RANGE' }] : []),
    ];

    expect(Properties['KeySchema']).toEqual(keys(schema.partition, schema.sort));
    expect(Properties['TimeToLiveSpecification']).toEqual(schema.ttl && { AttributeName: schema.ttl, Enabled: true });
    expect(Properties['GlobalSecondaryIndexes'] ?? []).toEqual(
      Object.entries(schema.indexes).map(([IndexName, index]) => ({
        IndexName,
        KeySchema: keys(index.partition, index.sort),
        Projection: { ProjectionType: index.projection },
      })),
    );
    const attributes = [schema.partition, schema.sort, ...Object.values(schema.indexes).flatMap((index) => [index.partition, index.sort])];
    for (const attribute of attributes.filter((one) => one !== undefined)) {
      expect(Properties['AttributeDefinitions']).toContainEqual({ AttributeName: attribute.name, AttributeType: attribute.type });
    }
  });
});

describe('queues', () => {
  const deadLetterQueues = new Set([
    ...queues.flatMap(({ Properties: { RedrivePolicy } }) => (RedrivePolicy ? [platform.target(RedrivePolicy.deadLetterTargetArn)] : [])),
    ...functions.flatMap(({ Properties: { DeadLetterConfig } }) => (DeadLetterConfig ? [platform.target(DeadLetterConfig.TargetArn)] : [])),
  ]);
  const workQueues = queues.filter((queue) => !deadLetterQueues.has(queue));

  it('are one for each operation and for each subscriber of events', () => {
    expect(workQueues.map(({ id }) => id)).toEqual([
      expect.stringMatching(/^Inventory/),
      expect.stringMatching(/^Scan/),
      expect.stringMatching(/^Export/),
      expect.stringMatching(/^NotifierSubscriber/),
      expect.stringMatching(/^EventForwarderSubscriber/),
    ]);
  });

  it.each(workQueues)('$id moves messages to a dead-letter queue after at least five receives', ({ Properties: { RedrivePolicy } }) => {
    expect(RedrivePolicy.maxReceiveCount).toBeGreaterThanOrEqual(5);
    expect(deadLetterQueues).toContain(platform.target(RedrivePolicy.deadLetterTargetArn));
  });

  it.each([...deadLetterQueues])('$id keeps dead letters for 14 days', ({ Properties }) => {
    expect(Properties['MessageRetentionPeriod']).toBe(14 * 24 * 3600);
  });

  it.each(queues)('$id is encrypted and refuses plain HTTP', (queue) => {
    const policies = platform
      .ofType('AWS::SQS::QueuePolicy')
      .filter(({ Properties }) => Properties['Queues'].some((url: unknown) => platform.target(url) === queue));

    expect(queue.Properties['SqsManagedSseEnabled']).toBe(true);
    expect(policies.flatMap(({ Properties }) => Properties['PolicyDocument'].Statement)).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  it.each(mappings)('$id reports partial batches and has a maximum concurrency', ({ Properties }) => {
    expect(Properties['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
    expect(Properties['ScalingConfig'].MaximumConcurrency).toBeGreaterThanOrEqual(2);
  });

  it.each(mappings)('$id hides a message for six times the timeout of its consumer', ({ Properties }) => {
    const consumer = platform.target(Properties['FunctionName']).Properties;
    const source = platform.target(Properties['EventSourceArn']).Properties;

    expect(source['VisibilityTimeout']).toBeGreaterThanOrEqual(6 * consumer['Timeout']);
  });

  it('are consumed by the right function', () => {
    const pairs = mappings.map(({ Properties }) => [
      platform.target(Properties['EventSourceArn']).id,
      platform.target(Properties['FunctionName']).id,
    ]);

    expect(pairs).toEqual([
      [expect.stringMatching(/^InventoryQueue/), functionNamed('inventory-worker').id],
      [expect.stringMatching(/^ScanQueue/), functionNamed('scan-worker').id],
      [expect.stringMatching(/^ExportQueue/), functionNamed('export-worker').id],
      [expect.stringMatching(/^InventoryDeadLetters/), functionNamed('dead-letter-handler').id],
      [expect.stringMatching(/^ScanDeadLetters/), functionNamed('dead-letter-handler').id],
      [expect.stringMatching(/^ExportDeadLetters/), functionNamed('dead-letter-handler').id],
      [expect.stringMatching(/^NotifierSubscriberQueue/), functionNamed('notifier').id],
      [expect.stringMatching(/^EventForwarderSubscriberQueue/), functionNamed('event-forwarder').id],
    ]);
  });

  it.each([
    ['InventoryWorker', 5, 50],
    ['ScanWorker', 1, 20],
    ['ExportWorker', 1, 20],
  ])('give the %s batches of %i messages without waiting for more, and run %i of them at once', (worker, BatchSize, MaximumConcurrency) => {
    const { Properties } = platform.one('AWS::Lambda::EventSourceMapping', worker);
    expect(Properties).toMatchObject({
      BatchSize,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency },
    });
    expect(Properties['MaximumBatchingWindowInSeconds']).toBeUndefined();
  });
});

describe('functions', () => {
  it('are all in the stack', () => {
    expect(functions.map(({ id }) => id)).toEqual(FUNCTIONS.map((name) => functionNamed(name).id));
  });

  it.each(functions)('$id runs on Node.js 24 on arm64, and its log expires', ({ id, Properties }) => {
    const architecture = id === functionNamed('export-worker').id ? installedArchitecture() : 'arm64';
    expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: [architecture], Handler: 'index.handler' });
    expect(platform.target(Properties['LoggingConfig'].LogGroup).Properties['RetentionInDays']).toBe(30);
  });

  it.each(functions)('$id has a role of its own that no managed policy of AWS widens', ({ Properties }) => {
    const role = platform.target(Properties['Role']);

    expect(functions.filter((other) => platform.target(other.Properties['Role']) === role)).toHaveLength(1);
    expect(role.Properties['ManagedPolicyArns']).toBeUndefined();
  });

  it.each(functions)('$id raises an alarm when it fails', (target) => {
    const errors = alarms.filter(
      ({ Properties: { MetricName, Dimensions } }) => MetricName === 'Errors' && platform.target(Dimensions[0].Value) === target,
    );
    expect(errors).toHaveLength(1);
  });

  it('may call each other in a loop only if their tasks continue in new messages', () => {
    const looping = functions.filter(({ Properties }) => Properties['RecursiveLoop'] === 'Allow');
    expect(looping).toEqual([functionNamed('inventory-worker'), functionNamed('scan-worker'), functionNamed('export-worker')]);
  });

  const telling = ['EVENTS_TOPIC', 'MUSTER_DEPLOYMENT', 'MUSTER_EVENT_SEVERITY'];
  it('leave the worker that reads accounts nine tenths of its memory for its heap, and little for new objects', () => {
    const { MemorySize, Environment } = functionNamed('inventory-worker').Properties;

    expect(MemorySize).toBe(1769);
    expect(Environment.Variables.NODE_OPTIONS).toBe('--max-semi-space-size=16 --max-old-space-size=1592');
  });

  const home = ['MUSTER_HOME_ACCOUNT', 'MUSTER_ROLE_NAME', 'MUSTER_EXTERNAL_ID'];
  const queueUrls = ['INVENTORY_QUEUE_URL', 'SCAN_QUEUE_URL', 'EXPORT_QUEUE_URL'];
  it.each([
    ['job-handler', [...queueUrls, 'EXPORTS_BUCKET', 'JOB_DEADLINE_HOURS', ...home]],
    [
      'inventory-worker',
      [
        'INVENTORY_QUEUE_URL',
        'EXPORTS_BUCKET',
        'MAX_RECEIVE_COUNT',
        'JOB_HANDLER_FUNCTION',
        'MUSTER_REGIONS',
        'MUSTER_DETAILS',
        'MUSTER_RHYTHM',
        ...telling,
        'NODE_OPTIONS',
        ...home,
      ],
    ],
    ['scan-worker', ['SCAN_QUEUE_URL', 'EXPORTS_BUCKET', 'MAX_RECEIVE_COUNT', 'JOB_HANDLER_FUNCTION', ...telling]],
    ['export-worker', ['EXPORT_QUEUE_URL', 'EXPORTS_BUCKET', 'EXPORT_DAYS', 'MAX_RECEIVE_COUNT', 'JOB_HANDLER_FUNCTION', ...telling]],
    ['dead-letter-handler', ['EXPORTS_BUCKET', 'EXPORT_DAYS', 'JOB_HANDLER_FUNCTION', ...telling]],
    ['search', ['EXPORTS_BUCKET', 'LONGEST_RUN_HOURS']],
    ['notifier', ['DEAD_LETTER_QUEUE_URL']],
    ['event-forwarder', ['DEAD_LETTER_QUEUE_URL', 'EVENT_BUS']],
    ['poller', [...queueUrls, 'EXPORTS_BUCKET', 'EXPORT_DAYS', 'JOB_HANDLER_FUNCTION', 'MUSTER_VERSION', ...telling]],
    [
      'api',
      [
        ...queueUrls,
        'MUSTER_VERSION',
        'EXPORTS_BUCKET',
        'JOB_HANDLER_FUNCTION',
        'INVENTORY_WORKER_FUNCTION',
        'SEARCH_FUNCTION',
        'MUSTER_ROLE_NAMES',
        'MUSTER_SECRETS',
        'MUSTER_SETTINGS',
        ...telling,
        ...home,
      ],
    ],
  ] as const)('%s is given exactly the environment that it reads', (name, variables) => {
    const environment: Record<string, unknown> = functionNamed(name).Properties['Environment'].Variables;
    const tables = Object.keys(GRANTS[name]) as TableName[];

    expect(Object.keys(environment).toSorted()).toEqual([...tables.map(tableVariable), ...variables, 'METRICS_NAMESPACE'].toSorted());
    for (const table of tables) expect(platform.target(environment[tableVariable(table)])).toBe(tableNamed(table));
  });

  it.each([
    ['inventory-worker', 'InventoryQueue'],
    ['scan-worker', 'ScanQueue'],
    ['export-worker', 'ExportQueue'],
  ] as const)('%s is told the receive count of the %s itself', (name, queue) => {
    const { MAX_RECEIVE_COUNT } = functionNamed(name).Properties['Environment'].Variables;
    const { RedrivePolicy } = platform.one('AWS::SQS::Queue', queue).Properties;

    expect(MAX_RECEIVE_COUNT).toBe(String(RedrivePolicy.maxReceiveCount));
  });
});

describe('permissions', () => {
  const named = platform.identityStatements();
  const bucket = platform.one('AWS::S3::Bucket');
  const objects = (prefix: string) => ({ 'Fn::Join': ['', [{ 'Fn::GetAtt': [bucket.id, 'Arn'] }, `/${prefix}/*`]] });
  const ownArn = (service: string, resource: string) => ({
    'Fn::Join': [
      '',
      ['arn:', { Ref: 'AWS::Partition' }, `:${service}:`, { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, `:${resource}`],
    ],
  });
  const resourceTypes = (statement: Statement): readonly unknown[] => list(statement.Resource);

  /** The logical id of the table, with `/index/<name>` if the ARN is an index's. */
  const tableOrIndex = (resource: unknown): string => {
    const { 'Fn::Join': joined } = resource as { readonly 'Fn::Join'?: readonly [string, readonly [unknown, string]] };
    return joined ? `${platform.target(joined[1][0]).id}${joined[1][1]}` : platform.target(resource).id;
  };

  it('name every action, except for the reads and the policy of the key of alarms', () => {
    expect(named.flatMap(({ Action }) => list(Action)).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('name every resource, except for the reads of an inventory, for traces and for tokens, which have no resources', () => {
    const unnamed = named
      .filter((statement) => resourceTypes(statement).includes('*') && statement.Action !== 'sts:GetWebIdentityToken')
      .map(({ Action }) => Action);
    const traces = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];

    const own = [...READ_ACTIONS, ...DIRECTORY_PERMISSIONS].toSorted((a, b) => a.localeCompare(b));
    expect(unnamed.filter((actions) => actions[0] !== traces[0])).toEqual([own]);
    expect(unnamed.filter((actions) => actions[0] === traces[0])).toEqual(functions.map(() => traces));
  });

  it("have a wildcard inside of a resource only for the account of a member role, for secrets, for tables of queries, for users' policies, for exports, for checkpoints and for results of queries", () => {
    // The policies of callers have a test of their own.
    const ofFunctions = named.filter(({ Action }) => Action !== 'execute-api:Invoke');
    const wild = ofFunctions.flatMap((statement) =>
      resourceTypes(statement).filter((one) => one !== '*' && JSON.stringify(one).includes('*')),
    );
    const memberRole = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::*:role/MusterReadRole']] };

    const known = [objects('policies'), objects('exports'), objects('checkpoints'), objects('athena-results')].map((one) =>
      JSON.stringify(one),
    );

    expect(wild.filter((one) => !known.includes(JSON.stringify(one)))).toEqual([
      memberRole,
      { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':secretsmanager:*:', { Ref: 'AWS::AccountId' }, ':secret:muster/*']] },
      { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ssm:*:', { Ref: 'AWS::AccountId' }, ':parameter/muster/*']] },
      ownArn('glue', 'table/muster/*'),
    ]);
  });

  it('let only the API run queries, in the workgroup and over the tables of the stack, with results in the bucket', () => {
    const holders = FUNCTIONS.filter((name) => JSON.stringify(statementsOf(name)).includes('athena:StartQueryExecution'));
    const statements = statementsOf('api').filter(({ Action }) => list(Action).some((action) => /^(?:athena|glue):/.test(action)));
    const results = statementsOf('api').filter(({ Action }) => list(Action).includes('s3:GetBucketLocation'));

    expect(holders).toEqual(['api']);
    expect(statements).toEqual([
      {
        Action: ['athena:GetQueryExecution', 'athena:GetQueryResults', 'athena:StartQueryExecution', 'athena:StopQueryExecution'],
        Effect: 'Allow',
        Resource: ownArn('athena', 'workgroup/muster'),
      },
      {
        Action: ['glue:GetDatabase', 'glue:GetPartitions', 'glue:GetTable', 'glue:GetTables'],
        Effect: 'Allow',
        Resource: [ownArn('glue', 'catalog'), ownArn('glue', 'database/muster'), ownArn('glue', 'table/muster/*')],
      },
    ]);
    expect(results).toEqual([{ Action: 's3:GetBucketLocation', Effect: 'Allow', Resource: { 'Fn::GetAtt': [bucket.id, 'Arn'] } }]);
  });

  it('let only the inventory worker ask for a token of its role, for Entra ID and for five minutes', () => {
    const holders = FUNCTIONS.filter((name) => statementsOf(name).some(({ Action }) => list(Action).includes('sts:GetWebIdentityToken')));

    expect(holders).toEqual(['inventory-worker']);
    expect(statementsOf('inventory-worker').find(({ Action }) => Action === 'sts:GetWebIdentityToken')).toMatchObject({
      Condition: {
        'ForAllValues:StringEquals': {
          'sts:IdentityTokenAudience': ['api://AzureADTokenExchange', 'api://AzureADTokenExchangeUSGov', 'api://AzureADTokenExchangeChina'],
        },
        NumericLessThanEquals: { 'sts:DurationSeconds': 300 },
      },
    });
  });

  it('let only the inventory worker read secrets', () => {
    const readers = FUNCTIONS.filter((name) =>
      statementsOf(name).some(({ Action }) =>
        list(Action).some((action) => ['secretsmanager:GetSecretValue', 'ssm:GetParameter'].includes(action)),
      ),
    );

    expect(readers).toEqual(['inventory-worker']);
  });

  it.each([
    ['job-handler', { policies: ['s3:GetObject'] }],
    ['scan-worker', { policies: ['s3:GetObject'] }],
    ['export-worker', { exports: ['s3:PutObject'] }],
    ['dead-letter-handler', { exports: ['s3:PutObject'] }],
    ['poller', { exports: ['s3:PutObject'] }],
    ['search', { exports: ['s3:GetObject'] }],
    [
      'api',
      {
        policies: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
        exports: ['s3:GetObject'],
        'athena-results': ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
      },
    ],
    ['inventory-worker', { policies: ['s3:GetObject'], checkpoints: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'] }],
  ] as const)(
    "%s may do as much with users' policies, exports, checkpoints and results of queries as it does, and nothing else with the bucket",
    (name, allowed) => {
      const ofBucket = statementsOf(name).filter(({ Action }) => list(Action).some((action) => action.startsWith('s3:')));
      // The bucket's location says nothing of what is in it.
      const statements = ofBucket.filter(({ Action }) => Action !== 's3:GetBucketLocation');
      const own = statements.filter(({ Action }) => !list(Action).some((action) => READ_ACTIONS.includes(action)));

      expect(own).toEqual(
        Object.entries<readonly string[]>(allowed).flatMap(([prefix, actions]) => [
          // To read a key that is not there needs the right to list it.
          ...(actions.includes('s3:GetObject')
            ? [
                expect.objectContaining({
                  Action: 's3:ListBucket',
                  Resource: { 'Fn::GetAtt': [bucket.id, 'Arn'] },
                  Condition: { StringLike: { 's3:prefix': `${prefix}/*` } },
                }),
              ]
            : []),
          expect.objectContaining({ Action: actions.length === 1 ? actions[0] : actions, Resource: objects(prefix) }),
        ]),
      );
    },
  );

  it.each([
    'job-handler',
    'scan-worker',
    'export-worker',
    'dead-letter-handler',
    'poller',
    'search',
    'api',
    'notifier',
    'event-forwarder',
  ] as const)('%s may not reach into any account', (name) => {
    const actions = actionsOf(name);

    expect(actions).not.toContain('sts:AssumeRole');
    for (const action of READ_ACTIONS) expect(actions).not.toContain(action);
  });

  it.each([
    ['inventory-worker', ['job-handler']],
    ['scan-worker', ['job-handler']],
    ['export-worker', ['job-handler']],
    ['dead-letter-handler', ['job-handler']],
    ['poller', ['job-handler']],
    ['api', ['inventory-worker', 'job-handler', 'search']],
  ] as const)('%s may invoke %j and nothing else', (name, invoked) => {
    const invoking = statementsOf(name).filter(({ Action }) => list(Action).includes('lambda:InvokeFunction'));

    expect(invoking.flatMap(resourceTypes).map((one) => platform.target(one))).toEqual(invoked.map((each) => functionNamed(each)));
  });

  it.each(FUNCTIONS)('%s may make exactly the calls on tables that it is granted, and query no other index', (name) => {
    const allowed = statementsOf(name)
      .filter(({ Action }) => list(Action).some((action) => action.startsWith('dynamodb:')))
      .flatMap(({ Action, Resource }) => list(Action).flatMap((action) => list(Resource).map((one) => `${action} ${tableOrIndex(one)}`)));
    const granted = Object.entries(GRANTS[name]).flatMap(([table, calls]) =>
      calls.map((call: string) => {
        const [kind, index] = call.split(' ') as [keyof typeof TABLE_CALLS, string?];
        return `${TABLE_CALLS[kind]} ${tableNamed(table as TableName).id}${index === undefined ? '' : `/index/${index}`}`;
      }),
    );

    expect(allowed.toSorted()).toEqual(granted.toSorted());
  });

  it('let only the API delete rows, of accounts and of what is stored of them, of connections and of customers; a sync may take back accounts, an inventory links, the poller what was kept for its events', () => {
    const deleting = FUNCTIONS.flatMap((name) =>
      statementsOf(name)
        .filter(({ Action }) => list(Action).some((action) => /^dynamodb:.*Delete/.test(action)))
        .flatMap(({ Resource }) => list(Resource).map((one) => `${name} ${tableOrIndex(one)}`)),
    );
    const ofAccounts: readonly TableName[] = [
      'accounts',
      'connections',
      'coverage',
      'resources',
      'links',
      'findings',
      'policy_results',
      'scan_counts',
    ];
    // Customers, assignments and the schemas of types are removed at an administrator's word.
    const tables: readonly TableName[] = [...ofAccounts, 'customers', 'customer_resources', 'registered_types'];

    expect(new Set(deleting)).toEqual(
      new Set([
        ...tables.map((table) => `api ${tableNamed(table).id}`),
        // A sync takes back accounts that it has registered for a connection that is being removed.
        `inventory-worker ${tableNamed('accounts').id}`,
        // Links are no rows of their own: they follow the row of their resource.
        `inventory-worker ${tableNamed('links').id}`,
        `api ${tableNamed('unreadable_accounts').id}`,
        // Rows that are only kept until their events are sent.
        `poller ${tableNamed('customers').id}`,
        `poller ${tableNamed('customer_resources').id}`,
        `poller ${tableNamed('managed_resources').id}`,
      ]),
    );
  });

  it('let the poller look at the depth of the queue', () => {
    expect(actionsOf('poller')).toEqual(expect.arrayContaining(['sqs:SendMessage', 'sqs:GetQueueAttributes']));
  });

  const statementsOf = (name: keyof typeof FUNCTION_IDS): readonly Statement[] =>
    platform.identityStatements(platform.target(functionNamed(name).Properties['Role']));
  const actionsOf = (name: keyof typeof FUNCTION_IDS): readonly string[] => statementsOf(name).flatMap(({ Action }) => list(Action));
});

describe('the HTTP API', () => {
  it('requires a signature for everything but its own reference', () => {
    const keysBy = (authorization: string) =>
      platform
        .ofType('AWS::ApiGatewayV2::Route')
        .filter(({ Properties }) => Properties['AuthorizationType'] === authorization)
        .map(({ Properties }) => Properties['RouteKey']);

    expect(keysBy('AWS_IAM')).toEqual(['ANY /{proxy+}']);
    expect(keysBy('NONE').map(String).toSorted()).toEqual(['GET /docs', 'GET /docs/redoc.js', 'GET /openapi.json']);
  });

  it('logs who called and limits how often', () => {
    const { Properties } = platform.one('AWS::ApiGatewayV2::Stage');

    expect(JSON.parse(Properties['AccessLogSettings'].Format)).toMatchObject({ caller: '$context.identity.userArn' });
    expect(platform.target(Properties['AccessLogSettings'].DestinationArn).Properties['RetentionInDays']).toBe(30);
    expect(Properties['DefaultRouteSettings']).toEqual({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 });
  });

  it("answers before the gateway's timeout of 30 seconds", () => {
    expect(functionNamed('api').Properties['Timeout']).toBeLessThan(30);
  });
});

const NIGHT = {
  operation: 'inventory',
  service: '*',
  accounts: '*',
  then: { operation: 'scan', policy: '*', then: { operation: 'export' } },
  client_token: 'nightly-<aws.scheduler.scheduled-time>',
};

describe('schedules', () => {
  it('are the nightly run and the poller', () => {
    const schedules = platform.ofType('AWS::Scheduler::Schedule').map(({ Properties }) => ({
      at: Properties['ScheduleExpression'],
      zone: Properties['ScheduleExpressionTimezone'],
      target: platform.target(Properties['Target'].Arn).id,
    }));

    expect(schedules).toEqual([
      { at: 'cron(0 2 * * ? *)', zone: 'Etc/UTC', target: functionNamed('inventory-worker').id },
      { at: 'rate(1 minute)', zone: 'Etc/UTC', target: functionNamed('poller').id },
    ]);
  });

  it('identify the nightly run by its time, so that a schedule that fires twice starts one job', () => {
    const { Target } = platform.one('AWS::Scheduler::Schedule', 'SchedulesNightly').Properties;

    expect(JSON.parse(Target.Input)).toEqual({ sync_accounts: {}, then: NIGHT });
    expect(isSync(JSON.parse(Target.Input.replace('<aws.scheduler.scheduled-time>', '2026-11-29T02:00:00Z')))).toBe(true);
  });

  it('start the nightly run at once where accounts are not synced', () => {
    const unsynced = synthesized({ 'muster:account-sync': 'never' }).platform;
    const { Target } = unsynced.one('AWS::Scheduler::Schedule', 'SchedulesNightly').Properties;

    expect(JSON.parse(Target.Input)).toEqual(NIGHT);
    expect(unsynced.target(Target.Arn).id).toBe(functionNamed('job-handler').id);
  });

  it('run nightly over the accounts that the deployment selects', () => {
    const some = synthesized({ 'muster:nightly-accounts': 'unit:/Root/Prod/*, tag:team=a\\,b' }).platform;
    const { Target } = some.one('AWS::Scheduler::Schedule', 'SchedulesNightly').Properties;

    expect(JSON.parse(Target.Input)).toMatchObject({ then: { accounts: ['unit:/Root/Prod/*', 'tag:team=a,b'] } });
  });

  it('keep a nightly run that could not be delivered', () => {
    const { Target } = platform.one('AWS::Scheduler::Schedule', 'SchedulesNightly').Properties;

    for (const name of ['job-handler', 'inventory-worker'] as const) {
      const { DeadLetterConfig } = functionNamed(name).Properties;
      expect(platform.target(Target.DeadLetterConfig.Arn)).toBe(platform.target(DeadLetterConfig.TargetArn));
    }
  });
});

describe('alarms', () => {
  const alarmNamed = (name: string) => alarms.find(({ Properties }) => Properties['AlarmName'] === `Muster-${name}`)!.Properties;
  /** Name, dimensions and statistic of each metric that the alarm evaluates. */
  const metricsOf = (name: string): readonly unknown[] => {
    const { Metrics, Namespace, MetricName, Dimensions, Statistic } = alarmNamed(name);
    const stats: readonly { readonly Metric: Record<string, unknown>; readonly Stat: string }[] = Metrics
      ? Metrics.flatMap(({ MetricStat }: { readonly MetricStat?: unknown }) => MetricStat ?? [])
      : [{ Metric: { Namespace, MetricName, Dimensions }, Stat: Statistic }];
    return stats.map(({ Metric, Stat }) => ({
      ...Metric,
      Stat,
      Dimensions: Object.fromEntries((Metric['Dimensions'] as { Name: string; Value: unknown }[]).map(({ Name, Value }) => [Name, Value])),
    }));
  };
  const own = (MetricName: string, Stat: string, dimensions: object = {}) => ({
    Namespace: 'Muster/Muster',
    MetricName,
    Stat,
    Dimensions: { service: 'muster', ...dimensions },
  });
  const operations = ['inventory', 'scan', 'export'];

  it('go off when every account of a job has failed, a fifth of them has, or half of them are partial', () => {
    for (const [name, metric] of Object.entries({ FailedJobs: 'FailedAccounts', PartialAccounts: 'PartialAccounts' }))
      expect(metricsOf(name)).toEqual(operations.map((operation) => own(metric, 'Maximum', { operation })));
    expect(alarmNamed('FailedJobs')).toMatchObject({ Threshold: 100, ComparisonOperator: 'GreaterThanOrEqualToThreshold' });
    expect(alarmNamed('PartialAccounts')).toMatchObject({ Threshold: 50, ComparisonOperator: 'GreaterThanOrEqualToThreshold' });
    expect(metricsOf('FailedAccounts')).toEqual(operations.map((operation) => own('FailedAccounts', 'Maximum', { operation })));
    expect(alarmNamed('FailedAccounts')).toMatchObject({ Threshold: 20, ComparisonOperator: 'GreaterThanOrEqualToThreshold' });
  });

  it('go off when no nightly run has succeeded for 26 hours, also if none ever has', () => {
    expect(metricsOf('NoSuccessfulNight')).toEqual([own('SuccessfulNights', 'Sum')]);
    expect(alarmNamed('NoSuccessfulNight')).toMatchObject({
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      EvaluationPeriods: 26,
      TreatMissingData: 'breaching',
    });
    expect(alarmNamed('NoSuccessfulNight')['Metrics'][0].Expression).toBe('FILL(m0, 0)');
  });

  it('have none for nightly runs if the schedule leaves out days', () => {
    const weekly = synthesized({ 'muster:event-bus': EVENT_BUS, 'muster:nightly': 'cron(0 2 ? * SUN *)' }).platform.ofType(
      'AWS::CloudWatch::Alarm',
    );

    expect(weekly.filter(({ Properties }) => Properties['AlarmName'] === 'Muster-NoSuccessfulNight')).toEqual([]);
    expect(weekly).toHaveLength(alarms.length - 1);
  });

  it('go off when polls do not end', () => {
    expect(metricsOf('SilentPoller')).toEqual([own('OpenJobs', 'SampleCount')]);
    expect(alarmNamed('SilentPoller')).toMatchObject({
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      EvaluationPeriods: 3,
      TreatMissingData: 'breaching',
    });
  });

  it('go off when the API answers 5xx, and when workers are throttled', () => {
    expect(metricsOf('ApiFailures')).toEqual([expect.objectContaining({ Namespace: 'AWS/ApiGateway', MetricName: '5xx' })]);
    const throttled = ['InventoryWorker', 'ScanWorker', 'ExportWorker'].map((name) => alarmNamed(`${name}Throttles`));
    expect(throttled.map(({ Dimensions }) => platform.target(Dimensions[0].Value))).toEqual(
      (['inventory-worker', 'scan-worker', 'export-worker'] as const).map(functionNamed),
    );
  });

  it('say what to do and where to read more', () => {
    for (const { Properties } of alarms)
      expect(Properties['AlarmDescription']).toMatch(
        new RegExp(`^[A-Z].{40,}\\. \\(docs/operations\\.md, ${Properties['AlarmName'].slice('Muster-'.length)}\\)$`),
      );
  });

  const watched = (metric: string): readonly string[] =>
    alarms
      .filter(({ Properties }) => Properties['MetricName'] === metric)
      .map(
        ({ Properties }) => platform.target(Properties['Dimensions'][0].Value['Fn::GetAtt'] ? Properties['Dimensions'][0].Value : {}).id,
      );

  it('are all sent to the topic', () => {
    const topic = platform.one('AWS::SNS::Topic', 'Alarms');
    for (const { Properties } of alarms) expect(Properties['AlarmActions'].map((arn: unknown) => platform.target(arn))).toEqual([topic]);
  });

  it('watch dead letters and the age of the oldest message', () => {
    expect(watched('NumberOfMessagesReceived')).toEqual([
      expect.stringMatching(/^InventoryDeadLetters/),
      expect.stringMatching(/^ScanDeadLetters/),
      expect.stringMatching(/^ExportDeadLetters/),
    ]);
    expect(watched('ApproximateNumberOfMessagesVisible')).toEqual([
      expect.stringMatching(/^NotifierSubscriberDeadLetters/),
      expect.stringMatching(/^EventForwarderSubscriberDeadLetters/),
      expect.stringMatching(/^UndeliveredRuns/),
    ]);
    expect(watched('ApproximateAgeOfOldestMessage')).toHaveLength(8);
  });

  it('count the log line of a job that its deadline ended, for every function that may close a job', () => {
    const filters = platform.ofType('AWS::Logs::MetricFilter').map(({ Properties }) => Properties);
    const logOf = (name: keyof typeof FUNCTION_IDS) => platform.target(functionNamed(name).Properties['LoggingConfig'].LogGroup);
    const { Properties } = platform.one('AWS::CloudWatch::Alarm', 'AlarmsPastDeadline');

    expect(filters.map((filter) => platform.target(filter['LogGroupName']))).toEqual(
      (['inventory-worker', 'scan-worker', 'export-worker', 'dead-letter-handler', 'poller', 'api'] as const).map(logOf),
    );
    for (const filter of filters) {
      expect(filter['FilterPattern']).toBe('{ $.message = "Job ended by its deadline." }');
      expect(filter['MetricTransformations'][0]).toMatchObject({
        MetricNamespace: Properties['Namespace'],
        MetricName: Properties['MetricName'],
      });
    }
    expect(Properties).toMatchObject({ Namespace: 'Muster/Muster', MetricName: 'JobsPastDeadline' });
  });

  it('count the message that the code logs', () => {
    const source = readFileSync(new URL('../../shared/jobs/settle-job.ts', import.meta.url), 'utf8');

    expect(source).toContain("'Job ended by its deadline.'");
  });

  it('can be published by CloudWatch through the encrypted topic', () => {
    const cloudWatch = { Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' } };
    const key = platform.one('AWS::KMS::Key');

    expect(platform.target(platform.one('AWS::SNS::Topic', 'Alarms').Properties['KmsMasterKeyId'])).toBe(key);
    expect(platform.one('AWS::SNS::TopicPolicy', 'Alarms').Properties['PolicyDocument'].Statement).toContainEqual(
      expect.objectContaining({ ...cloudWatch, Action: 'sns:Publish' }),
    );
    expect(key.Properties['KeyPolicy'].Statement).toContainEqual(
      expect.objectContaining({ ...cloudWatch, Action: ['kms:Decrypt', 'kms:GenerateDataKey'] }),
    );
  });
});

describe('the dashboard', () => {
  const body = JSON.stringify(platform.one('AWS::CloudWatch::Dashboard').Properties['DashboardBody']);

  it('shows every alarm, queue, function and table', () => {
    const shown = [...alarms, ...platform.ofType('AWS::SQS::Queue').filter(({ id }) => id.startsWith('Inventory')), ...functions];
    for (const { id } of [...shown, ...TABLE_NAMES.map(tableNamed)]) expect(body).toContain(id);
  });

  it('shows every metric that Muster counts, except for those that only alarms need', () => {
    const names = Object.values(METRIC_SETS).flatMap(({ metrics }) => Object.keys(metrics));
    const missing = names.filter((name) => !body.includes(`\\"${name}\\"`));

    expect(missing).toEqual(['JobSeconds', 'AccountsWithFaults', 'ResourcesDeleted', 'ExportedFiles']);
  });
});

describe('the exports bucket', () => {
  it('is private, encrypted and kept', () => {
    const bucket = platform.one('AWS::S3::Bucket');

    expect(bucket.DeletionPolicy).toBe('Retain');
    expect(Object.values(bucket.Properties['PublicAccessBlockConfiguration'])).toEqual([true, true, true, true]);
    expect(bucket.Properties).toHaveProperty('BucketEncryption');
    expect(platform.one('AWS::S3::BucketPolicy').Properties['PolicyDocument'].Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  it('keeps exports for as long as their pointers are kept, and the parts of failed uploads for a day', () => {
    const { platform: short } = synthesized({ 'muster:export-days': '30' });
    const rules = short.one('AWS::S3::Bucket').Properties['LifecycleConfiguration'].Rules as readonly Record<string, unknown>[];

    expect(rules).toContainEqual(expect.objectContaining({ Prefix: 'exports/', ExpirationInDays: 30, Status: 'Enabled' }));
    expect(rules).toContainEqual(expect.objectContaining({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }));
    const days = short
      .ofType('AWS::Lambda::Function')
      .map(({ Properties }) => Properties['Environment']?.Variables?.EXPORT_DAYS as unknown)
      .filter((value) => value !== undefined);
    expect(days).toEqual(['30', '30', '30']);
  });

  it('keeps checkpoints for longer than a job may last', () => {
    const rules = platform.one('AWS::S3::Bucket').Properties['LifecycleConfiguration'].Rules as readonly Record<string, unknown>[];
    expect(rules).toContainEqual(expect.objectContaining({ Prefix: 'checkpoints/', ExpirationInDays: 4, Status: 'Enabled' }));
  });
});
