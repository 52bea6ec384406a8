/** One task's access to one AWS account: its clients, its token buckets and its count of calls. */
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { ResourceType } from '../resource-type.ts';
import type { Clock } from '../../seams.ts';
import { CloudError } from '../cloud-error.ts';
import { GLOBAL_REGION, type CloudSession, type FetchedResource } from '../cloud.ts';
import type { AwsAccess, AwsClient, AwsContext, AwsResourceType, ClientClass } from './aws-type.ts';
import { classifyError, needsRegion } from './classify-error.ts';
import { ClientPool, type CredentialProvider } from './clients.ts';
import type { Door, Exchange } from './exchange.ts';
import { reachable } from './login.ts';
import { RateLimiter } from './rate-limiter.ts';
import { globalRegionOf, partitionOf, regionsToAsk } from './regions.ts';
import { type AwsService, SERVICES } from './services.ts';

/** Counts what a session sends, its login included. */
export interface CallCounter {
  calls: number;
}

export interface AwsSessionOptions {
  /** 12 digits. */
  readonly account: string;
  /** Where to ask first for what concerns the whole account. */
  readonly homeRegion: string;
  readonly credentials: CredentialProvider;
  readonly exchange: Exchange;
  readonly counter: CallCounter;
  readonly clock: Clock;
  /** For how long no run has called the account. */
  readonly idleMs: number;
  readonly detailConcurrency?: number | undefined;
}

export const DETAIL_CONCURRENCY = 8;

export class AwsSession implements CloudSession, AwsAccess {
  readonly detailConcurrency: number;
  readonly #options: AwsSessionOptions;
  readonly #clients: ClientPool;
  readonly #limiter: RateLimiter;
  #regions: Promise<readonly string[]> | undefined;

  constructor(options: AwsSessionOptions) {
    this.#options = options;
    this.detailConcurrency = options.detailConcurrency ?? DETAIL_CONCURRENCY;
    this.#clients = new ClientPool(options.credentials);
    this.#limiter = new RateLimiter(options.clock, options.idleMs, SERVICES);
  }

  regions(): Promise<readonly string[]> {
    this.#regions ??= this.#askRegions().catch((error: unknown) => {
      this.#regions = undefined;
      throw error;
    });
    return this.#regions;
  }

  async *fetch(type: ResourceType, region: string): AsyncGenerator<readonly FetchedResource[]> {
    if (!isAwsType(type)) {
      throw new CloudError(`${type.type} is not a resource type of AWS.`, { class: 'invalid', error_code: 'UnknownType' });
    }
    yield* type.pages(this, region);
  }

  apiCalls(): number {
    return this.#options.counter.calls;
  }

  close(): void {
    this.#clients.destroy();
  }

  context<Client extends AwsClient>(clientClass: ClientClass<Client>, service: AwsService, region: string): AwsContext<Client> {
    const partition = partitionOf(region === GLOBAL_REGION ? this.#options.homeRegion : region);
    const clientRegion = region === GLOBAL_REGION ? globalRegionOf(partition) : region;
    const client = this.#clients.get(clientClass, clientRegion, this.#door(service, clientRegion));
    return { client, account: this.#options.account, region, partition };
  }

  async classify(error: unknown, service: AwsService, region: string, permission: string | undefined): Promise<CloudError> {
    const regionEnabled = needsRegion(error) && (await this.#isEnabled(region));
    // Opening the session has proven the login.
    return classifyError(error, { service, region, permission, loginWorks: true, regionEnabled });
  }

  /** A region is only known not to be enabled where the regions could be read: "could not read" is never "not there". */
  async #isEnabled(region: string): Promise<boolean> {
    if (region === GLOBAL_REGION) return true;
    try {
      return (await this.regions()).includes(region);
    } catch {
      return true;
    }
  }

  #door(service: AwsService, region: string): Door {
    const { account, exchange, counter } = this.#options;
    return async (operation, input, send, schema) => {
      await this.#limiter.take(service, region);
      counter.calls += 1;
      return await exchange({ account, region, service, operation, input, schema }, send);
    };
  }

  /** @throws CloudError what the first region answered, if none answers */
  async #askRegions(): Promise<readonly string[]> {
    let first: CloudError | undefined;
    for (const region of regionsToAsk(this.#options.homeRegion)) {
      try {
        const { client } = this.context(EC2Client, 'ec2', region);
        // Without AllRegions, EC2 names the regions that the account has enabled.
        const { Regions = [] } = await client.send(new DescribeRegionsCommand({}));
        return Regions.flatMap(({ RegionName }) => RegionName ?? []).toSorted();
      } catch (error) {
        const permission = 'ec2:DescribeRegions';
        // Which regions are enabled is what is being asked: one that does not know the login is passed over.
        const classed = classifyError(error, { service: 'ec2', region, permission, loginWorks: true, regionEnabled: false });
        if (classed.details.class !== 'denied' && classed.details.class !== 'unsupported') throw classed;
        first ??= classed;
      }
    }
    throw reachable(first as CloudError);
  }
}

const isAwsType = (type: ResourceType): type is AwsResourceType => type.provider === 'aws' && 'pages' in type;
