/** The facts of each provider that need no call to a cloud. A function that imports only this module carries no code that calls one. */
import { awsFacts } from './clouds/aws/facts.ts';
import type { ProviderFacts } from './clouds/provider.ts';

export const PROVIDER_FACTS: readonly ProviderFacts[] = [awsFacts];
