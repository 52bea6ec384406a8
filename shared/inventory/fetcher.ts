/** Reads slices from a cloud session: pages of resources in one stable form, each with its content hash. */
import { CloudError } from '../clouds/cloud-error.ts';
import type { CloudSession, FetchedResource, LocatedResource } from '../clouds/cloud.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import { canonicalJson, contentHash, toTheDay, without } from './canonical-json.ts';
import { stateOf } from './changes.ts';
import type { SliceError, SliceOutcome } from './model.ts';

export interface HashedResource {
  readonly resource: LocatedResource;
  readonly hash: string;
}

export class Fetcher {
  readonly #session: CloudSession;

  constructor(session: CloudSession) {
    this.#session = session;
  }

  /** Ends only if the slice was paged to its end. @throws CloudError */
  async *pages(type: ResourceType, segment: string): AsyncGenerator<readonly HashedResource[]> {
    for await (const page of this.#session.fetch(type, segment)) yield page.map((resource) => this.#hashed(type, segment, resource));
  }

  apiCalls(): number {
    return this.#session.apiCalls();
  }

  #hashed(type: ResourceType, segment: string, fetched: FetchedResource): HashedResource {
    const relationships = [...fetched.relationships].toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
    const resource = { ...fetched, region: fetched.region ?? segment, relationships };
    const config = toTheDay(without(resource.config, type.volatile), type.daily);
    return { resource, hash: contentHash({ ...stateOf(resource), config }) };
  }
}

/** How a slice ended that a fetch could not page to its end. */
export function failedOutcome(error: CloudError, pagesRead: number): SliceOutcome {
  switch (error.details.class) {
    case 'denied':
      return pagesRead > 0 ? 'partial' : 'denied';
    case 'unsupported':
      return pagesRead > 0 ? 'partial' : 'unsupported';
    case 'invalid':
    case 'throttled':
    case 'transient':
      return pagesRead > 0 ? 'partial' : 'failed';
  }
}

export const sliceErrorOf = (error: CloudError): SliceError => ({ ...error.details, message: error.message });
