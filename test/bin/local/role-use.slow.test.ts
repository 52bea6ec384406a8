/** A whole run on the local platform: what the functions really ask of AWS is simulated against their roles, and what they never ask for is told. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Platform, startPlatform } from '../../../bin/local/platform.ts';
import { sqsClient } from '../../../bin/local/queues.ts';
import { synthesizeLocally } from '../../../bin/local/synthesize.ts';
import { targetEnvironment } from '../../../bin/local/target.ts';
import { demoAccounts } from '../../../shared/clouds/aws/demo/accounts.ts';
import { allows } from '../../support/iam.ts';
import { policyText } from '../../support/policy-text.ts';
import { type NotingProxy, startNotingProxy, type Use } from './support/noting-proxy.ts';

const ACCOUNTS = 2;
/** So long the search takes what it has read for new, with a little more. */
const SEARCH_KEPT_MS = 31_000;

let platform: Platform;
let folder: string;
let proxies: readonly NotingProxy[];
const used = new Map<string, Use>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-test-'));
  const note = (use: Use) => used.set(`${use.caller} ${use.action} ${use.resource}`, use);
  const [dynamodb, sqs, s3, lambda, athena] = (proxies = await Promise.all([1, 2, 3, 4, 5].map(() => startNotingProxy(note)))) as [
    NotingProxy,
    NotingProxy,
    NotingProxy,
    NotingProxy,
    NotingProxy,
  ];
  platform = await startPlatform({
    dataDir: join(folder, 'data'),
    template: synthesizeLocally,
    port: 0,
    demo: { accounts: ACCOUNTS },
    environment: (model, demo) => ({
      ...targetEnvironment(model, { aws: false, ...demo }, undefined, {}),
      MUSTER_DYNAMODB_ENDPOINT: dynamodb.url,
      MUSTER_SQS_ENDPOINT: sqs.url,
      MUSTER_S3_ENDPOINT: s3.url,
      MUSTER_LAMBDA_ENDPOINT: lambda.url,
      MUSTER_ATHENA_ENDPOINT: athena.url,
    }),
  });
  dynamodb.forwardTo(platform.endpoints.MUSTER_DYNAMODB_ENDPOINT);
  sqs.forwardTo(platform.endpoints.MUSTER_SQS_ENDPOINT);
  s3.forwardTo(platform.endpoints.MUSTER_S3_ENDPOINT);
  lambda.forwardTo(platform.endpoints.MUSTER_LAMBDA_ENDPOINT);
  athena.forwardTo(platform.endpoints.MUSTER_ATHENA_ENDPOINT);
  await wholeRun();
}, 300_000);
afterAll(async () => {
  await platform.stop();
  await Promise.all(proxies.map((proxy) => proxy.stop()));
  await rm(folder, { recursive: true, force: true });
});

const escaped = (text: string): string => text.replaceAll(/[.?+^$()|[\]{}\\]/g, String.raw`\$&`);

interface Granted {
  readonly name: string;
  readonly action: string;
  readonly resource: string;
}

const granted = (): readonly Granted[] =>
  platform.stack.functions.flatMap(({ name, grants }) =>
    grants.flatMap(({ actions, resources }) => actions.flatMap((action) => resources.map((resource) => ({ name, action, resource })))),
  );

