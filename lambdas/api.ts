/** The HTTP API, behind API Gateway. */
import { readFile } from 'node:fs/promises';
import { ISSUER_WAIT_MS } from '../shared/access/tokens.ts';
import { DEFAULT_EVENT_SEVERITY } from '../shared/events/event-types.ts';
import { createApi } from '../shared/api/create-api.ts';
import { lambdaHandler } from '../shared/api/lambda-handler.ts';
import { deploymentSettingsSchema } from '../shared/api/schemas/settings.ts';
import { ExportBucket } from '../shared/exports/export-bucket.ts';
import { cancelJob } from '../shared/jobs/cancel-job.ts';
import { retryJob } from '../shared/jobs/retry-job.ts';
import { MANAGERS } from '../shared/managed/managers.ts';
import { migrationActions } from '../shared/migrations/actions.ts';
import { MIGRATIONS } from '../shared/migrations/list.ts';
import { OLD_FUNCTIONS_MS } from '../shared/migrations/run-migrations.ts';
import { OPERATIONS } from '../shared/operations.ts';
import { observe } from '../shared/observability/observe.ts';
import { authentication } from '../shared/platform/authentication.ts';
import { createLambdaClient, createS3Client, createSqsClient, createStore } from '../shared/platform/clients.ts';
import { createOutbox } from '../shared/platform/create-outbox.ts';
import { optionalVariable, readEnvironment } from '../shared/platform/environment.ts';
import { checkOverLambda } from '../shared/platform/check-over-lambda.ts';
import { searchOverLambda } from '../shared/platform/search-over-lambda.ts';
import { SYNC_WAIT_MS, syncOverLambda } from '../shared/platform/sync-over-lambda.ts';
import { wakeOverQueue } from '../shared/platform/wake-over-queue.ts';
import { LambdaJobStarter } from '../shared/platform/lambda-job-starter.ts';
import { workQueues } from '../shared/platform/queues.ts';
import { checkApart } from '../shared/policies/check-apart.ts';
import { PolicyBucket } from '../shared/policies/policy-bucket.ts';
import { PolicyLibrary } from '../shared/policies/policy-library.ts';
import { POLICY_TEXTS_FILE, readPolicyTexts } from '../shared/policies/policy-texts.ts';
import { screenApart } from '../shared/policies/screen-apart.ts';
import { SqsQueue } from '../shared/queues/sqs-queue.ts';
import type { SqlEngine } from '../shared/queries/sql-engine.ts';
import { tryApart } from '../shared/policies/trial-apart.ts';
import { systemClock, systemRandom } from '../shared/real-seams.ts';
import { factsOf, PROVIDER_FACTS } from '../shared/provider-facts.ts';
import { KNOWN_REGIONS, RESOURCE_TYPES } from '../shared/registry.ts';

/** The provider of the cloud that this deployment runs in. */
const HOME = 'aws';
/** API Gateway waits 30 seconds for an answer; the poller finishes a cancellation that takes longer. */
const CANCEL_FOR_MS = 20_000;

/** How long one request works on migrations, in milliseconds. */
const MIGRATE_FOR_MS = 20_000;

const environment = readEnvironment([
  'EXPORTS_BUCKET',
  'INVENTORY_WORKER_FUNCTION',
  'JOB_HANDLER_FUNCTION',
  'METRICS_NAMESPACE',
  'MUSTER_SETTINGS',
  'MUSTER_VERSION',
  'SEARCH_FUNCTION',
]);
const { log, metrics, handler: observed } = observe(environment.METRICS_NAMESPACE);
const store = createStore();
const outbox = createOutbox(store, log);
const s3 = createS3Client();
const files = new PolicyBucket(s3, environment.EXPORTS_BUCKET);
const library = new PolicyLibrary(files, screenApart(systemClock));
const sqs = createSqsClient();
const queues = workQueues(sqs, systemClock);
const manageQueue = optionalVariable('MANAGE_QUEUE_URL');
const lambda = createLambdaClient();
const starter = new LambdaJobStarter(lambda, environment.JOB_HANDLER_FUNCTION, systemRandom);

