/** One task's access to one Azure subscription or to a tenant's directory. */
import type { Clock } from '../../seams.ts';
import { CloudError } from '../cloud-error.ts';
import {
  GLOBAL_SEGMENT,
  undiscovered,
  UNDISCOVERED,
  type CloudSession,
  type DiscoveredSlice,
  discoveredTooLate,
  type FetchedResource,
  type KnownVersions,
  NOTHING_STORED,
  type UnchangedResource,
} from '../cloud.ts';
import type { Bookmark } from '../bookmark.ts';
import { RateLimiter } from '../rate-limiter.ts';
import { Caller } from '../reader/caller.ts';
import { hasChildren, ParentCache } from '../reader/parents.ts';
import { PartsOfLists, refusedParts } from '../reader/refused-parts.ts';
import { SingleCache } from '../reader/single-cache.ts';
import { SliceReader } from '../reader/slice-reader.ts';
import type { ResourceType } from '../resource-type.ts';
import type { Call, CloudService, TypeDefinition } from '../types/definition.ts';
import { listCallsOf } from '../types/calls-of.ts';
import { ancestorsOf } from '../types/metadata.ts';
import type { LoadedDefinitions } from '../types/loaded-definitions.ts';
import { classifyError, type FailedCall } from './access/classify-error.ts';
import type { CallCounter, RestClient } from './access/rest-client.ts';
import { AzureCalls, nameOf } from './azure-calls.ts';
import type { AzureApi } from './hosts.ts';
import { RESOURCES_READ } from './login-actions.ts';
import { SERVICE_LOADERS } from './readers.generated.ts';
import { apiOf, RestTransport } from './rest-transport.ts';
import { listPages, Subscription } from './subscription.ts';
import { AZURE_SERVICES } from './types.generated.ts';
import { armListByType, armType } from './types/define.ts';
import { ARM_READS, VAULT_READS } from './types/limits.ts';
import { formText, relatedId } from './types/texts.ts';

/** The services that a session can read, by id: their definitions, and functions that load their types. */
export interface ServiceCatalog {
  readonly services: Readonly<Record<string, CloudService>>;
  readonly loaders: Readonly<Record<string, () => Promise<{ readonly DEFINITIONS: LoadedDefinitions }>>>;
}

export interface AzureSessionOptions {
  /** The account that is read: a subscription, or the directory of the tenant. */
  readonly subscription: string | undefined;
  readonly tenant: string;
  readonly clients: Readonly<Record<AzureApi, RestClient>>;
  readonly counter: CallCounter;
  readonly clock: Clock;
  /** Milliseconds since a run last called the account. */
  readonly idleMs: number;
  /** True if no call reaches a cloud: no call waits for a token of a budget. */
  readonly offline: boolean;
  readonly detailConcurrency?: number | undefined;
  /** The signal that aborts the clients' calls. */
  readonly signal?: AbortSignal | undefined;
  /** The registered services if absent. */
  readonly catalog?: ServiceCatalog | undefined;
}

const REGISTERED: ServiceCatalog = { services: AZURE_SERVICES, loaders: SERVICE_LOADERS };

export const DETAIL_CONCURRENCY = 8;

/** The budget that all calls to Resource Manager share, whatever service they are for. */
const MANAGEMENT = 'management';
/** The budget that the calls to all vaults of a subscription share. */
const VAULTS = 'vaults';

/** A type's name may become part of a filter, so it holds no quotes. */
const TYPE_NAME = /^[A-Za-z][\w.]*(\/[\w.-]+)+$/;

export class AzureSession implements CloudSession {
  readonly #options: AzureSessionOptions;
  readonly #catalog: ServiceCatalog;
  readonly #limiter: RateLimiter | undefined;
  readonly #parents = new ParentCache();
  readonly #singles = new SingleCache();
  readonly #parts = new PartsOfLists();
  readonly #subscription: Subscription | undefined;
  /** The types in lower case of which the list of all resources had one; undefined until it was read. */
  #present: ReadonlySet<string> | undefined;
  /** Why the types without a definition could not be listed. */
  #undiscovered: CloudError | undefined;

