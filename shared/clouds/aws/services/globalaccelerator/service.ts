/** AWS Global Accelerator: accelerators. Its API is in one region. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'globalaccelerator',
  sdk: '@aws-sdk/client-global-accelerator',
  client: 'GlobalAcceleratorClient',
  permissions: 'globalaccelerator',
  global: true,
  home: 'us-west-2',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
