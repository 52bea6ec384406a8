/** AWS Direct Connect: lines into AWS and the virtual interfaces on them, without the keys of BGP. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'directconnect',
  sdk: '@aws-sdk/client-direct-connect',
  client: 'DirectConnectClient',
  permissions: 'directconnect',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
