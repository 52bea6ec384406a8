/**
 * The providers that Muster reads: these two lists are the only registration, and nothing else in `shared/` imports a provider.
 * The facts are a list of their own, so that a function which calls no cloud carries no code that does.
 */
import { awsFacts } from './clouds/aws/facts.ts';
import { aws } from './clouds/aws/provider.ts';
import type { CloudProvider, ProviderFacts } from './clouds/provider.ts';

export const PROVIDER_FACTS: readonly ProviderFacts[] = [awsFacts];

export const CLOUD_PROVIDERS: readonly CloudProvider[] = [aws];