/** The grants that this run does not use, by a pattern of `<function> <action> <resource>`, each with the reason. */
const NOT_USED: readonly (readonly [RegExp, string])[] = [
  [
    / (logs:CreateLogStream|logs:PutLogEvents|xray:PutTraceSegments|xray:PutTelemetryRecords) /,
    "Lambda's own agent writes logs and traces",
  ],
  [
    / sqs:(ReceiveMessage|DeleteMessage|ChangeMessageVisibility|GetQueueAttributes|GetQueueUrl) .*(Queue|DeadLetters)$/,
    'the event source of the queue asks for it, with the role of the function; locally the platform does',
  ],
  [
    /^InventoryWorker (sts:AssumeRole|sts:GetWebIdentityToken|secretsmanager:GetSecretValue|ssm:GetParameter) /,
    'the demo estate is answered without a login: test/shared/clouds covers logins',
  ],
  [
    /^InventoryWorker [a-z0-9-]+:\w+ \*$/,
    'the demo estate is answered without IAM: least-privilege.test.ts simulates every call of a cloud',
  ],
  [/^(Inventory|Scan|Export)Worker sqs:SendMessage /, 'only a task that outlives its invocation sends itself a message'],
  [/^JobHandler sqs:SendMessage .*:UndeliveredRuns$/, 'Lambda sends an event there that failed on every attempt'],
  [/^InventoryWorker sqs:SendMessage .*:UndeliveredRuns$/, 'Lambda sends an event there that failed on every attempt'],
  [
    /^(DeadLetterHandler|Poller|(Inventory|Scan|Export)Worker) (dynamodb|s3|sqs|lambda):/,
    'asked for after crashes, faults and races only: test/simulation/grants.slow.test.ts meets each call on a table',
  ],
  [
    /^ApiHandler (sqs:SendMessage|dynamodb:(PutItem|UpdateItem) .*Tablesjobtasks|dynamodb:Query .*open_jobs)/,
    'a retry or a cancellation repairs a job whose start was interrupted',
  ],
  [
    /^ApiHandler dynamodb:(Query .*(job_tasks_by_account|suppressions_by_account)|BatchGetItem .*Tables(jobtasks|suppressions|customers|customerresources))$/,
    'a caller with a limited scope asks for them: test/shared/access/walk.test.ts',
  ],
  [/^ApiHandler dynamodb:Query .*notifications_by_arrival$/, 'clients of gRPC and its long poll ask for them: test/shared/rpc'],
  [/ sns:Publish /, 'the local topics check the role of who publishes by themselves: test/bin/local/topics.test.ts'],
  [
    /^Notifier sqs:SendMessage .*DeadLetters$/,
    'only a message that can never be taken is sent there: test/shared/platform/consume-events.test.ts',
  ],
  [
    /^ApiHandler dynamodb:(DeleteItem|UpdateItem) .*Tablesunreadableaccounts$/,
    'an account that was lost is removed: test/shared/api/removal.test.ts',
  ],
  [
    /^ApiHandler (glue:|s3:(GetBucketLocation |\w+ .*athena-results\/))/,
    'Athena asks for it with the role of who runs the query; locally DuckDB reads the files',
  ],
  [
    /^Search dynamodb:BatchGetItem .*Tablesresources$/,
    'an account whose first inventory was hours ago is left to the next night: test/shared/exports/search',
  ],
  [/^ApiHandler s3:GetObject .*exports\/\*$/, 'the API signs links to exports, and who has a link fetches the file'],
  [
    /^ApiHandler dynamodb:((PutItem|Scan) .*Tablespolicyresults|PutItem .*Tablesscancounts)$/,
    'the API sums up a scan only if it ends its last task',
  ],
  [
    /^ApiHandler dynamodb:((PutItem|UpdateItem) .*Tablesmigrations|Scan .*Tablesjobtasks)$/,
    'the platform has migrated its data before the API is asked: test/shared/api/migrations.test.ts does it over the API',
  ],
];

/** Grants that this run uses or not, as it happens. */
const BY_CHANCE: readonly (readonly [RegExp, string])[] = [
  [
    /^ApiHandler dynamodb:BatchGetItem .*Tablespolicyresults$/,
    'the sums of a scan take further rows only with more policies than one row holds',
  ],
  [/^ApiHandler athena:StopQueryExecution /, 'a query that is cancelled may have ended before'],
  [/^ApiHandler dynamodb:GetItem .*Tablesjobtasks$/, 'the removal of an account asks for its task only while a job is open'],
];

