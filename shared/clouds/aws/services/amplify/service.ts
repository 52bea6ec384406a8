/** AWS Amplify hosting: apps and their branches. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'amplify',
  sdk: '@aws-sdk/client-amplify',
  client: 'AmplifyClient',
  permissions: 'amplify',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
