/** Each message names the scan task of one account; the worker runs that task. */
import type { Context, SQSEvent } from 'aws-lambda';
import { AccountDirectory } from '../shared/connections/account-repository.ts';
import { OPERATIONS } from '../shared/operations.ts';
import { consumeTasks } from '../shared/platform/consume-tasks.ts';
import { observe } from '../shared/observability/observe.ts';
import { tracedSpans } from '../shared/observability/traced-spans.ts';
import { createLambdaClient, createS3Client, createSqsClient, createStore } from '../shared/platform/clients.ts';
import { queueUrl, readEnvironment } from '../shared/platform/environment.ts';
import { LambdaJobStarter } from '../shared/platform/lambda-job-starter.ts';
import { systemClock, systemRandom } from '../shared/real-seams.ts';
import { PolicyBucket } from '../shared/policies/policy-bucket.ts';
import { PolicyLibrary } from '../shared/policies/policy-library.ts';
import { SqsQueue } from '../shared/queues/sqs-queue.ts';
import { ScanWork } from '../shared/scan/scan-work.ts';

/** The most findings that are written at the same time. */
const WRITE_CONCURRENCY = 16;

const environment = readEnvironment(['JOB_HANDLER_FUNCTION', 'MAX_RECEIVE_COUNT', 'EXPORTS_BUCKET', 'METRICS_NAMESPACE']);
const { log, metrics, handler: observed } = observe(environment.METRICS_NAMESPACE);
const store = createStore();
const deps = {
  operations: OPERATIONS,
  store,
  queue: new SqsQueue({ client: createSqsClient(), url: queueUrl('scan'), clock: systemClock }),
  starter: new LambdaJobStarter(createLambdaClient(), environment.JOB_HANDLER_FUNCTION, systemRandom),
  clock: systemClock,
  random: systemRandom,
  log,
  metrics,
  spans: tracedSpans,
  maxReceiveCount: environment.MAX_RECEIVE_COUNT,
  accounts: new AccountDirectory(store),
  work: new ScanWork({
    store,
    library: new PolicyLibrary(new PolicyBucket(createS3Client(), environment.EXPORTS_BUCKET)),
    clock: systemClock,
    writeConcurrency: WRITE_CONCURRENCY,
    metrics,
  }),
};

export const handler = observed(
  async (event: SQSEvent, context: Context) => await consumeTasks(event, systemClock.now() + context.getRemainingTimeInMillis(), deps),
);
