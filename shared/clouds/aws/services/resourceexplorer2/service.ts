/** AWS Resource Explorer: the indexes of an account. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'resourceexplorer2',
  sdk: '@aws-sdk/client-resource-explorer-2',
  client: 'ResourceExplorer2Client',
  permissions: 'resource-explorer-2',
  // One region answers for all of them.
  global: true,
  // https://docs.aws.amazon.com/resource-explorer/latest/userguide/quotas.html (operations other than Search)
  limit: { perSecond: 3, burst: 3 },
});
