/**
 * Asks Resource Graph which types of resources a subscription has. It leaves out silently what the login may not read, and its quota counts
 * all of a login's queries together, so nothing rests on its answer but which further lists are read.
 */
import { unitName } from '../../unit-path.ts';
import type { RestClient } from './rest-client.ts';

/** The newest stable version. https://learn.microsoft.com/rest/api/azureresourcegraph/resourcegraph/resources/resources */
const PATH = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01';

const COUNTS = 'resources | summarize resources = count() by id = tolower(type)';
/** The most rows of a page, and more types than a subscription has. */
const TOP = 1000;

interface QueryAnswer {
  readonly data?: unknown;
  readonly resultTruncated?: unknown;
  readonly $skipToken?: unknown;
}

/**
 * The number of the subscription's resources by type, in lower case. Undefined if the answer is cut short.
 * @throws AzureError at once if the quota of the login is used up, because there is another way
 */
export async function countsByType(
  client: RestClient,
  subscription: string,
  take: () => Promise<void>,
): Promise<ReadonlyMap<string, number> | undefined> {
  const answer: QueryAnswer = await client.send({
    method: 'POST',
    url: PATH,
    body: { query: COUNTS, subscriptions: [subscription], options: { resultFormat: 'objectArray', $top: TOP } },
    take,
    waits: false,
  });
  const { data, resultTruncated, $skipToken } = answer;
  if (!Array.isArray(data) || resultTruncated !== 'false' || $skipToken !== undefined) return undefined;
  const counts = new Map<string, number>();
  for (const row of data as readonly Readonly<Record<string, unknown>>[]) {
    const { id, resources } = row;
    if (typeof id !== 'string' || typeof resources !== 'number') return undefined;
    counts.set(id, resources);
  }
  return counts;
}

/** Subscriptions of one query; Resource Graph takes 1,000 at most, and answers that many rows. */
const SUBSCRIPTIONS = 300;

const ANCESTORS =
  "resourcecontainers | where type =~ 'microsoft.resources/subscriptions' | project id, subscriptionId, chain = properties.managementGroupAncestorsChain";

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
    for (const { subscriptionId, chain } of (Array.isArray(data) ? data : []) as readonly Readonly<Record<string, unknown>>[]) {
      if (typeof subscriptionId === 'string' && Array.isArray(chain))
        paths.set(subscriptionId, pathOf(chain as readonly Ancestor[], tenant));
    }
  }
  return paths;
}

/** The nearest group comes first in the chain, the tenant's root group, which has the tenant's id, last. */
const pathOf = (chain: readonly Ancestor[], tenant: string): string =>
  chain
    .filter(({ name }) => name !== tenant)
    .map(({ name, displayName }) => unitName(typeof displayName === 'string' && displayName !== '' ? displayName : String(name)))
    .toReversed()
    .join('/');
