/**
 * Asks Resource Graph which types of resources a subscription has. It leaves out silently what the login may not read, and its quota counts
 * all of a login's queries together, so nothing rests on its answer but which further lists are read.
 */
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
