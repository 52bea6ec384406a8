/** The providers that Muster reads: this list and that of their facts are the only registration. Nothing else in `shared/` imports a provider. */
import { aws } from './clouds/aws/provider.ts';
import type { CloudProvider } from './clouds/provider.ts';

export const CLOUD_PROVIDERS: readonly CloudProvider[] = [aws];
