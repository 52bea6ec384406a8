/** Amazon Athena: workgroups and catalogs of data. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'athena',
  sdk: '@aws-sdk/client-athena',
  client: 'AthenaClient',
  permissions: 'athena',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
  apis: [TAGGING],
});
