/** AWS Service Catalog: portfolios. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'servicecatalog',
  sdk: '@aws-sdk/client-service-catalog',
  client: 'ServiceCatalogClient',
  permissions: 'servicecatalog',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
