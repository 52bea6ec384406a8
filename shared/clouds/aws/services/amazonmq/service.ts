/** Amazon MQ: brokers. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'amazonmq',
  sdk: '@aws-sdk/client-mq',
  client: 'MqClient',
  permissions: 'mq',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
