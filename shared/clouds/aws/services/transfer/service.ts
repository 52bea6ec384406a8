/** AWS Transfer Family: servers for and connectors to the transfer of files. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'transfer',
  sdk: '@aws-sdk/client-transfer',
  client: 'TransferClient',
  permissions: 'transfer',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
