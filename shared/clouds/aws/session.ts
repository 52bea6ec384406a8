/** One task's access to one AWS account: its clients, its token buckets and its count of calls. */
import { Caller } from '../reader/caller.ts';
import { ParentCache } from '../reader/parents.ts';
import { SingleCache } from '../reader/single-cache.ts';
import { SliceReader } from '../reader/slice-reader.ts';
import type { ResourceType } from '../resource-type.ts';
import type { Survey } from '../survey.ts';
import { arnTexts, type Place, relatedId } from './arn-text.ts';
import type { Clock } from '../../seams.ts';
import { CloudError, OwnFault } from '../cloud-error.ts';
import {
  GLOBAL_SEGMENT,
  type CloudSession,
  type FetchedResource,
  type KnownVersions,
  NOTHING_STORED,
  type UnchangedResource,
} from '../cloud.ts';
import type { Bookmark } from '../bookmark.ts';
import { classifyError, type FailedCall, isAnswer, needsAnswer, needsRegion } from './classify-error.ts';
import { ClientPool, ClientSettings, type CredentialProvider } from './clients.ts';
import type { Door, Exchange } from './exchange.ts';
import { neverUnsupported } from './login.ts';
import { notEnabledError } from './not-enabled.ts';
import { RateLimiter } from '../rate-limiter.ts';
import { globalRegionOf, partitionOf, regionsToAsk } from './regions.ts';
import { SdkTransport } from './sdk-transport.ts';
import { SERVICE_LOADERS } from './readers.generated.ts';
import { EXPLORER } from './survey/explorer-api.ts';
import { AWS_SERVICES, AWS_TYPES } from './types.generated.ts';
import type { Offered, ServiceDefinition, SingleCall } from './types/definition.ts';
import { TAGGING } from './types/tagging-api.ts';
import type { AwsClient, ClientClass, LoadedService, SendingClient } from './types/loaded-service.ts';

/** Counts the requests of a session, its login included. */
export interface CallCounter {
  calls: number;
}

export interface AwsSessionOptions {
  /** 12 digits. */
  readonly account: string;
  /** The first region for calls about the whole account. */
  readonly homeRegion: string;
  readonly credentials: CredentialProvider;
  readonly exchange: Exchange;
  /** True if no call reaches a cloud: there is no API budget to protect, so that no call waits for a token. */
  readonly offline: boolean;
  readonly counter: CallCounter;
  readonly clock: Clock;
  /** Milliseconds since a run last called the account. */
  readonly idleMs: number;
  readonly detailConcurrency?: number | undefined;
  /** The services that can be read; the registered ones if absent. */
  readonly catalog?: ServiceCatalog | undefined;
  /** The settings that the login's sessions share; the session has its own if absent. */
  readonly settings?: ClientSettings;
}

/** The services that a session can read, by id: their definitions, and functions that load their types and SDK parts. */
export interface ServiceCatalog {
  readonly services: Readonly<Record<string, ServiceDefinition>>;
  readonly loaders: Readonly<Record<string, () => Promise<{ readonly sdk: LoadedService }>>>;
}

const REGISTERED: ServiceCatalog = { services: AWS_SERVICES, loaders: SERVICE_LOADERS };

export const DETAIL_CONCURRENCY = 8;

const DECLARED: ReadonlySet<string> = new Set(AWS_TYPES.map(({ type }) => type));

export class AwsSession implements CloudSession {
  readonly #options: AwsSessionOptions;
  readonly #catalog: ServiceCatalog;
  readonly #clients: ClientPool;
  /** Undefined offline. */
  readonly #limiter: RateLimiter | undefined;
  readonly #parents = new ParentCache();
  readonly #singles = new SingleCache();
  #regions: Promise<readonly string[]> | undefined;

  constructor(options: AwsSessionOptions) {
    this.#options = options;
    this.#catalog = options.catalog ?? REGISTERED;
    this.#clients = new ClientPool(options.credentials, options.settings ?? new ClientSettings());
    const services = Object.values(this.#catalog.services);
    const apis = Object.fromEntries(services.flatMap(({ apis: others = [] }) => others.map((api) => [api.id, api])));
    const others = { [EXPLORER.id]: EXPLORER, [TAGGING.id]: TAGGING };
    if (!options.offline) this.#limiter = new RateLimiter(options.clock, options.idleMs, { ...others, ...apis, ...this.#catalog.services });
  }

  regions(): Promise<readonly string[]> {
    this.#regions ??= this.#askRegions().catch((error: unknown) => {
      this.#regions = undefined;
      throw error;
    });
    return this.#regions;
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
    const loaded = type.provider === 'aws' ? await this.#catalog.loaders[type.service]?.() : undefined;
    const definition = loaded?.sdk.types.find((each) => each.type === type.type);
    if (!loaded || !definition) {
      throw new CloudError(`${type.type} is not a resource type of AWS.`, { class: 'invalid', error_code: 'UnknownType' });
    }
    const { service } = loaded.sdk;
    if (!isOffered(service.offered, segment)) {
      throw new CloudError(`AWS does not offer ${service.id} in ${segment}.`, { class: 'unsupported', error_code: 'NotOffered' });
    }
    const place = this.#place(segment);
    const transport = new SdkTransport(loaded.sdk, (api) => this.#clientOf(loaded.sdk, api, segment));
    const calls = new Caller(transport, segment, place.account);
    const ask = async (call: SingleCall) => await this.#singles.get(call, segment, async () => await calls.single(call));
    const access = {
      calls,
      siblings: loaded.sdk.types,
      account: place.account,
      region: segment,
      formText: arnTexts(service, place),
      relatedId,
      concurrency: this.#options.detailConcurrency ?? DETAIL_CONCURRENCY,
      parents: this.#parents,
      singles: this.#singles,
      resumesParts: true as const,
      asked: type.asked ?? [],
      classify: async (error: unknown, permission: string) => {
        const call = failedCall(service.id, segment, permission);
        return (await notEnabledError(error, loaded.sdk, { ...call, account: place.account, ask })) ?? (await this.#classify(error, call));
      },
    };
    yield* new SliceReader(definition, access, known, bookmark).pages();
  }

  async survey(): Promise<Survey> {
    const { account, homeRegion, clock } = this.#options;
    const { readSurvey } = await import('./survey/read-survey.ts');
    return await readSurvey({
      account,
      homeRegion,
      regions: async () => await this.regions(),
      declared: DECLARED,
      client: (clientClass, service, region) => this.#client(clientClass, service, region),
      classify: async (error, service, region, permission) => await this.#classify(error, failedCall(service, region, permission)),
      now: () => clock.now(),
    });
  }

  apiCalls(): number {
    return this.#options.counter.calls;
  }

  close(): void {
    this.#clients.destroy();
  }

  #place(segment: string): Place {
    const { account, homeRegion } = this.#options;
    return { account, region: segment, partition: partitionOf(segment === GLOBAL_SEGMENT ? homeRegion : segment) };
  }

