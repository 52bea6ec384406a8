/** Amazon MSK: clusters of Apache Kafka and their configurations. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'msk',
  sdk: '@aws-sdk/client-kafka',
  client: 'KafkaClient',
  permissions: 'kafka',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
