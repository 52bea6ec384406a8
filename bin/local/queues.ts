/** The local platform's SQS and S3: starts fauxqs, and makes the template's queues and buckets in it. */
import { CreateBucketCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { CreateQueueCommand, GetQueueUrlCommand, QueueDoesNotExist, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { join } from 'node:path';
import { LOCAL_CLIENT } from './local-client.ts';
import { startServerThread, type ServerThread } from './server-thread.ts';
import { LOCAL_REGION } from './stack.ts';
import type { BucketModel, QueueModel } from './stack-model.ts';

export const startFauxqsThread = (path: string): Promise<ServerThread> =>
  startServerThread('SQS and S3', new URL('./fauxqs-thread.ts', import.meta.url), {
    path,
    objects: join(path, 'objects'),
    region: LOCAL_REGION,
  });

export const sqsClient = (endpoint: string): SQSClient => new SQSClient({ ...LOCAL_CLIENT, endpoint, useQueueUrlAsEndpoint: false });

export const s3Client = (endpoint: string): S3Client => new S3Client({ ...LOCAL_CLIENT, endpoint, forcePathStyle: true });

/** Creates the missing queues. Existing queues keep their messages and get the template's attributes. */
export async function ensureQueues(client: SQSClient, queues: readonly QueueModel[]): Promise<void> {
  await Promise.all(queues.map((queue) => ensureQueue(client, queue)));
}

async function ensureQueue(client: SQSClient, { name, url, attributes }: QueueModel): Promise<void> {
  try {
    await client.send(new GetQueueUrlCommand({ QueueName: name }));
    // An empty redrive policy removes one that the template no longer has.
    await client.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { RedrivePolicy: '', ...attributes } }));
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist)) throw error;
    await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  }
}

export async function ensureBuckets(endpoint: string, buckets: readonly BucketModel[]): Promise<void> {
  if (buckets.length === 0) return;
  const client = s3Client(endpoint);
  try {
    await Promise.all(buckets.map(({ name }) => ensureBucket(client, name)));
  } finally {
    client.destroy();
  }
}

async function ensureBucket(client: S3Client, name: string): Promise<void> {
  try {
    await client.send(new CreateBucketCommand({ Bucket: name }));
  } catch (error) {
    if (!(error instanceof S3ServiceException && error.name === 'BucketAlreadyOwnedByYou')) throw error;
  }
}
