/** Amazon CloudWatch: alarms, dashboards, and streams of metrics. */
import type { RelationshipPaths } from '../../../types/definition.ts';
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'cloudwatch',
  sdk: '@aws-sdk/client-cloudwatch',
  client: 'CloudWatchClient',
  permissions: 'cloudwatch',
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html (DescribeAlarms)
  limit: { perSecond: 9, burst: 9 },
  apis: [TAGGING],
});

/** The ARNs of an alarm's actions are those of topics, but for these. */
export const ACTIONS = {
  relation: 'notifies',
  type: 'AWS::SNS::Topic',
  paths: ['AlarmActions[]', 'OKActions[]', 'InsufficientDataActions[]'],
  byPrefix: { 'function:': 'AWS::Lambda::Function', 'scalingPolicy:': 'AWS::AutoScaling::ScalingPolicy' },
} as const satisfies RelationshipPaths;
