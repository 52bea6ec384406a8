/** Amazon Data Firehose: streams that deliver what they are given. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'kinesisfirehose',
  sdk: '@aws-sdk/client-firehose',
  client: 'FirehoseClient',
  permissions: 'firehose',
  // Each of its reads by itself: https://docs.aws.amazon.com/firehose/latest/dev/limits.html
  limit: { perSecond: 5, burst: 5 },
  perOperation: true,
  apis: [TAGGING],
});
