/** Amazon EventBridge Schemas: registries. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'eventschemas',
  sdk: '@aws-sdk/client-schemas',
  client: 'SchemasClient',
  permissions: 'schemas',
  offered: {
    missing: ['ap-south-2', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-7', 'ca-west-1', 'il-central-1', 'mx-central-1'],
  },
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
