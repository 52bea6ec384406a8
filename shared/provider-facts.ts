/** The facts of each provider that need no call to a cloud. A function that imports only this module carries no code that calls one. */
import { awsFacts } from './clouds/aws/facts.ts';
import { azureFacts } from './clouds/azure/facts.ts';
import { ociFacts } from './clouds/oci/facts.ts';
import type { ProviderFacts } from './clouds/provider.ts';
import type { Provider } from './ids.ts';

export const PROVIDER_FACTS: readonly ProviderFacts[] = [awsFacts, azureFacts, ociFacts];

/** @throws TypeError for a provider that Muster does not read */
export function factsOf(provider: Provider): ProviderFacts {
  const found = PROVIDER_FACTS.find(({ id }) => id === provider);
  if (!found) throw new TypeError(`Muster does not read ${provider}.`);
  return found;
}
