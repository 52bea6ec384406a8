/**
 * Asks Resource Search what exists in a region. Search leaves out silently what the login may not inspect, and its index lags behind, so
 * its answers tell of resources and never of their absence.
 */
import { z } from 'zod';
import { CloudError } from '../cloud-error.ts';
import type { FetchedResource } from '../cloud.ts';
import type { OciClient } from './access/client.ts';
import { APIS } from './apis.ts';
import { hostOf } from './realms.ts';
import { mergedTags } from './tags.ts';

const PAGE = 1000;

/** The form of the names of Search's types, which become a part of a query. */
const TYPE_NAME = /^[A-Za-z][A-Za-z0-9]{0,79}$/;

const itemSchema = z.looseObject({
  resourceType: z.string(),
  identifier: z.string().min(1),
  displayName: z.string().nullish(),
  freeformTags: z.record(z.string(), z.string()).nullish(),
  definedTags: z.record(z.string(), z.record(z.string(), z.unknown())).nullish(),
});
const pageSchema = z.object({ items: z.array(itemSchema) });

type SearchItem = z.infer<typeof itemSchema>;

export interface SearchPlace {
  readonly region: string;
  readonly domain: string;
}

/** The types of which the region has resources that the login may see, sorted. @throws what `OciClient.call` throws */
export async function typesIn(client: OciClient, place: SearchPlace): Promise<readonly string[]> {
  const types = new Set<string>();
  for await (const items of search(client, place, 'all')) for (const { resourceType } of items) types.add(resourceType);
  return [...types].filter((type) => TYPE_NAME.test(type)).toSorted();
}

/** The resources of one type, as Search summarizes them, page by page. @throws what `OciClient.call` throws */
export async function* summariesOf(client: OciClient, place: SearchPlace, type: string): AsyncGenerator<readonly FetchedResource[]> {
  if (!TYPE_NAME.test(type)) {
    throw new CloudError('A stored type has a name that Resource Search cannot have.', { class: 'invalid', error_code: 'UnknownType' });
  }
  for await (const items of search(client, place, type)) yield items.filter(({ resourceType }) => resourceType === type).map(resourceOf);
}

async function* search(client: OciClient, { region, domain }: SearchPlace, what: string): AsyncGenerator<readonly SearchItem[]> {
  const { host, version } = APIS.search;
  const url = new URL(`https://${hostOf(host, region, domain)}${version}/resources?limit=${PAGE}`);
  const body = JSON.stringify({ type: 'Structured', query: `query ${what} resources`, matchingContextType: 'NONE' });
  const call = { service: 'search', region, operation: `POST ${version}/resources`, request: { method: 'POST', url, body } } as const;
  for await (const answer of client.pages(call)) {
    const { success, data } = pageSchema.safeParse(answer.body);
    if (!success) {
      throw new CloudError("Resource Search's answer has not the form that its documentation gives.", {
        class: 'invalid',
        error_code: 'UnexpectedAnswer',
      });
    }
    yield data.items;
  }
}

/** The summary without what belongs to the query and not to the resource. */
function resourceOf({ searchContext: _context, identityContext: _identity, ...summary }: SearchItem): FetchedResource {
  return {
    resource_id: summary.identifier,
    native_id: summary.identifier,
    name: summary.displayName ?? null,
    tags: mergedTags(summary.freeformTags, summary.definedTags),
    config: summary,
    unread: {},
    relationships: [],
  };
}