  constructor(options: AzureSessionOptions) {
    this.#options = options;
    this.#catalog = options.catalog ?? REGISTERED;
    const { clients, subscription, offline, clock, idleMs } = options;
    if (!offline) {
      const shared = { [MANAGEMENT]: { limit: ARM_READS }, [VAULTS]: { limit: VAULT_READS } };
      this.#limiter = new RateLimiter(clock, idleMs, { ...this.#catalog.services, ...shared });
    }
    if (subscription !== undefined) this.#subscription = new Subscription(clients.management, subscription, this.#takeManagement);
  }

  /** None: every list covers a whole subscription or directory. */
  async regions(): Promise<readonly string[]> {
    return [];
  }

  fetch(type: ResourceType, segment: string): AsyncGenerator<readonly FetchedResource[]>;
  fetch(
    type: ResourceType,
    segment: string,
    known: KnownVersions,
    bookmark?: Bookmark,
  ): AsyncGenerator<readonly (FetchedResource | UnchangedResource)[]>;
  async *fetch(
    type: ResourceType,
    segment: string,
    known: KnownVersions = NOTHING_STORED,
    bookmark?: Bookmark,
  ): AsyncGenerator<readonly (FetchedResource | UnchangedResource)[]> {
    if (segment !== GLOBAL_SEGMENT) {
      throw new CloudError(`Azure has no lists by region; read the segment ${GLOBAL_SEGMENT}.`, {
        class: 'unsupported',
        error_code: 'NotOffered',
      });
    }
    if (type.type === UNDISCOVERED) throw await this.#whyUndiscovered();
    const { definition, siblings, service } = await this.#definitionOf(type);
    await this.#checkReadable(definition, siblings, type);
    const transport = new RestTransport({
      clients: this.#options.clients,
      place: { tenant: this.#options.tenant, subscription: this.#options.subscription ?? '' },
      take: async (call) => await this.#take(call, service),
      // A list that other slices share is collected and cannot start again, as Resource Graph may ask for.
      fromGraph: this.#isPresent(type.type) && definition.parents === undefined && !hasChildren(definition, siblings),
    });
    const access = {
      calls: new AzureCalls(new Caller(transport, segment), segment, this.#parts),
      siblings,
      account: this.#options.subscription ?? this.#options.tenant,
      region: segment,
      formText,
      relatedId,
      concurrency: this.#options.detailConcurrency ?? DETAIL_CONCURRENCY,
      parents: this.#parents,
      singles: this.#singles,
      asked: type.asked ?? [],
      classify: async (error: unknown, permission: string) => classifyError(error, { place: this.#placeOf(type.type), permission }),
    };
    yield* new SliceReader(definition, access, known, bookmark).pages();
    const lists = [definition, ...ancestorsOf(definition, siblings)]
      .flatMap(listCallsOf)
      .map((call) => this.#parts.of(segment, nameOf(call)));
    const refused = refusedParts(lists, this.#placeOf(type.type), 'parents');
    if (!refused) return;
    // An empty page: a slice of which something was read ends as partial.
    if (lists.some(({ parts, refused: { size } }) => parts.size > size)) yield [];
    throw refused;
  }

  async discover(declared: ReadonlySet<string>): Promise<readonly DiscoveredSlice[]> {
    const { subscription } = this.#options;
    if (subscription === undefined) return [];
    const known = new Set([...declared].map((type) => type.toLowerCase()));
    try {
      const types = await this.#typesIn(subscription);
      const names = new Map([...((await this.#subscription?.providers()) ?? [])].flatMap(([, provider]) => [...provider.types]));
      return types
        .filter((type) => !known.has(type) && TYPE_NAME.test(type))
        .map((type) => ({ type: names.get(type) ?? type, segment: GLOBAL_SEGMENT }));
    } catch (error) {
      this.#options.signal?.throwIfAborted();
      this.#undiscovered = undiscovered(classifyError(error, placeOfTypes(subscription)));
      return [{ type: UNDISCOVERED, segment: GLOBAL_SEGMENT }];
    }
  }

  apiCalls(): number {
    return this.#options.counter.calls;
  }

  close(): void {
    // The login keeps the connections: other sessions of the tenant use them too.
  }

  /** A session that did not discover itself asks again, because it does not know why an earlier one could not. */
  async #whyUndiscovered(): Promise<CloudError> {
    const { subscription } = this.#options;
    if (this.#undiscovered) return this.#undiscovered;
    if (subscription === undefined) return unknownType(UNDISCOVERED);
    try {
      await this.#typesIn(subscription);
    } catch (error) {
      return undiscovered(classifyError(error, placeOfTypes(subscription)));
    }
    return discoveredTooLate(placeOfTypes(subscription).place);
  }

  /** The types of the subscription's resources in lower case, from the list of all resources. */
  async #typesIn(subscription: string): Promise<readonly string[]> {
    const path = `/subscriptions/${subscription}/resources?api-version=2021-04-01`;
    const found = new Set<string>();
    for await (const page of listPages(this.#options.clients.management, path, this.#takeManagement)) {
      for (const { type } of page) if (typeof type === 'string') found.add(type.toLowerCase());
    }
    this.#present = found;
    return [...found];
  }

  /** Resource Graph lists a type quickly; where there seems to be no resource of it, only the provider can say so. */
  #isPresent(type: string): boolean {
    return this.#present?.has(type.toLowerCase()) === true;
  }

  /** @throws CloudError for a type that Muster does not know */
  async #definitionOf(type: ResourceType): Promise<{
    readonly definition: TypeDefinition;
    readonly siblings: readonly TypeDefinition[];
    readonly service: CloudService | undefined;
  }> {
    const loaded = type.provider === 'azure' ? (await this.#catalog.loaders[type.service]?.())?.DEFINITIONS : undefined;
    const definition = loaded?.types.find((each) => each.type === type.type);
    if (loaded && definition) return { definition, siblings: loaded.types, service: loaded.service };
    if (type.provider !== 'azure' || type.service !== 'other' || !TYPE_NAME.test(type.type)) throw unknownType(type.type);
    const undeclared = armType({ type: type.type, kind: type.kind, list: armListByType(type.type), tags: 'tags' });
    return { definition: undeclared, siblings: [undeclared], service: undefined };
  }

  /** @throws CloudError if a list of the type could leave resources out, or if the subscription cannot have any */
  async #checkReadable(definition: TypeDefinition, siblings: readonly TypeDefinition[], { type }: ResourceType): Promise<void> {
    if (!this.#subscription) return;
    await this.#subscription.checkRegistered(type);
    const listed = [definition, ...ancestorsOf(definition, siblings)].flatMap((each) => {
      // A vault refuses what the login may not read; it leaves nothing out.
      const permissions = listCallsOf(each).flatMap((call) => (apiOf(call) === 'vault' ? [] : [call.permission ?? '']));
      return permissions.includes(RESOURCES_READ) ? [...permissions, `${each.type}/read`] : permissions;
    });
    for (const permission of listed) await this.#subscription.checkReadable(type, permission);
  }

  readonly #takeManagement = async (): Promise<void> => {
    await this.#limiter?.take(MANAGEMENT, GLOBAL_SEGMENT, '');
  };

  /** Waits for the budget of Resource Manager, and for the service's own where it has one. */
  async #take(call: Call, service: CloudService | undefined): Promise<void> {
    const { operation } = call;
    const api = apiOf(call);
    if (api === 'vault') {
      await this.#limiter?.take(VAULTS, GLOBAL_SEGMENT, operation);
      return;
    }
    if (api === 'management') await this.#takeManagement();
    if (service && (api === 'graph' || service.limit.perSecond < ARM_READS.perSecond)) {
      await this.#limiter?.take(service.id, GLOBAL_SEGMENT, operation);
    }
  }

  #placeOf(type: string): string {
    const { subscription, tenant } = this.#options;
    return subscription === undefined ? `${type} in the tenant ${tenant}` : `${type} in the subscription ${subscription}`;
  }
}

const placeOfTypes = (subscription: string): FailedCall => ({
  place: `Resources of the subscription ${subscription}`,
  permission: RESOURCES_READ,
});

const unknownType = (type: string): CloudError =>
  new CloudError(`${type} is not a resource type of Azure.`, { class: 'invalid', error_code: 'UnknownType' });
