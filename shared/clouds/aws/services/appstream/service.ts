/** Amazon AppStream 2.0: fleets. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'appstream',
  sdk: '@aws-sdk/client-appstream',
  client: 'AppStreamClient',
  permissions: 'appstream',
  // No limit is published for these reads; a region has ten fleets, unless its quota is raised.
  limit: { perSecond: 5, burst: 10 },
});
