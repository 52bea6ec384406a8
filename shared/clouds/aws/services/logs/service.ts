/** Amazon CloudWatch Logs: log groups, their metric filters, deliveries and policies. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'logs',
  sdk: '@aws-sdk/client-cloudwatch-logs',
  client: 'CloudWatchLogsClient',
  permissions: 'logs',
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html (DescribeLogGroups)
  limit: { perSecond: 10, burst: 10 },
  // No limit is published for these.
  limits: {
    DescribeDeliveries: { perSecond: 5, burst: 5 },
    DescribeDeliverySources: { perSecond: 5, burst: 5 },
    DescribeMetricFilters: { perSecond: 5, burst: 5 },
    DescribeResourcePolicies: { perSecond: 5, burst: 5 },
  },
  apis: [TAGGING],
});
