/** Each message names the export task of one account; the worker runs that task. */
import { tmpdir } from 'node:os';
import type { Context, SQSEvent } from 'aws-lambda';
import { AccountDirectory } from '../shared/connections/account-repository.ts';
import { filesBelow } from '../shared/exports/account-files.ts';
import { ExportBucket } from '../shared/exports/export-bucket.ts';
import { ExportWork } from '../shared/exports/export-work.ts';
import { operationsThatPublish } from '../shared/operations.ts';
import { consumeTasks } from '../shared/platform/consume-tasks.ts';
import { observe } from '../shared/observability/observe.ts';
import { tracedSpans } from '../shared/observability/traced-spans.ts';
import { createLambdaClient, createS3Client, createSqsClient, createStore } from '../shared/platform/clients.ts';
import { queueUrl, readEnvironment } from '../shared/platform/environment.ts';
import { LambdaJobStarter } from '../shared/platform/lambda-job-starter.ts';
import { systemClock, systemRandom } from '../shared/real-seams.ts';
import { SqsQueue } from '../shared/queues/sqs-queue.ts';

const environment = readEnvironment(['JOB_HANDLER_FUNCTION', 'MAX_RECEIVE_COUNT', 'EXPORTS_BUCKET', 'EXPORT_DAYS', 'METRICS_NAMESPACE']);
const { log, metrics, handler: observed } = observe(environment.METRICS_NAMESPACE);
const store = createStore();
const objects = new ExportBucket(createS3Client(), environment.EXPORTS_BUCKET);
const deps = {
  operations: operationsThatPublish({ objects, metrics, exportDays: environment.EXPORT_DAYS }),
  store,
  queue: new SqsQueue({ client: createSqsClient(), url: queueUrl('export'), clock: systemClock }),
  starter: new LambdaJobStarter(createLambdaClient(), environment.JOB_HANDLER_FUNCTION, systemRandom),
  clock: systemClock,
  random: systemRandom,
  log,
  metrics,
  spans: tracedSpans,
  maxReceiveCount: environment.MAX_RECEIVE_COUNT,
  accounts: new AccountDirectory(store),
  work: new ExportWork({ store, objects, clock: systemClock, metrics, files: filesBelow(tmpdir()) }),
};

export const handler = observed(
  async (event: SQSEvent, context: Context) => await consumeTasks(event, systemClock.now() + context.getRemainingTimeInMillis(), deps),
);
