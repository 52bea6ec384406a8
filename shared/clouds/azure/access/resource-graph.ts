/**
 * Asks Resource Graph for the management groups above subscriptions. It leaves out silently what the login may not read, and its quota counts all of
 * a login's queries together (15 in five seconds), so nothing else is asked of it, and no query is made for each subscription.
 */
import { unitName } from '../../unit-path.ts';
import type { RestClient } from './rest-client.ts';

/** The newest stable version. https://learn.microsoft.com/rest/api/azureresourcegraph/resourcegraph/resources/resources */
const PATH = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01';

/** The most rows of a page, and more than there are subscriptions of one query. */
const TOP = 1000;

interface QueryAnswer {
  readonly data?: unknown;
}

/** Subscriptions of one query; Resource Graph takes 1,000 at most, and answers that many rows. */
const SUBSCRIPTIONS = 300;

const ANCESTORS =
  "resourcecontainers | where type =~ 'microsoft.resources/subscriptions' | project id, subscriptionId, chain = properties.managementGroupAncestorsChain";

interface Subscription {
  readonly subscriptionId: unknown;
  readonly chain: unknown;
}

interface Ancestor {
  readonly name?: unknown;
  readonly displayName?: unknown;
}

/**
 * The management groups above each subscription, as names from the top without the tenant's root: `Workloads/Production`. A subscription
 * that Resource Graph says nothing of is absent. @throws AzureError
 */
export async function managementGroupPaths(
  client: RestClient,
  subscriptions: readonly string[],
  tenant: string,
): Promise<ReadonlyMap<string, string>> {
  const paths = new Map<string, string>();
  for (let first = 0; first < subscriptions.length; first += SUBSCRIPTIONS) {
    const { data }: QueryAnswer = await client.send({
      method: 'POST',
      url: PATH,
      body: {
        query: ANCESTORS,
        subscriptions: subscriptions.slice(first, first + SUBSCRIPTIONS),
        options: { resultFormat: 'objectArray', $top: TOP },
      },
      take: async () => {},
    });
    // Rows and groups may be anything that JSON can hold.
    for (const row of (Array.isArray(data) ? data : []) as readonly (Partial<Subscription> | null)[]) {
      if (typeof row?.subscriptionId !== 'string' || !Array.isArray(row.chain)) continue;
      const path = pathOf(row.chain, tenant);
      if (path !== undefined) paths.set(row.subscriptionId, path);
    }
  }
  return paths;
}

/** The nearest group comes first in the chain, the tenant's root group, which has the tenant's id, last. Undefined if a group has no name. */
function pathOf(chain: readonly (Ancestor | null)[], tenant: string): string | undefined {
  const groups = chain.filter((group): group is Ancestor & { readonly name: string } => typeof group?.name === 'string');
  if (groups.length < chain.length) return undefined;
  return groups
    .filter(({ name }) => name !== tenant)
    .map(({ name, displayName }) => unitName(typeof displayName === 'string' && displayName !== '' ? displayName : name))
    .toReversed()
    .join('/');
}
