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
  displayName: z.unknown().optional(),
  freeformTags: z.unknown().optional(),
  definedTags: z.unknown().optional(),
});
const typedSchema = itemSchema.pick({ resourceType: true });
const pageSchema = z.object({ items: z.array(z.unknown()) });

type SearchItem = z.infer<typeof itemSchema>;

export interface SearchPlace {
  readonly region: string;
  readonly domain: string;
}

/** Search's answer about the types in a region. */
export interface FoundTypes {
  /** The types of which there are resources that the login may see, sorted. */
  readonly types: readonly string[];
  /** The number of items that name no type. */
  readonly unnamed: number;
}

/** @throws what `OciClient.call` throws */
export async function typesIn(client: OciClient, place: SearchPlace): Promise<FoundTypes> {
  const types = new Set<string>();
  let unnamed = 0;
  for await (const items of search(client, place, 'all')) {
    for (const item of items) {
      const { success, data } = typedSchema.safeParse(item);
      if (success) types.add(data.resourceType);
      else unnamed += 1;
    }
  }
  return { types: [...types].filter((type) => TYPE_NAME.test(type)).toSorted(), unnamed };
}

/** Says that a list of types is not whole. */
export const unnamedTypes = (items: number): CloudError =>
  new CloudError(`Resource Search told of ${items} resources without their type, so that types may be missing.`, {
    class: 'invalid',
    error_code: 'UnexpectedAnswer',
  });

export interface SummaryPage {
  readonly resources: readonly FetchedResource[];
  /** The number of items that were left out because they have no identifier or no type. */
  readonly skipped: number;
}

/** The resources of one type, as Search summarizes them, page by page. @throws what `OciClient.call` throws */
export async function* summariesOf(client: OciClient, place: SearchPlace, type: string): AsyncGenerator<SummaryPage> {
  if (!TYPE_NAME.test(type)) {
    throw new CloudError('A stored type has a name that Resource Search cannot have.', { class: 'invalid', error_code: 'UnknownType' });
  }
  for await (const items of search(client, place, type)) {
    const parsed = items.map((item) => itemSchema.safeParse(item)).flatMap(({ data }) => (data ? [data] : []));
    yield {
      resources: parsed.filter(({ resourceType }) => resourceType === type).map(resourceOf),
      skipped: items.length - parsed.length,
    };
  }
}

async function* search(client: OciClient, { region, domain }: SearchPlace, what: string): AsyncGenerator<readonly unknown[]> {
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
  const { identifier, displayName, freeformTags, definedTags } = summary;
  return {
    resource_id: identifier,
    native_id: identifier,
    name: typeof displayName === 'string' ? displayName : null,
    tags: areTags(freeformTags) && areTags(definedTags) ? mergedTags(freeformTags, definedTags) : null,
    config: summary,
    unread: {},
    relationships: [],
  };
}

/** False for a value that no tags can be read from; a resource without tags may lack the value. */
const areTags = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value));
