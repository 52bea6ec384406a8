/** Amazon CloudWatch Logs: log groups. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'logs',
  sdk: '@aws-sdk/client-cloudwatch-logs',
  client: 'CloudWatchLogsClient',
  permissions: 'logs',
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html (DescribeLogGroups)
  limit: { perSecond: 10, burst: 10 },
  apis: [TAGGING],
});
