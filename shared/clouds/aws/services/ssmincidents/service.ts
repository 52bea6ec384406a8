/** AWS Systems Manager Incident Manager: where it keeps its data, and how incidents are answered. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'ssmincidents',
  sdk: '@aws-sdk/client-ssm-incidents',
  client: 'SSMIncidentsClient',
  permissions: 'ssm-incidents',
  offered: {
    only: [
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-south-1',
      'ap-southeast-1',
      'ap-southeast-2',
      'ca-central-1',
      'eu-central-1',
      'eu-north-1',
      'eu-west-1',
      'eu-west-2',
      'eu-west-3',
      'sa-east-1',
      'us-east-1',
      'us-east-2',
      'us-west-1',
      'us-west-2',
    ],
  },
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
