/** Reads slices from a cloud session: pages of resources in canonical form, each with its content hash. */
import type { Bookmark } from '../clouds/bookmark.ts';
import { CloudError } from '../clouds/cloud-error.ts';
import type { CloudSession, KnownVersions, LocatedResource, UnchangedResource } from '../clouds/cloud.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import { type Stage, timedPages, untimed } from '../observability/stages.ts';
import { CanonicalForm, type HashedResource } from './canonical-form.ts';
import type { SliceOutcome } from './model.ts';

/** A resource of which no text can be made, because it nests too deep. */
export interface UnusableResource {
  readonly resource_id: string;
  readonly unusable: true;
}

export class Fetcher {
  readonly #session: CloudSession;
  readonly #stage: Stage;

  /** `stage` times how long the caller waits for the cloud. */
  constructor(session: CloudSession, stage: Stage = untimed) {
    this.#session = session;
    this.#stage = stage;
  }

  /** Yields every page of the slice from the place of `bookmark` on. @throws CloudError if a page cannot be read */
  async *pages(
    type: ResourceType,
    segment: string,
    known: KnownVersions,
    bookmark?: Bookmark,
  ): AsyncGenerator<readonly (HashedResource | UnchangedResource | UnusableResource)[]> {
    const form = new CanonicalForm(type);
    for await (const page of timedPages(this.#stage, 'read', this.#session.fetch(type, segment, known, bookmark))) {
      yield page.map((resource) =>
        'unchanged' in resource ? resource : hashedBy(form, { ...resource, region: resource.region ?? segment }),
      );
    }
  }

  apiCalls(): number {
    return this.#session.apiCalls();
  }
}

function hashedBy(form: CanonicalForm, resource: LocatedResource): HashedResource | UnusableResource {
  try {
    return form.hashed(resource);
  } catch (error) {
    // The stack ends some thousands of levels down.
    if (error instanceof RangeError) return { resource_id: resource.resource_id, unusable: true };
    throw error;
  }
}

/** The outcome of a slice whose fetch ended with an error before the last page. */
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
