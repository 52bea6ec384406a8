/** One task's access to one tenancy: its client, its token buckets, its compartments and its count of calls. */
import { CloudError } from '../cloud-error.ts';
import {
  type CloudSession,
  type DiscoveredSlice,
  discoveredTooLate,
  type FetchedResource,
  GLOBAL_SEGMENT,
  type KnownVersions,
  NOTHING_STORED,
  SEARCH_ONLY,
  undiscovered,
  UNDISCOVERED,
  type UnchangedResource,
  type VisitedCompartments,
} from '../cloud.ts';
import type { Bookmark } from '../bookmark.ts';
import { RateLimiter } from '../rate-limiter.ts';
import { Caller } from '../reader/caller.ts';
import { ParentCache } from '../reader/parents.ts';
import { SingleCache } from '../reader/single-cache.ts';
import { refusedParts } from '../reader/refused-parts.ts';
import { SliceReader } from '../reader/slice-reader.ts';
import type { ResourceType } from '../resource-type.ts';
import type { LoadedDefinitions } from '../types/loaded-definitions.ts';
import type { TypeDefinition } from '../types/definition.ts';
import { parentOf } from '../types/metadata.ts';
import { listCallsOf } from '../types/calls-of.ts';
import type { Clock } from '../../seams.ts';
import { OciClient, type ClientOptions } from './access/client.ts';
import { LoginProblem } from './access/key-source.ts';
import { classifyError, OciFailure } from './access/oci-failure.ts';
import { type Accepted, UNPACED } from './access/oci-access.ts';
import { type Compartment, rootOf, Tenancy } from './access/tenancy.ts';
import { WireFailure } from './access/transport.ts';
import { APIS } from './apis.ts';
import { OciCalls, Visits } from './oci-calls.ts';
import { OciTransport } from './oci-transport.ts';
import type { PermissionTrial } from './permission-trial.ts';
import { hostOf } from './realms.ts';
import { SERVICE_LOADERS } from './readers.generated.ts';
import { summariesOf, typesIn, unnamedTypes } from './search.ts';
import { withDefinedTags } from './tags.ts';
import { formText } from './types/texts.ts';

/** By service id: loads the definitions of the service. */
export type ServiceCatalog = Readonly<Record<string, () => Promise<{ readonly DEFINITIONS: LoadedDefinitions }>>>;

export interface OciSessionOptions extends Omit<ClientOptions, 'pace' | 'keys'> {
  readonly accepted: Accepted;
  readonly clock: Clock;
  /** Milliseconds since a run last called the tenancy. */
  readonly idleMs: number;
  readonly detailConcurrency?: number | undefined;
  /** The services that can be read; the registered ones if absent. */
  readonly catalog?: ServiceCatalog | undefined;
  /** Learns which permissions the login has. The session then reads the root compartment only, and the first item of each list. */
  readonly trial?: PermissionTrial | undefined;
}

const DETAIL_CONCURRENCY = 8;

type Page = readonly (FetchedResource | UnchangedResource)[];

export class OciSession implements CloudSession {
  readonly #options: OciSessionOptions;
  readonly #client: OciClient;
  readonly #tenancy: Tenancy;
  readonly #ending = new AbortController();
  readonly #signal: AbortSignal;
  readonly #parents = new ParentCache();
  readonly #singles = new SingleCache();
  readonly #visits = new Visits();
  /** By segment: why the types without a definition could not be listed there. */
  readonly #undiscovered = new Map<string, CloudError>();
  /** Facts that are read once, by name. A failure is not kept. */
  readonly #facts = new Map<string, Promise<unknown>>();

