/** Ends the tasks of messages that a work queue gave up. */
import type { Context, SQSEvent } from 'aws-lambda';
import { nightCloser } from '../shared/exports/close-night.ts';
import { ExportBucket } from '../shared/exports/export-bucket.ts';
import { consumeDeadLetters } from '../shared/platform/consume-tasks.ts';
import { createLambdaClient, createS3Client, createStore } from '../shared/platform/clients.ts';
import { readEnvironment } from '../shared/platform/environment.ts';
import { LambdaJobStarter } from '../shared/platform/lambda-job-starter.ts';
import { jsonLog, systemClock, systemRandom } from '../shared/real-seams.ts';
import type { BatchResponse } from '../shared/platform/sqs-batch.ts';

const environment = readEnvironment(['EXPORTS_BUCKET', 'JOB_HANDLER_FUNCTION']);
const log = jsonLog();
const store = createStore();
const deps = {
  store,
  starter: new LambdaJobStarter(createLambdaClient(), environment.JOB_HANDLER_FUNCTION, systemRandom),
  closeNight: nightCloser({
    store,
    objects: new ExportBucket(createS3Client(), environment.EXPORTS_BUCKET),
    clock: systemClock,
    random: systemRandom,
    log,
  }),
  clock: systemClock,
  log,
};

export const handler = async (event: SQSEvent, context: Context): Promise<BatchResponse> =>
  await consumeDeadLetters(event, { ...deps, until: systemClock.now() + context.getRemainingTimeInMillis() });
