/** What Muster knows of each provider without asking it. A function that imports this alone carries no code that calls a cloud. */
import { awsFacts } from './clouds/aws/facts.ts';
import type { ProviderFacts } from './clouds/provider.ts';

export const PROVIDER_FACTS: readonly ProviderFacts[] = [awsFacts];
