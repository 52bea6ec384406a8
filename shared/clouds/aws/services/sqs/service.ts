/** Amazon SQS: queues. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'sqs',
  sdk: '@aws-sdk/client-sqs',
  client: 'SQSClient',
  permissions: 'sqs',
  // No limit is published for reads of queue settings.
  limit: { perSecond: 100, burst: 100 },
});
