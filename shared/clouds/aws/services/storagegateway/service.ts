/** AWS Storage Gateway: gateways and their file shares. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'storagegateway',
  sdk: '@aws-sdk/client-storage-gateway',
  client: 'StorageGatewayClient',
  permissions: 'storagegateway',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