  /** @throws TypeError if the service has no such API */
  #clientOf({ service, client, apis = {} }: LoadedService, api: string | undefined, segment: string): SendingClient {
    if (api === undefined) return this.#client(client, service.api ?? service.id, segment, service.home);
    const other = apis[api];
    if (!other) throw new TypeError(`${service.id} has no client of ${api}; run npm run generate.`);
    return this.#client(other, api, segment, service.apis?.find(({ id }) => id === api)?.home);
  }

  /** `home`: the region that serves the whole account, if it is not the partition's global region. */
  #client<Client extends AwsClient>(clientClass: ClientClass<Client>, service: string, segment: string, home?: string): Client {
    const region = segment === GLOBAL_SEGMENT ? this.#globalRegion(home) : segment;
    return this.#clients.get(clientClass, region, this.#door(service, region));
  }

  #globalRegion(home: string | undefined): string {
    const partition = partitionOf(this.#options.homeRegion);
    return home !== undefined && partition === 'aws' ? home : globalRegionOf(partition);
  }

  async #classify(error: unknown, call: Omit<FailedCall, 'regionEnabled'>): Promise<CloudError> {
    const { region } = call;
    const regionEnabled = !needsRegion(error, call) || (await this.#isEnabled(region));
    const failed = { ...call, regionEnabled };
    return classifyError(error, { ...failed, regionAnswers: needsAnswer(error, failed) && (await this.#answers(region)) });
  }

  /**
   * True if EC2, which every region has, answers there now, even with a refusal. It is asked anew for each failed slice: an older answer would not
   * show that the name server works while the slice is read.
   */
  async #answers(region: string): Promise<boolean> {
    if (region === GLOBAL_SEGMENT) return false;
    const { EC2Client, enabledRegions } = await import('./enabled-regions.ts');
    try {
      await enabledRegions(this.#client(EC2Client, 'ec2', region));
      return true;
    } catch (error) {
      return isAnswer(error);
    }
  }

  /** True as well if the regions could not be read: "could not read" is never "not enabled". */
  async #isEnabled(region: string): Promise<boolean> {
    if (region === GLOBAL_SEGMENT) return true;
    try {
      return (await this.regions()).includes(region);
    } catch {
      return true;
    }
  }

  #door(service: string, region: string): Door {
    const { account, exchange, counter } = this.#options;
    return async (operation, input, send, schema) => {
      try {
        await this.#limiter?.take(service, region, operation);
      } catch (error) {
        throw new OwnFault(error);
      }
      counter.calls += 1;
      return await exchange({ account, region, service, operation, input, schema }, send);
    };
  }

  /** @throws CloudError the error of the first region, if all refuse the call */
  async #askRegions(): Promise<readonly string[]> {
    const { EC2Client, enabledRegions } = await import('./enabled-regions.ts');
    let first: CloudError | undefined;
    for (const region of regionsToAsk(this.#options.homeRegion)) {
      try {
        return await enabledRegions(this.#client(EC2Client, 'ec2', region));
      } catch (error) {
        const permission = 'ec2:DescribeRegions';
        // A region that does not know the login may just not be enabled, so the next one is tried.
        const classed = classifyError(error, { service: 'ec2', region, permission, loginWorks: true, regionEnabled: false });
        if (classed.details.class !== 'denied' && classed.details.class !== 'unsupported') throw classed;
        first ??= classed;
      }
    }
    throw neverUnsupported(first as CloudError);
  }
}

/** The login worked when the session was opened. */
const failedCall = (service: string, region: string, permission: string) => ({ service, region, permission, loginWorks: true });

/** A global service is read in its partition's global region, so `offered` does not apply to it. */
const isOffered = (offered: Offered | undefined, segment: string): boolean =>
  offered === undefined ||
  segment === GLOBAL_SEGMENT ||
  ('missing' in offered ? !offered.missing.includes(segment) : offered.only.includes(segment));
