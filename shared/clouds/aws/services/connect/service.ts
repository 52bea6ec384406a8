/** Amazon Connect: instances. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'connect',
  sdk: '@aws-sdk/client-connect',
  client: 'ConnectClient',
  permissions: 'connect',
  // https://docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.html (API throttling, all other operations)
  limit: { perSecond: 2, burst: 5 },
});
