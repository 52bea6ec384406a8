/** AWS Lambda: functions with their layers, aliases and sources of events. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'lambda',
  sdk: '@aws-sdk/client-lambda',
  client: 'LambdaClient',
  permissions: 'lambda',
  // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (control plane, all calls together but for
  // those that have a limit of their own)
  limit: { perSecond: 15, burst: 15 },
  limits: { GetPolicy: { perSecond: 15, burst: 15 } },
});