const askIssuer: typeof fetch = async (address, options) =>
  await fetch(address, { signal: AbortSignal.timeout(ISSUER_WAIT_MS), ...options });
const { authenticate, tokens } = authentication({
  environment: { MUSTER_IAM_ROLES: optionalVariable('MUSTER_IAM_ROLES'), MUSTER_OIDC: optionalVariable('MUSTER_OIDC') },
  store,
  clock: systemClock,
  fetch: askIssuer,
});

let sqlEngine: Promise<SqlEngine> | undefined;
/** Athena's client is imported with the first query. */
const openAthena = async (): Promise<SqlEngine> => (await import('../shared/platform/athena.ts')).createAthenaSql();

const api = createApi({
  store,
  deployment: {
    version: environment.MUSTER_VERSION,
    settings: deploymentSettingsSchema.parse(JSON.parse(environment.MUSTER_SETTINGS)),
    topic: optionalVariable('EVENTS_TOPIC'),
    eventSeverity: optionalVariable('MUSTER_EVENT_SEVERITY') ?? DEFAULT_EVENT_SEVERITY,
  },
  outbox,
  authenticate,
  tokens,
  jobs: {
    start: async (request) => await starter.start(request),
    cancel: async (id) =>
      await cancelJob(id, {
        operations: OPERATIONS,
        store,
        outbox,
        queues,
        starter,
        clock: systemClock,
        log,
        metrics,
        until: systemClock.now() + CANCEL_FOR_MS,
      }),
    retry: async (id, customer_id) => await retryJob(id, { operations: OPERATIONS, store, starter, customer_id }),
  },
  fullSelector: async (written: string, field: string) => await library.fullSelector(written, field),
  policies: {
    library,
    files,
    check: checkApart,
    trial: tryApart,
    texts: async () => await readPolicyTexts(await readFile(new URL(POLICY_TEXTS_FILE, import.meta.url))),
  },
  exports: new ExportBucket(s3, environment.EXPORTS_BUCKET),
  sqlEngine: async () => await (sqlEngine ??= openAthena()),
  types: RESOURCE_TYPES,
  providers: PROVIDER_FACTS,
  regions: KNOWN_REGIONS,
  allowed: {
    roleNames: optionalVariable('MUSTER_ROLE_NAMES')?.split(','),
    secrets: optionalVariable('MUSTER_SECRETS')?.split(','),
    variables: optionalVariable('MUSTER_SECRETS_IN_ENVIRONMENT') === 'allowed',
  },
  connectionCheck: async (id) => await checkOverLambda(lambda, environment.INVENTORY_WORKER_FUNCTION, id),
  accountSync: async (request) =>
    await syncOverLambda(lambda, environment.INVENTORY_WORKER_FUNCTION, request, AbortSignal.timeout(SYNC_WAIT_MS)),
  search: async (request) => await searchOverLambda(lambda, environment.SEARCH_FUNCTION, request),
  migrations: migrationActions(
    { migrations: MIGRATIONS, store, clock: systemClock, log, version: environment.MUSTER_VERSION, settleMs: OLD_FUNCTIONS_MS },
    MIGRATE_FOR_MS,
  ),
  management: {
    isOn: manageQueue !== undefined,
    managers: MANAGERS,
    wake:
      manageQueue === undefined
        ? async () => undefined
        : wakeOverQueue(new SqsQueue({ client: sqs, url: manageQueue, clock: systemClock }), log),
  },
  login: { provider: HOME, settings: factsOf(HOME).deploymentSettings(process.env) },
  clock: systemClock,
  random: systemRandom,
  log,
  rpc: async () => (await import('../shared/rpc/door.ts')).notificationDoor({ clock: systemClock, log }),
  redoc: async () => await readFile(new URL('redoc.js.gz', import.meta.url)),
});

export const handler = observed(lambdaHandler(api));
