/** Amazon Kinesis Data Streams: streams and their consumers, without records. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'kinesis',
  sdk: '@aws-sdk/client-kinesis',
  client: 'KinesisClient',
  permissions: 'kinesis',
  // https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html (each API is counted by itself)
  limit: { perSecond: 5, burst: 5 },
  perOperation: true,
  limits: { DescribeStreamSummary: { perSecond: 20, burst: 20 } },
  apis: [TAGGING],
});
