/** Ends the tasks whose messages a work queue has moved to its dead-letter queue. */
import type { Context, SQSEvent } from 'aws-lambda';
import { nightCloser } from '../shared/exports/close-night.ts';
import { ExportBucket } from '../shared/exports/export-bucket.ts';
import { consumeDeadLetters } from '../shared/platform/consume-tasks.ts';
import { operationsThatClose } from '../shared/operations.ts';
import { observe } from '../shared/observability/observe.ts';
import { createLambdaClient, createS3Client, createStore } from '../shared/platform/clients.ts';
import { readEnvironment } from '../shared/platform/environment.ts';
import { LambdaJobStarter } from '../shared/platform/lambda-job-starter.ts';
import { systemClock, systemRandom } from '../shared/real-seams.ts';

const environment = readEnvironment(['EXPORTS_BUCKET', 'JOB_HANDLER_FUNCTION', 'METRICS_NAMESPACE']);
const { log, metrics, handler: observed } = observe(environment.METRICS_NAMESPACE);
const store = createStore();
const closeNight = nightCloser({
  store,
  objects: new ExportBucket(createS3Client(), environment.EXPORTS_BUCKET),
  clock: systemClock,
  random: systemRandom,
  log,
  metrics,
});
const deps = {
  operations: operationsThatClose(closeNight),
  store,
  starter: new LambdaJobStarter(createLambdaClient(), environment.JOB_HANDLER_FUNCTION, systemRandom),
  clock: systemClock,
  log,
  metrics,
};

export const handler = observed(
  async (event: SQSEvent, context: Context) =>
    await consumeDeadLetters(event, { ...deps, until: systemClock.now() + context.getRemainingTimeInMillis() }),
);
