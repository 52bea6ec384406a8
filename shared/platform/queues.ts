/** The work queues, by operation. */
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Queues } from '../jobs/model.ts';
import { OPERATION_NAMES } from '../operations.ts';
import { SqsQueue } from '../queues/sqs-queue.ts';
import type { Clock } from '../seams.ts';
import { queueUrl } from './environment.ts';

export const workQueues = (client: SQSClient, clock: Clock): Queues =>
  Object.fromEntries(OPERATION_NAMES.map((name) => [name, new SqsQueue({ client, url: queueUrl(name), clock })]));
