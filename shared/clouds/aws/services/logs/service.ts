/** Amazon CloudWatch Logs: log groups. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'logs',
  sdk: '@aws-sdk/client-cloudwatch-logs',
  client: 'CloudWatchLogsClient',
  permissions: 'logs',
  // No limit is published for ListTagsForResource; other reads of log groups allow this.
  limit: { perSecond: 10, burst: 10 },
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
  limits: { DescribeLogGroups: { perSecond: 10, burst: 10 } },
});
