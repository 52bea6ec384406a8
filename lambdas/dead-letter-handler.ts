/** Ends the tasks whose messages a work queue has moved to its dead-letter queue. */
import type { Context, SQSEvent } from 'aws-lambda';
import { ExportBucket } from '../shared/exports/export-bucket.ts';
import { consumeDeadLetters } from '../shared/platform/consume-tasks.ts';
import { operationsThatPublish } from '../shared/operations.ts';
import { observe } from '../shared/observability/observe.ts';
import { createLambdaClient, createS3Client, createStore } from '../shared/platform/clients.ts';
import { createOutbox } from '../shared/platform/create-outbox.ts';
import { readEnvironment } from '../shared/platform/environment.ts';
import { LambdaJobStarter } from '../shared/platform/lambda-job-starter.ts';
import { systemClock, systemRandom } from '../shared/real-seams.ts';

const environment = readEnvironment(['EXPORTS_BUCKET', 'EXPORT_DAYS', 'JOB_HANDLER_FUNCTION', 'METRICS_NAMESPACE']);
const { log, metrics, handler: observed } = observe(environment.METRICS_NAMESPACE);
const store = createStore();
const outbox = createOutbox(store, log);
const objects = new ExportBucket(createS3Client(), environment.EXPORTS_BUCKET);
const deps = {
  operations: operationsThatPublish({ objects, outbox, metrics, exportDays: environment.EXPORT_DAYS }),
  store,
  outbox,
  starter: new LambdaJobStarter(createLambdaClient(), environment.JOB_HANDLER_FUNCTION, systemRandom),
  clock: systemClock,
  log,
  metrics,
};

export const handler = observed(
  async (event: SQSEvent, context: Context) =>
    await consumeDeadLetters(event, { ...deps, until: systemClock.now() + context.getRemainingTimeInMillis() }),
);
