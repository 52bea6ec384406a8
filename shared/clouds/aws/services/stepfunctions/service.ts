/** AWS Step Functions: state machines. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'stepfunctions',
  sdk: '@aws-sdk/client-sfn',
  client: 'SFNClient',
  permissions: 'states',
  // https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html (ListStateMachines, the lowest of the actions that are used here)
  limit: { perSecond: 5, burst: 100 },
  apis: [TAGGING],
});
