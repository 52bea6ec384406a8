/**
 * Runs every minute: sends events that were not sent, closes jobs whose tasks have ended, sends lost tasks again, ends jobs whose deadline has
 * passed, and sends the messages of managed resources that are due. After an update it then migrates the stored rows, a slice each minute (docs/adr/0057-migrations.md).
 */
import type { Context } from 'aws-lambda';
import { ExportBucket } from '../shared/exports/export-bucket.ts';
import { pollJobs } from '../shared/jobs/poll-jobs.ts';
import { ManagedRepository } from '../shared/managed/repository.ts';
import { sweepDue } from '../shared/managed/sweep.ts';
import { MIGRATIONS } from '../shared/migrations/list.ts';
import { OLD_FUNCTIONS_MS, runMigrations } from '../shared/migrations/run-migrations.ts';
import { operationsThatPublish } from '../shared/operations.ts';
import { sendUnsent } from '../shared/events/send-unsent.ts';
import { observe } from '../shared/observability/observe.ts';
import { createLambdaClient, createS3Client, createSqsClient, createStore } from '../shared/platform/clients.ts';
import { createOutbox } from '../shared/platform/create-outbox.ts';
import { optionalVariable, readEnvironment } from '../shared/platform/environment.ts';
import { LambdaJobStarter } from '../shared/platform/lambda-job-starter.ts';
import { workQueues } from '../shared/platform/queues.ts';
import { SqsQueue } from '../shared/queues/sqs-queue.ts';
import { settled } from '../shared/settled.ts';
import { systemClock, systemRandom } from '../shared/real-seams.ts';

/** The next poll begins after a minute; until then no other poll sends the same events. */
const SEND_FOR_MS = 40_000;
/** How long a poll works on migrations, in milliseconds: the next poll follows after a minute. */
const MIGRATE_FOR_MS = 45_000;

const environment = readEnvironment(['EXPORTS_BUCKET', 'EXPORT_DAYS', 'JOB_HANDLER_FUNCTION', 'METRICS_NAMESPACE', 'MUSTER_VERSION']);
const { log, metrics, handler: observed } = observe(environment.METRICS_NAMESPACE);
const store = createStore();
const outbox = createOutbox(store, log);
const sqs = createSqsClient();
const objects = new ExportBucket(createS3Client(), environment.EXPORTS_BUCKET);
const deps = {
  operations: operationsThatPublish({ objects, outbox, metrics, exportDays: environment.EXPORT_DAYS }),
  store,
  outbox,
  queues: workQueues(sqs, systemClock),
  starter: new LambdaJobStarter(createLambdaClient(), environment.JOB_HANDLER_FUNCTION, systemRandom),
  clock: systemClock,
  log,
  metrics,
};

const manageQueue = optionalVariable('MANAGE_QUEUE_URL');
const managing = manageQueue !== undefined && {
  rows: new ManagedRepository({ store, outbox, clock: systemClock }),
  queue: new SqsQueue({ client: sqs, url: manageQueue, clock: systemClock }),
};

const migrating = {
  migrations: MIGRATIONS,
  store,
  clock: systemClock,
  log,
  version: environment.MUSTER_VERSION,
  settleMs: OLD_FUNCTIONS_MS,
};

export const handler = observed(async (_event: unknown, context: Context) => {
  const end = systemClock.now() + context.getRemainingTimeInMillis();
  const sendUntil = Math.min(end, systemClock.now() + SEND_FOR_MS);
  // None keeps the others from their work: jobs end while the bus is down, and events are sent while a job's row cannot be read.
  const sweep = managing && sweepDue(managing);
  await settled<unknown>([pollJobs({ ...deps, until: end }), sendUnsent({ ...deps, until: sendUntil }), ...(sweep ? [sweep] : [])]);
  await runMigrations(migrating, Math.min(end, systemClock.now() + MIGRATE_FOR_MS));
});
