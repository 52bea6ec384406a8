/**
 * The platform stack, written in the order in which a job runs through it: the schedule, the API or a direct invocation starts
 * a job, the job handler sends one task per account to a queue, and the workers store the results in the tables and the
 * bucket. The local platform runs this stack's template.
 */
import { Aws, CfnOutput, Duration, Fn, Size, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { RecursiveLoop } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { DIRECTORY_PERMISSIONS } from '../shared/clouds/aws/session-policy.ts';
import { OPERATION_NAMES, OPERATIONS } from '../shared/operations.ts';
import { claimMappingSchema } from '../shared/access/claims.ts';
import type { OidcSettings } from '../shared/access/oidc-settings.ts';
import { Alarms } from './constructs/alarms.ts';
import { deploymentOf } from './constructs/deployment.ts';
import { EventSubscriber } from './constructs/event-subscriber.ts';
import { EventTopic } from './constructs/event-topic.ts';
import { ExportsBucket } from './constructs/exports-bucket.ts';
import { ExportsCatalog } from './constructs/exports-catalog.ts';
import { CallerPolicies } from './constructs/caller-policies.ts';
import { allowMemberRoles, allowSecrets, allowSending, allowWebIdentity, consumeQueue } from './constructs/function-rights.ts';
import { HttpApi } from './constructs/http-api.ts';
import { ManageRole } from './constructs/manage-role.ts';
import { MusterFunction, type MusterFunctionProps } from './constructs/muster-function.ts';
import { OperationsDashboard } from './constructs/operations-dashboard.ts';
import { ReadPolicies } from './constructs/read-policies.ts';
import { Schedules } from './constructs/schedules.ts';
import { Tables } from './constructs/tables.ts';
import { COGNITO_CLAIMS, COGNITO_SCOPES, UserPool } from './constructs/user-pool.ts';
import { Web } from './constructs/web.ts';
import { MAX_RECEIVE_COUNT, WorkQueue } from './constructs/work-queue.ts';
import type { Settings } from './context.ts';
import { type FunctionCode, type FunctionName, nodeOptions, WORKER_MEMORY } from './functions.ts';
import { GRANTS, MANAGING_GRANTS } from './grants.ts';
import { nightHours } from './night-hours.ts';
import { toldSettings } from './told-settings.ts';
import { versionOf } from '../shared/version.ts';

const WORKER_TIMEOUT = Duration.minutes(15);
/** A step asks a provider a few times, and waits for nothing. */
const MANAGE_TIMEOUT = Duration.minutes(2);
const DEAD_LETTER_TIMEOUT = Duration.minutes(1);
const SUBSCRIBER_TIMEOUT = Duration.seconds(30);
/** API Gateway waits 30 seconds for an answer. */
const API_TIMEOUT = Duration.seconds(29);

export interface MusterStackProps extends StackProps {
  readonly settings: Settings;
  readonly code: FunctionCode;
  /** Builds the dashboard if it is not built, and returns the folder of its files. Is called only if it is deployed. */
  readonly webFiles: () => string;
  /** IAM actions of every registered AWS type. */
  readonly readActions: readonly string[];
}

/** The most steps that are taken at once, each on another resource. */
const MANAGE_CONCURRENCY = 10;

export class MusterStack extends Stack {
  constructor(scope: Construct, id: string, { settings, code, webFiles, readActions, ...props }: MusterStackProps) {
    super(scope, id, props);

    // The state (tables, exports) and the queues of work.
    const tables = new Tables(this, 'Tables');
    const bucket = new ExportsBucket(this, 'Exports', settings.exportDays);
    const catalog = new ExportsCatalog(this, 'Catalog', bucket, settings.exportDays);
    const timeouts = { consumerTimeout: WORKER_TIMEOUT, deadLetterConsumerTimeout: DEAD_LETTER_TIMEOUT };
    const inventory = new WorkQueue(this, 'Inventory', timeouts);
    const scan = new WorkQueue(this, 'Scan', timeouts);
    const exports = new WorkQueue(this, 'Export', timeouts);
    // Resources are created and kept only if the context says so: without it, the stack has neither the queue nor the worker nor its role.
    const manage = settings.manage ? new WorkQueue(this, 'Manage', { consumerTimeout: MANAGE_TIMEOUT }) : undefined;
    const toManage = manage ? { MANAGE_QUEUE_URL: manage.queue.queueUrl } : {};
    const events = new EventTopic(this, 'Events', { findingSeverity: settings.eventSeverity });
    const undelivered = new Queue(this, 'UndeliveredRuns', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });

    // The stack's id ends in a UUID: unguessable, and unique to this deployment for as long as it lives.
    const externalId = settings.externalId ?? Fn.select(2, Fn.split('/', Aws.STACK_ID));
    const home = { MUSTER_HOME_ACCOUNT: Aws.ACCOUNT_ID, MUSTER_ROLE_NAME: settings.roleName, MUSTER_EXTERNAL_ID: externalId };
    // Migrations of the stored rows record which version applied them.
    const version = { MUSTER_VERSION: versionOf() };
    const roleNames = [...new Set([settings.roleName, ...(settings.roleNames ?? [])])];
    // The secrets that connections may name: those of this account whose names begin with muster/, and those of the context.
    const secrets = [
      `arn:${Aws.PARTITION}:secretsmanager:*:${Aws.ACCOUNT_ID}:secret:muster/*`,
      `arn:${Aws.PARTITION}:ssm:*:${Aws.ACCOUNT_ID}:parameter/muster/*`,
      ...(settings.secrets ?? []),
    ];
    const toInventory = { INVENTORY_QUEUE_URL: inventory.queue.queueUrl };
    const toScan = { SCAN_QUEUE_URL: scan.queue.queueUrl };
    const toExport = { EXPORT_QUEUE_URL: exports.queue.queueUrl };
    const toWork = { ...toInventory, ...toScan, ...toExport };

    const define = (
      constructId: string,
      name: FunctionName,
      functionProps: Omit<MusterFunctionProps, 'code' | 'logRetention'>,
    ): MusterFunction => {
      const defined = new MusterFunction(this, constructId, {
        ...functionProps,
        code: code(name, functionProps.architecture ?? 'arm64'),
        logRetention: settings.logRetention,
      });
      tables.give(defined, GRANTS[name]);
      if (manage) tables.give(defined, MANAGING_GRANTS[name] ?? {});
      return defined;
    };

    // The job handler turns a request into a job: its row, its tasks and their messages.
    const jobHandler = define('JobHandler', 'job-handler', {
      description: 'Turns a request into a job with a task per account',
      timeout: Duration.minutes(5),
      memorySize: 1024,
      environment: { ...toWork, ...home, JOB_DEADLINE_HOURS: String(settings.jobDeadlineHours) },
      deadLetterQueue: undelivered,
    });
    bucket.givePolicies(jobHandler, 'read');
    allowSending(jobHandler, inventory.queue, scan.queue, exports.queue);
    const toJobHandler = { JOB_HANDLER_FUNCTION: jobHandler.functionName };

    // The inventory worker reads one account per message, reconciles it with the stored rows, and stores what changed.
    const inventoryWorker = define('InventoryWorker', 'inventory-worker', {
      description: 'Reads one account and stores what changed',
      timeout: WORKER_TIMEOUT,
      memorySize: WORKER_MEMORY,
      environment: {
        ...toInventory,
        ...toJobHandler,
        ...home,
        NODE_OPTIONS: nodeOptions(WORKER_MEMORY),
        MUSTER_DETAILS: settings.details,
        ...(settings.maxResourcesPerSlice !== undefined && { MUSTER_MAX_RESOURCES_PER_SLICE: String(settings.maxResourcesPerSlice) }),
        MUSTER_RHYTHM: settings.rhythm,
        MUSTER_REGIONS: settings.regions === '*' ? '*' : settings.regions.join(','),
        MAX_RECEIVE_COUNT: String(MAX_RECEIVE_COUNT),
      },
      // Member roles name this role in their trust policy and may be deployed before this stack, so its name is fixed: docs/adr/0010.
      roleName: settings.workerRoleName,
      // Takes the event of a night that the worker could not start after the sync of accounts.
      deadLetterQueue: undelivered,
      // A task that runs out of time sends itself a new message and continues there until its job's deadline. Lambda would take that
      // for a runaway loop and stop it.
      recursiveLoop: RecursiveLoop.ALLOW,
    });
    bucket.givePolicies(inventoryWorker, 'read');
    bucket.giveCheckpoints(inventoryWorker);
    consumeQueue(inventory, inventoryWorker, settings.inventoryConcurrency, settings.inventoryBatch);
    allowMemberRoles(inventoryWorker, roleNames);
    allowSecrets(inventoryWorker, secrets);
    allowWebIdentity(inventoryWorker);
    // The worker also lists the accounts of its own organization, for the check of a connection.
    const ownActions = [...readActions, ...DIRECTORY_PERMISSIONS];
    new ReadPolicies(this, 'OwnAccount', { role: inventoryWorker.role, actions: ownActions });

    // The scan worker evaluates the policies over the stored resources of one account per message. It calls no cloud API.
    const scanWorker = define('ScanWorker', 'scan-worker', {
      description: 'Evaluates the policies over one account and stores what changed',
      timeout: WORKER_TIMEOUT,
      memorySize: WORKER_MEMORY,
      environment: { ...toScan, ...toJobHandler, MAX_RECEIVE_COUNT: String(MAX_RECEIVE_COUNT) },
      recursiveLoop: RecursiveLoop.ALLOW,
    });
    bucket.givePolicies(scanWorker, 'read');
    consumeQueue(scan, scanWorker, settings.scanConcurrency);

    // The export worker writes the stored rows of one account per message as files, which have to fit on its disk.
    const exportWorker = define('ExportWorker', 'export-worker', {
      architecture: settings.exportArchitecture,
      description: 'Writes the stored rows of one account as files',
      timeout: WORKER_TIMEOUT,
      memorySize: WORKER_MEMORY,
      ephemeralStorageSize: Size.gibibytes(settings.exportDisk),
      environment: { ...toExport, ...toJobHandler, MAX_RECEIVE_COUNT: String(MAX_RECEIVE_COUNT) },
      recursiveLoop: RecursiveLoop.ALLOW,
    });
    bucket.giveExports(exportWorker, 'write');
    consumeQueue(exports, exportWorker, settings.exportConcurrency);

    // The manage worker takes one step on one managed resource per message, with a role of each account that no inventory takes.
    const manageWorker =
      manage &&
      define('ManageWorker', 'manage-worker', {
        description: 'Takes a step on a managed resource: creates it, changes it, looks at it, deletes it',
        timeout: MANAGE_TIMEOUT,
        memorySize: 1024,
        environment: { ...toManage, MUSTER_EXTERNAL_ID: externalId, MUSTER_MANAGE_ROLE_NAME: settings.manageRoleName },
        // The roles of accounts name this role in their trust policy, as they do the inventory worker's.
        roleName: settings.manageWorkerRoleName,
        // Each step sends the message of the next one.
        recursiveLoop: RecursiveLoop.ALLOW,
      });
    if (manageWorker) {
      consumeQueue(manage, manageWorker, MANAGE_CONCURRENCY);
      allowMemberRoles(manageWorker, [settings.manageRoleName]);
      allowSecrets(manageWorker, secrets);
      // The worker takes a role in its own account as well.
      new ManageRole(this, 'ManageOwnAccount', { settings, platformAccount: Aws.ACCOUNT_ID, externalId, deployment: deploymentOf(this) });
    }

    // The dead-letter handler ends the task of a message that failed on every receive, so that its job can end.
    const deadLetterHandler = define('DeadLetterHandler', 'dead-letter-handler', {
      description: 'Ends the tasks whose messages failed on every receive',
      timeout: DEAD_LETTER_TIMEOUT,
      memorySize: 512,
      environment: { ...toJobHandler },
    });
    // The function that closes an export's job publishes its files.
    bucket.giveExports(deadLetterHandler, 'write');
    for (const { deadLetters } of [inventory, scan, exports]) {
      deadLetterHandler.addEventSource(
        new SqsEventSource(deadLetters, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: 2 }),
      );
    }

    // The poller closes the jobs that no worker could close. It has no reserved concurrency: two polls at once do no harm, because every
    // write is conditional, and a reservation fails in a new account, whose limit of 10 executions must stay unreserved.
    const poller = define('Poller', 'poller', {
      description: 'Closes jobs, sends lost tasks again, ends jobs at their deadline',
      timeout: Duration.minutes(5),
      memorySize: 512,
      environment: { ...toWork, ...toJobHandler, ...toManage, ...version },
    });
    poller.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    bucket.giveExports(poller, 'write');
    const polled = [inventory, scan, exports, ...(manage ? [manage] : [])];
    allowSending(poller, ...polled.map(({ queue }) => queue));
    const queueArns = polled.map(({ queue }) => queue.queueArn);
    poller.addToRolePolicy(new PolicyStatement({ actions: ['sqs:GetQueueAttributes'], resources: queueArns }));

    // The search keeps the newest night's names, ids and tags in memory, from one search to the next.
    const search = define('Search', 'search', {
      description: 'Finds resources by any text, in the newest night and what has changed since',
      timeout: API_TIMEOUT,
      memorySize: WORKER_MEMORY,
      environment: { LONGEST_RUN_HOURS: String(settings.jobDeadlineHours) },
    });
    bucket.giveExports(search, 'read');

    // The API answers people and programs.
    const users = settings.users === 'cognito' ? new UserPool(this, 'Users') : undefined;
    const tokens = tokensOf(settings, users);
    const api = define('ApiHandler', 'api', {
      description: 'The HTTP API',
      timeout: API_TIMEOUT,
      memorySize: 1024,
      environment: {
        ...toWork,
        ...toJobHandler,
        ...toManage,
        ...home,
        ...version,
        SEARCH_FUNCTION: search.functionName,
        INVENTORY_WORKER_FUNCTION: inventoryWorker.functionName,
        MUSTER_ROLE_NAMES: roleNames.join(','),
        MUSTER_SECRETS: secrets.join(','),
        MUSTER_SETTINGS: JSON.stringify(toldSettings(settings)),
        ...(settings.iamRoles !== undefined && { MUSTER_IAM_ROLES: settings.iamRoles }),
        ...(tokens && { MUSTER_OIDC: this.toJsonString(tokens) }),
      },
    });
    bucket.givePolicies(api, 'read', 'write');
    // The API hands out links to exports. It never publishes one: the only export job that it can end is a cancelled one.
    bucket.giveExports(api, 'read');
    catalog.giveQueries(api);
    allowSending(api, ...polled.map(({ queue }) => queue));
    const httpApi = new HttpApi(this, 'Http', { handler: api, logRetention: settings.logRetention, tokens });
    new CallerPolicies(this, 'Callers', httpApi.api);
    const web =
      settings.web &&
      new Web(this, 'Web', {
        api: httpApi.api,
        files: webFiles(),
        origins: [...(users?.origins ?? [originOf(settings)]), ...settings.web.connect],
        domain: settings.web.domain,
        logRetention: settings.logRetention,
      });
    if (web) users?.addPages({ signedIn: web.signedIn, signedOut: web.url });
    const asked = [inventoryWorker.functionArn, search.functionArn];
    api.addToRolePolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: asked }));
    for (const starter of [inventoryWorker, scanWorker, exportWorker, deadLetterHandler, poller, api]) {
      starter.addToRolePolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [jobHandler.functionArn] }));
    }

    // Whatever changes a row tells the topic's subscribers. The notifier is one of them: it writes what customers and operators are told.
    const managers = manageWorker ? [manageWorker] : [];
    for (const teller of [inventoryWorker, scanWorker, exportWorker, deadLetterHandler, poller, api, ...managers])
      events.givePublish(teller);
    const subscriber = (
      constructId: string,
      name: FunctionName,
      description: string,
      environment: Readonly<Record<string, string>> = {},
    ) => {
      const target = define(constructId, name, { description, timeout: SUBSCRIBER_TIMEOUT, memorySize: 512, environment });
      const { queue, deadLetters } = new EventSubscriber(this, `${constructId}Subscriber`, {
        topic: events.topic,
        subscriber: target,
        subscriberTimeout: SUBSCRIBER_TIMEOUT,
      });
      return { target, queue, deadLetters };
    };
    const subscribers = { Notifier: subscriber('Notifier', 'notifier', 'Writes a notification for each event and recipient') };
    const { eventBus } = settings;
    if (eventBus !== undefined) {
      const forwarder = subscriber('EventForwarder', 'event-forwarder', 'Passes each event on to a bus of EventBridge', {
        EVENT_BUS: eventBus,
      });
      forwarder.target.addToRolePolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [eventBus] }));
      Object.assign(subscribers, { EventForwarder: forwarder });
    }

    const syncing = settings.accountSync === 'nightly' ? { syncWorker: inventoryWorker } : {};
    new Schedules(this, 'Schedules', {
      nightly: settings.nightly,
      accounts: settings.nightlyAccounts,
      jobHandler,
      ...syncing,
      poller,
      undelivered,
    });

    // The alarms, and the dashboard to look at when one goes off.
    const alarms = new Alarms(this, 'Alarms', { email: settings.alarmEmail });
    // A task whose message has waited for half of its job's time will hardly be finished in the other half.
    const maxMessageAge = Duration.minutes(settings.jobDeadlineHours * 30);
    const queues = { Inventory: inventory, Scan: scan, Export: exports };
    const functions = {
      JobHandler: jobHandler,
      InventoryWorker: inventoryWorker,
      ScanWorker: scanWorker,
      ExportWorker: exportWorker,
      DeadLetterHandler: deadLetterHandler,
      Poller: poller,
      Api: api,
      Search: search,
      ...(manageWorker && { ManageWorker: manageWorker }),
      ...Object.fromEntries(Object.entries(subscribers).map(([name, { target }]) => [name, target])),
    };
    for (const [name, work] of Object.entries(queues)) {
      alarms.deadLetters(`${name}DeadLetters`, work.deadLetters);
      alarms.oldestMessage(`${name}Age`, work.queue, maxMessageAge);
      alarms.oldestMessage(`${name}DeadLettersAge`, work.deadLetters, Duration.minutes(30));
    }
    if (manage) {
      alarms.unhandledSteps('ManageDeadLetters', manage.deadLetters);
      alarms.oldestMessage('ManageAge', manage.queue, Duration.minutes(30));
    }
    for (const [name, { queue, deadLetters: unhandled }] of Object.entries(subscribers)) {
      alarms.unhandledEvents(`${name}DeadLetters`, unhandled);
      alarms.oldestMessage(`${name}Age`, queue, Duration.minutes(30));
    }
    alarms.unsentEvents('UnsentEvents');
    alarms.undeliveredRuns('UndeliveredRuns', undelivered);
    for (const [name, target] of Object.entries(functions)) alarms.errors(`${name}Errors`, target);
    const workers = { InventoryWorker: inventoryWorker, ScanWorker: scanWorker, ExportWorker: exportWorker };
    for (const [name, target] of Object.entries({ ...workers, ...(manageWorker && { ManageWorker: manageWorker }) }))
      alarms.throttles(`${name}Throttles`, target);
    alarms.deadlines('PastDeadline', {
      InventoryWorker: inventoryWorker.logGroup,
      ScanWorker: scanWorker.logGroup,
      ExportWorker: exportWorker.logGroup,
      DeadLetterHandler: deadLetterHandler.logGroup,
      Poller: poller.logGroup,
      Api: api.logGroup,
    });
    alarms.failedJobs('FailedJobs', OPERATION_NAMES);
    alarms.failedAccounts('FailedAccounts', OPERATION_NAMES);
    alarms.faults('AccountsWithFaults', OPERATION_NAMES);
    alarms.partialAccounts('PartialAccounts', OPERATION_NAMES);
    alarms.apiFailures('ApiFailures', httpApi.api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }));
    alarms.silentPoller('SilentPoller');
    const hours = nightHours(settings.nightly);
    if (hours !== undefined) alarms.noSuccessfulNight('NoSuccessfulNight', hours);
    new OperationsDashboard(this, 'Operations', {
      alarms: alarms.all,
      operations: Object.values(OPERATIONS),
      queues: { ...queues, ...subscribers, ...(manage && { Manage: manage }) },
      functions,
      tables: tables.all,
      api: httpApi.api,
    });

    new CfnOutput(this, 'ApiUrl', {
      value: httpApi.url,
      description: 'For muster --api; calls are signed with IAM (execute-api), or have a token below /app',
    });
    if (web) new CfnOutput(this, 'DashboardUrl', { value: web.url, description: 'The dashboard' });
    if (users) new CfnOutput(this, 'UserPoolId', { value: users.id, description: 'For aws cognito-idp admin-create-user' });
    new CfnOutput(this, 'ExternalId', { value: externalId, description: 'For -c muster:external-id of the member stacks' });
    new CfnOutput(this, 'WorkerRoleArn', { value: inventoryWorker.role.roleArn, description: 'The role that member roles trust' });
    if (manageWorker)
      new CfnOutput(this, 'ManageWorkerRoleArn', {
        value: manageWorker.role.roleArn,
        description: 'The role that roles for managing trust',
      });
    new CfnOutput(this, 'JobHandlerFunction', { value: jobHandler.functionName, description: 'For direct invocation' });
  }
}

/** The issuer whose tokens the API takes: the user pool, or the one of the context. */
function tokensOf(
  { oidc: { issuer, audiences, clientId, scopes, claims } }: Settings,
  users: UserPool | undefined,
): OidcSettings | undefined {
  if (users)
    return {
      issuer: users.issuer,
      audiences: [users.clientId],
      client_id: users.clientId,
      scopes: COGNITO_SCOPES,
      claims: claims ?? COGNITO_CLAIMS,
    };
  if (issuer === undefined || audiences === undefined) return undefined;
  return {
    issuer,
    audiences,
    scopes,
    claims: claims ?? claimMappingSchema.parse({}),
    ...(clientId !== undefined && { client_id: clientId }),
  };
}

/** Where an issuer of the context gives its tokens, which `readSettings` has made sure of. */
function originOf({ oidc: { issuer = '' } }: Settings): string {
  return new URL(issuer).origin;
}