  constructor(options: OciSessionOptions) {
    this.#options = options;
    const { accepted, clock, idleMs, signal } = options;
    this.#signal = signal ? AbortSignal.any([signal, this.#ending.signal]) : this.#ending.signal;
    this.#client = new OciClient({
      ...options,
      keys: accepted.keys,
      // Calls that no cloud answers wait for no token of a budget.
      pace: accepted.keys ? new RateLimiter(clock, idleMs, APIS) : UNPACED,
      signal: this.#signal,
    });
    const { tenancy, domain, homeRegion } = accepted;
    this.#tenancy = new Tenancy(this.#client, { tenancy, domain, region: homeRegion });
  }

  async regions(): Promise<readonly string[]> {
    return this.#options.accepted.regions.map(({ region }) => region).toSorted();
  }

  /** The types that Resource Search tells of and that have no definition, in each subscribed region; what one region refuses ends no other. */
  async discover(declared: ReadonlySet<string>): Promise<readonly DiscoveredSlice[]> {
    const found: DiscoveredSlice[] = [];
    for (const segment of await this.regions()) {
      try {
        const { types, unnamed } = await typesIn(this.#client, this.#searchPlace(segment));
        found.push(...types.filter((type) => !declared.has(type)).map((type) => ({ type, segment })));
        if (unnamed > 0) throw unnamedTypes(unnamed);
      } catch (error) {
        this.#signal.throwIfAborted();
        this.#undiscovered.set(segment, undiscovered(this.#classed(error, 'search', segment)));
        found.push({ type: UNDISCOVERED, segment });
      }
    }
    return found;
  }

  fetch(type: ResourceType, segment: string): AsyncGenerator<readonly FetchedResource[]>;
  fetch(type: ResourceType, segment: string, known: KnownVersions, bookmark?: Bookmark): AsyncGenerator<Page>;
  async *fetch(type: ResourceType, segment: string, known: KnownVersions = NOTHING_STORED, bookmark?: Bookmark): AsyncGenerator<Page> {
    const catalog = this.#options.catalog ?? SERVICE_LOADERS;
    const loaded = type.provider === 'oci' ? await catalog[type.service]?.() : undefined;
    const definition = loaded?.DEFINITIONS.types.find((each) => each.type === type.type);
    if (loaded && definition) yield* this.#declared(loaded.DEFINITIONS, definition, type, segment, known, bookmark);
    else yield* this.#undeclared(type.type, segment);
  }

  apiCalls(): number {
    return this.#options.counter.calls;
  }

  compartments(): VisitedCompartments {
    return this.#visits.compartments();
  }

  close(): void {
    this.#ending.abort(new CloudError('The session was closed.', { class: 'transient', error_code: 'SessionClosed' }));
  }

  async *#declared(
    { service, types }: LoadedDefinitions,
    definition: TypeDefinition,
    { asked = [] }: ResourceType,
    segment: string,
    known: KnownVersions,
    bookmark: Bookmark | undefined,
  ): AsyncGenerator<Page> {
    const { accepted, trial, detailConcurrency = DETAIL_CONCURRENCY } = this.#options;
    const region = segment === GLOBAL_SEGMENT ? accepted.homeRegion : segment;
    const joins = new Set(Object.values(definition.joins ?? {}).map(({ list }) => list));
    const transport = new OciTransport(this.#client, { ...accepted, region, namespace: async () => await this.#namespace(region) });
    const frame = {
      segment,
      concurrency: detailConcurrency,
      compartments: async () => await this.#compartments(),
      availabilityDomains: async () => await this.#once(`domains ${region}`, () => this.#tenancy.availabilityDomains(region)),
      isDeleted: async (id: string) => await this.#once(`deleted ${id}`, () => this.#tenancy.isDeleted(id)),
    };
    const access = {
      calls: new OciCalls(new Caller(trial?.over(transport) ?? transport, region), frame, this.#visits, joins),
      siblings: types,
      account: accepted.tenancy,
      region,
      formText,
      concurrency: detailConcurrency,
      parents: this.#parents,
      singles: this.#singles,
      asked,
      classify: async (error: unknown, permission: string) => await this.#classify(error, service.id, region, permission),
    };
    for await (const page of this.#classified(new SliceReader(definition, access, known, bookmark).pages(), service.id, region)) {
      yield page.map(withDefinedTags);
    }
    const parent = parentOf(definition, types);
    const lists = [definition, ...(parent ? [parent] : [])].flatMap(listCallsOf);
    const refused = refusedParts(
      lists.map(({ operation }) => this.#visits.of(segment, operation)),
      `${service.id} in ${region}`,
      'compartments and parents',
    );
    if (refused) throw refused;
  }

  /** The frame of the tenancy is read by calls that the reader does not make, so their errors are classed here. So is a problem of the login. */
  async *#classified(pages: AsyncIterable<Page>, service: string, region: string): AsyncGenerator<Page> {
    try {
      yield* pages;
    } catch (error) {
      if (error instanceof OciFailure || error instanceof WireFailure || error instanceof LoginProblem)
        throw this.#classed(error, service, region);
      throw error;
    }
  }

  /** Reads a type without a definition from Resource Search. The slice never ends complete, because Search leaves out what it may not show. */
  async *#undeclared(type: string, segment: string): AsyncGenerator<Page> {
    if (type === UNDISCOVERED) throw await this.#whyUndiscovered(segment);
    // An empty page first: a slice of which something was read ends as partial, whatever Search still knows.
    yield [];
    let skipped = 0;
    try {
      for await (const page of summariesOf(this.#client, this.#searchPlace(segment), type)) {
        skipped += page.skipped;
        yield page.resources;
      }
    } catch (error) {
      throw this.#classed(error, 'search', segment);
    }
    if (skipped > 0) {
      throw new CloudError(
        `search in ${segment}: Resource Search told of ${skipped} resources of ${type} without their identifier or type, so they are not stored.`,
        { class: 'invalid', error_code: 'UnexpectedAnswer' },
      );
    }
    throw new CloudError(
      `search in ${segment}: Muster has no definition of ${type}, and Resource Search does not tell whether it left resources out; what it told of is stored.`,
      { class: 'unsupported', error_code: SEARCH_ONLY },
    );
  }

  /** A session that did not discover itself asks again, because it does not know why an earlier one could not. */
  async #whyUndiscovered(segment: string): Promise<CloudError> {
    const known = this.#undiscovered.get(segment);
    if (known) return known;
    try {
      const { unnamed } = await typesIn(this.#client, this.#searchPlace(segment));
      if (unnamed > 0) return undiscovered(unnamedTypes(unnamed));
    } catch (error) {
      return undiscovered(this.#classed(error, 'search', segment));
    }
    return discoveredTooLate(`search in ${segment}`);
  }

  #searchPlace(region: string): { readonly region: string; readonly domain: string } {
    return { region, domain: this.#options.accepted.domain };
  }

  async #compartments(): Promise<readonly Compartment[]> {
    if (this.#options.trial) return [rootOf(this.#options.accepted.tenancy)];
    return await this.#once('compartments', () => this.#tenancy.compartments());
  }

  async #namespace(region: string): Promise<string> {
    const { host } = APIS.objectstorage;
    const url = new URL(`https://${hostOf(host, region, this.#options.accepted.domain)}/n`);
    const call = { service: 'objectstorage', region, operation: 'GET /n', request: { method: 'GET', url } } as const;
    return await this.#once('namespace', async () => {
      const { body } = await this.#client.call(call);
      if (typeof body === 'string' && body !== '') return body;
      throw new CloudError('Object Storage gave no namespace.', { class: 'invalid', error_code: 'UnexpectedAnswer' });
    });
  }

  async #once<T>(name: string, read: () => Promise<T>): Promise<T> {
    let fact = this.#facts.get(name);
    if (!fact) {
      fact = read().catch((error: unknown) => {
        this.#facts.delete(name);
        throw error;
      });
      this.#facts.set(name, fact);
    }
    // Each name stands for facts of one type.
    return (await fact) as T;
  }

  #classed(error: unknown, service: string, region: string, permission?: string): CloudError {
    return classifyError(error, { service, region, permission });
  }

  /** A host that has no address in a region whose other hosts answer is that of a service that the region does not have. */
  async #classify(error: unknown, service: string, region: string, permission: string): Promise<CloudError> {
    const classed = this.#classed(error, service, region, permission);
    if (!(error instanceof WireFailure) || error.code !== 'ENOTFOUND' || !(await this.#answers(region))) return classed;
    return new CloudError(`OCI does not offer ${service} in ${region}: its host has no address there.`, {
      class: 'unsupported',
      error_code: 'NotOffered',
    });
  }

  /** Whether the region's identity service answers now, even with a refusal. */
  async #answers(region: string): Promise<boolean> {
    try {
      await this.#tenancy.availabilityDomains(region);
      return true;
    } catch (error) {
      return error instanceof OciFailure;
    }
  }
}
