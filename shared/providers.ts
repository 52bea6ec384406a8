/** The providers that Muster reads. A provider is registered here and in `provider-facts.ts`; nothing else in `shared/` imports one. */
import { aws } from './clouds/aws/provider.ts';
import { azure } from './clouds/azure/provider.ts';
import { oci } from './clouds/oci/provider.ts';
import type { CloudProvider } from './clouds/provider.ts';

export const CLOUD_PROVIDERS: readonly CloudProvider[] = [aws, azure, oci];
