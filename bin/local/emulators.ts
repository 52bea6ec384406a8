/** Starts the emulators of DynamoDB, SQS, SNS and S3 together, then makes the template's tables, queues, topics and buckets in them. */
import type { DataFolder } from './data-folder.ts';
import { dynamoDbClient, ensureTables, startDynamoDb, sweepExpired } from './dynamodb.ts';
import { grantsOf } from './grants.ts';
import { expireLeases, releaseMessages, restoreOpenJobs } from './recovery.ts';
import { ensureBuckets, ensureQueues, sqsClient, startFauxqsThread } from './queues.ts';
import { ensureTopics } from './topics.ts';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { StackModel } from './stack-model.ts';

export interface Emulators {
  readonly dynamodb: string;
  readonly sqs: string;
  readonly sns: string;
  readonly s3: string;
  readonly sqsClient: SQSClient;
  /** Rejects if one of them dies; never resolves. */
  readonly failed: Promise<never>;
  /**
   * Creates missing tables, queues and buckets, and ends the leases of an earlier platform.
   * @throws UserError if an existing table has other keys or indexes
   */
  provision(stack: StackModel): Promise<void>;
  /** Deletes the rows that have expired. */
  sweep(stack: StackModel): Promise<void>;
  stop(): Promise<void>;
}

/** @throws UserError if one of them does not start */
export async function startEmulators(folder: DataFolder): Promise<Emulators> {
  releaseMessages(folder.fauxqs);
  const [dynamodb, fauxqs] = await Promise.allSettled([startDynamoDb(folder.dynamodb), startFauxqsThread(folder.fauxqs)]);
  if (dynamodb.status === 'rejected' || fauxqs.status === 'rejected') {
    if (dynamodb.status === 'fulfilled') await dynamodb.value.stop();
    if (fauxqs.status === 'fulfilled') await fauxqs.value.stop();
    throw dynamodb.status === 'rejected' ? dynamodb.reason : (fauxqs as PromiseRejectedResult).reason;
  }
  const database = dynamoDbClient(dynamodb.value.url);
  const sqs = sqsClient(fauxqs.value.url);
  const failed = Promise.race([dynamodb.value.failed, fauxqs.value.failed]);
  failed.catch(() => undefined);
  return {
    dynamodb: dynamodb.value.url,
    sqs: fauxqs.value.url,
    sns: fauxqs.value.url,
    s3: fauxqs.value.url,
    sqsClient: sqs,
    failed,
    provision: async (stack) => {
      const grants = grantsOf(stack);
      dynamodb.value.allow(grants);
      fauxqs.value.allow(grants);
      const { tables, queues, topics, subscriptions, buckets } = stack;
      const ready = ensureTables(database, tables)
        .then(() => expireLeases(database, stack))
        .then(() => restoreOpenJobs(database, stack));
      const work = Promise.all([
        ready,
        ensureQueues(sqs, queues),
        ensureTopics(fauxqs.value.url, topics, subscriptions),
        ensureBuckets(fauxqs.value.url, buckets),
      ]);
      await Promise.race([work, failed]);
    },
    sweep: ({ tables }) => sweepExpired(database, tables, Math.floor(Date.now() / 1000)),
    stop: async () => {
      database.destroy();
      sqs.destroy();
      await Promise.all([dynamodb.value.stop(), fauxqs.value.stop()]);
    },
  };
}