describe('the roles of the functions, over inventory, scan, export, poll, sync and the API', () => {
  it('allow everything that the functions ask for', async () => {
    const roles = new Map(
      platform.stack.functions.map(({ name, grants }) => [
        name,
        {
          Version: '2012-10-17',
          Statement: grants.map(({ actions, resources }) => ({ Effect: 'Allow', Action: actions, Resource: resources })),
        },
      ]),
    );
    const refused = [];
    for (const [name, { caller, action, resource }] of used)
      if (!(await allows({ identity: [roles.get(caller) ?? {}] }, { action, resource }))) refused.push(name);

    expect(new Set([...used.values()].map(({ caller }) => caller))).toEqual(new Set(platform.stack.functions.map(({ name }) => name)));
    expect(refused).toEqual([]);
  });

  it('allow nothing else, but what the list of reasons names', () => {
    const covers = (pattern: string, text: string) => new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`).test(text);
    const unused = granted()
      .filter(
        ({ name, action, resource }) =>
          ![...used.values()].some((use) => use.caller === name && use.action === action && covers(resource, use.resource)),
      )
      .map(({ name, action, resource }) => `${name} ${action} ${resource}`);

    expect(unused.filter((each) => ![...NOT_USED, ...BY_CHANCE].some(([pattern]) => pattern.test(each)))).toEqual([]);
    expect(NOT_USED.filter(([pattern]) => !unused.some((each) => pattern.test(each))).map(([, reason]) => reason)).toEqual([]);
  });
});

async function send(line: string, body?: object): Promise<Record<string, unknown>> {
  const [method = '', path = ''] = line.split(' ');
  const answer = await fetch(platform.url + path, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return (await answer.json().catch(() => ({}))) as Record<string, unknown>;
}

async function ended(jobId: unknown): Promise<Record<string, unknown>> {
  for (;;) {
    const job = await send(`GET /jobs/${String(jobId)}`);
    if (job['completed_at'] !== undefined) return job;
    await sleep(200);
  }
}

/** The answers' pages are followed once, because a cursor may lead to other calls. */
async function list(path: string): Promise<readonly Record<string, string>[]> {
  const query = `${path}${path.includes('?') ? '&' : '?'}limit=2`;
  const page = await send(`GET ${query}`);
  if (typeof page['next_cursor'] === 'string') await send(`GET ${query}&cursor=${encodeURIComponent(page['next_cursor'])}`);
  return page['items'] as readonly Record<string, string>[];
}

/** A request that is sent twice makes one job. */
const FIRST = { operation: 'inventory', client_token: 'role-use-1' };
const OWN_POLICY = 's3.acceleration-off';

async function storePolicy(): Promise<void> {
  const headers = { 'content-type': 'application/yaml' };
  const answer = await fetch(`${platform.url}/policies/${OWN_POLICY}`, { method: 'PUT', headers, body: policyText() });
  expect(answer.status).toBeLessThan(300);
}

async function wholeRun(): Promise<void> {
  const accounts = demoAccounts(ACCOUNTS).map(({ account_id }) => ({ account_id }));
  await send('POST /accounts', { accounts });
  await storePolicy();
  const { job_id } = await send('POST /jobs', { ...FIRST, then: { operation: 'scan', then: { operation: 'export' } } });
  await send('POST /jobs', { ...FIRST, then: { operation: 'scan', then: { operation: 'export' } } });
  await platform.invoke('Poller', {});
  const inventory = await ended(job_id);
  const scan = await ended(inventory['then_job_id']);
  const exported = await ended(scan['then_job_id']);
  expect(exported).toMatchObject({ operation: 'export', failed: 0 });
  await readEverything(accounts[0]!.account_id, String(job_id));
  await search(accounts[0]!.account_id);
  await runQueries();
  await saveView();
  await giveToCustomer(accounts[0]!.account_id);
  await changeEverything(accounts[0]!.account_id);
  await buryMessage(String(job_id), accounts[1]!.account_id);
}

async function readEverything(accountId: string, jobId: string): Promise<void> {
  const account = encodeURIComponent(accountId);
  const [resource] = await list('/resources?type=AWS::S3::Bucket');
  const [finding] = await list('/findings');
  const since = new Date(Date.now() - 3_600_000).toISOString();
  for (const path of [
    'accounts',
    'connections',
    'coverage',
    `coverage?account_id=${account}`,
    `resources?account_id=${account}`,
    `findings?account_id=${account}`,
    `changes?since=${since}`,
    'suppressions',
    'jobs',
    'jobs?status=in_progress',
    `jobs/${jobId}/accounts`,
    'exports',
    'policies',
  ])
    await list(`/${path}`);
  const uid = encodeURIComponent(String(resource?.['resource_uid']));
  const date = new Date().toISOString().slice(0, 10);
  for (const path of [
    'connections/aws',
    `accounts/${account}`,
    `resources/${uid}`,
    `resources/${uid}/changes`,
    `resources/${uid}/related`,
    `findings/${encodeURIComponent(String(finding?.['finding_id']))}`,
    'summary',
    'policies/aws.s3.bucket-versioning-enabled',
    `policies/aws.s3.bucket-versioning-enabled?account_id=${account}`,
    'frameworks/cis-aws-7.0',
    `exports/${date}`,
  ])
    await send(`GET /${path}`);
}

/** Searches twice, the second time after an inventory, whose changes the search reads then. */
async function search(accountId: string): Promise<void> {
  expect((await list('/search/resources?type=AWS::S3::Bucket')).length).toBeGreaterThan(0);
  const { job_id } = await send('POST /jobs', { operation: 'inventory', service: 's3', accounts: [accountId] });
  await ended(job_id);
  await sleep(SEARCH_KEPT_MS);
  await list('/search/resources?text=bucket');
}

/** Runs one SQL query to its end, and cancels another one. */
async function runQueries(): Promise<void> {
  const { query_id } = await send('POST /queries', { sql: 'SELECT count(*) AS resources FROM resources' });
  while (['queued', 'running'].includes(String((await send(`GET /queries/${String(query_id)}`))['state']))) await sleep(200);
  expect(await send(`GET /queries/${String(query_id)}/rows`)).toMatchObject({ items: [expect.anything()] });
  const cancelled = await send('POST /queries', { sql: 'SELECT * FROM resources' });
  await send(`POST /queries/${String(cancelled['query_id'])}/cancel`, {});
}

async function saveView(): Promise<void> {
  await send('PUT /views/Critical', { page: 'findings', query: 'severity=critical' });
  await send('DELETE /views/Critical');
  await send('GET /trend');
}

/** A customer, what it owns and registers, and what is told of it. */
async function giveToCustomer(accountId: string): Promise<void> {
  const { customer_id } = await send('POST /customers', { name: 'Acme', email: 'it@acme.example' });
  const customer = `/customers/${String(customer_id)}`;
  const account = `${customer}/accounts/${encodeURIComponent(accountId)}`;
  await list('/customers');
  await send(`GET ${customer}`);
  await send(`PATCH ${customer}`, { name: 'Acme Ltd', email: 'cloud@acme.example' });
  await send(`PUT ${account}`, {});
  await list(`${customer}/resources`);
  await send('PUT /registered-types/Registered::Server', { schema: { type: 'object' } });
  await list('/registered-types');
  await send('GET /registered-types/Registered::Server');
  const registered = await send('POST /resources', { type: 'Registered::Server', name: 'rack', customer_id });
  const uid = encodeURIComponent(String(registered['resource_uid']));
  await send(`PATCH /resources/${uid}`, { name: 'rack 2' });
  await list('/resources?type=Registered::Server&assigned=true');
  await send(`DELETE ${customer}/resources/${uid}`);
  await send('POST /resources', { customer_id, resource_id: registered['resource_uid'] });
  await send(`DELETE /resources/${uid}`);
  await send('DELETE /registered-types/Registered::Server');
  await send(`DELETE ${account}`);
  let told: readonly Record<string, string>[] = [];
  while (told.length === 0) {
    told = await list('/notifications');
    await sleep(200);
  }
  const [first] = told;
  for (const path of [
    'notifications?unread=true',
    `notifications?subject=${first!['subject']}`,
    `audit?subject=${String(customer_id)}`,
    'audit',
  ])
    await list(`/${path}`);
  await send(`GET /notifications/${first!['notification_id']}`);
  await send(`GET /notifications/${first!['subject']}`);
  await send(`POST /notifications/${first!['notification_id']}/read`, {});
  await send(`DELETE ${customer}?release=true`);
}

async function changeEverything(accountId: string): Promise<void> {
  const [finding] = await list('/findings');
  const findingPath = `/findings/${encodeURIComponent(String(finding?.['finding_id']))}`;
  await send(`POST ${findingPath}/suppress`, { reason: 'It is known.' });
  await send(`POST ${findingPath}/unsuppress`, {});
  const suppression = await send('POST /suppressions', { scope: { account_id: accountId }, reason: 'It is known.' });
  await send(`DELETE /suppressions/${String(suppression['suppression_id'])}`);
  await send('POST /connections', { connection_id: 'acquired', provider: 'aws' });
  await send('PATCH /connections/acquired', { name: 'Acquired' });
  await send('POST /connections/aws/check', {});
  await send('POST /accounts/sync', { connection_id: 'aws' });
  await send('DELETE /connections/acquired');
  await send(`GET /policies/${OWN_POLICY}`);
  await send(`DELETE /policies/${OWN_POLICY}`);
  await send(`PATCH /accounts/${encodeURIComponent(accountId)}`, { name: 'Payments' });
  const { job_id } = await send('POST /jobs', { operation: 'inventory', accounts: [accountId] });
  await send(`POST /jobs/${String(job_id)}/cancel`, {});
  await ended(job_id);
  await send(`POST /jobs/${String(job_id)}/retry`, {});
  // An account is removed once no job works on it.
  for (;;) {
    const answer = await send(`DELETE /accounts/${encodeURIComponent(accountId)}`);
    if (answer['removed'] === true) return;
    expect(answer['status'] ?? 409).toBe(409);
    await platform.invoke('Poller', {});
    await sleep(500);
  }
}

/** Puts a message that no worker could take into the queue of dead letters, and waits until it is dealt with. */
async function buryMessage(jobId: string, accountId: string): Promise<void> {
  const queue = platform.stack.queues.find(({ name }) => name.startsWith('InventoryDeadLetters'))!;
  const client = sqsClient(platform.endpoints.MUSTER_SQS_ENDPOINT);
  const MessageBody = JSON.stringify({ job_id: jobId, account_id: accountId, operation: 'inventory' });
  await client.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody }));
  client.destroy();
  while (![...used.values()].some(({ caller }) => caller === 'DeadLetterHandler')) await sleep(200);
}
