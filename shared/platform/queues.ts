/** The work queues, one per operation. */
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Queues } from '../jobs/model.ts';
import { SqsQueue } from '../queues/sqs-queue.ts';
import type { Clock } from '../seams.ts';
import { readEnvironment } from './environment.ts';

export function workQueues(client: SQSClient, clock: Clock): Queues {
  const urls = readEnvironment(['INVENTORY_QUEUE_URL', 'SCAN_QUEUE_URL', 'EXPORT_QUEUE_URL']);
  return {
    inventory: new SqsQueue({ client, url: urls.INVENTORY_QUEUE_URL, clock }),
    scan: new SqsQueue({ client, url: urls.SCAN_QUEUE_URL, clock }),
    export: new SqsQueue({ client, url: urls.EXPORT_QUEUE_URL, clock }),
  };
}
