/** Where the queries of public zones are logged. */
import { arn, defineType, inside, paged, relation } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Route53::QueryLoggingConfig',
  kind: 'settings',
  list: paged('ListQueryLoggingConfigs', 'QueryLoggingConfigs', { MaxResults: 100 }),
  id: 'Id',
  nativeId: arn('queryloggingconfig/{Id}', { account: false }),
  relationships: [
    inside('AWS::Route53::HostedZone', 'HostedZoneId'),
    relation('logs_to', 'AWS::Logs::LogGroup', 'CloudWatchLogsLogGroupArn'),
  ],
});
