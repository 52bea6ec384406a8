/** Amazon MSK Connect: connectors. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'kafkaconnect',
  sdk: '@aws-sdk/client-kafkaconnect',
  client: 'KafkaConnectClient',
  permissions: 'kafkaconnect',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
