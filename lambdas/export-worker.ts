/** One message, one account: runs its export task. */
import { tmpdir } from 'node:os';
import type { Context, SQSEvent } from 'aws-lambda';
import { AccountDirectory } from '../shared/connections/account-repository.ts';
import { filesBelow } from '../shared/exports/account-files.ts';
import { nightCloser } from '../shared/exports/close-night.ts';
import { ExportBucket } from '../shared/exports/export-bucket.ts';
import { ExportWork } from '../shared/exports/export-work.ts';
import { consumeTasks } from '../shared/platform/consume-tasks.ts';
import { createLambdaClient, createS3Client, createSqsClient, createStore } from '../shared/platform/clients.ts';
import { readEnvironment } from '../shared/platform/environment.ts';
import { LambdaJobStarter } from '../shared/platform/lambda-job-starter.ts';
import { jsonLog, systemClock, systemRandom } from '../shared/real-seams.ts';
import type { BatchResponse } from '../shared/platform/sqs-batch.ts';
import { SqsQueue } from '../shared/queues/sqs-queue.ts';

const environment = readEnvironment(['EXPORT_QUEUE_URL', 'JOB_HANDLER_FUNCTION', 'MAX_RECEIVE_COUNT', 'EXPORTS_BUCKET']);
const store = createStore();
const objects = new ExportBucket(createS3Client(), environment.EXPORTS_BUCKET);
const log = jsonLog();
const deps = {
  store,
  queue: new SqsQueue({ client: createSqsClient(), url: environment.EXPORT_QUEUE_URL, clock: systemClock }),
  starter: new LambdaJobStarter(createLambdaClient(), environment.JOB_HANDLER_FUNCTION, systemRandom),
  closeNight: nightCloser({ store, objects, clock: systemClock, random: systemRandom, log }),
  clock: systemClock,
  random: systemRandom,
  log,
  maxReceiveCount: environment.MAX_RECEIVE_COUNT,
  accounts: new AccountDirectory(store),
  work: new ExportWork({ store, objects, clock: systemClock, log, files: filesBelow(tmpdir()) }),
};

export const handler = async (event: SQSEvent, context: Context): Promise<BatchResponse> =>
  await consumeTasks(event, systemClock.now() + context.getRemainingTimeInMillis(), deps);
