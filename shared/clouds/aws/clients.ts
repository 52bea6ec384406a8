/**
 * Clients for the accounts that Muster reads. They use the usual AWS settings (`AWS_ENDPOINT_URL`, its forms for single services,
 * profiles, proxies) and ignore `MUSTER_*_ENDPOINT`, which is for Muster's own tables and queues (`platform/clients.ts`).
 */
import type { AwsClient, ClientClass } from './types/loaded-service.ts';
import { fitDoor, type Door } from './exchange.ts';

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

export type CredentialProvider = () => Promise<AwsCredentials>;

const MAX_SOCKETS = 25;

/** How long and how often the SDK tries one call before it fails. */
export interface RetryLimits {
  /** The number of attempts, the first included. */
  readonly attempts: number;
  /** Milliseconds for one attempt. */
  readonly connectionTimeout: number;
  /** Milliseconds for one attempt. */
  readonly requestTimeout: number;
}

/** For inventory runs: nobody waits for a single call, so a late answer is better than none. */
const UNATTENDED: RetryLimits = { attempts: 5, connectionTimeout: 5_000, requestTimeout: 60_000 };

/** For logins: a person waits for the answer. */
export const INTERACTIVE: RetryLimits = { attempts: 2, connectionTimeout: 3_000, requestTimeout: 5_000 };

/**
 * A client finds these settings out from the environment and the profile's files before its first call, which takes longer than all else that is
 * done to make it. Each is a function that keeps its answer.
 */
const FOUND_OUT = [
  'authSchemePreference',
  'defaultsMode',
  'disableS3ExpressSessionAuth',
  'requestChecksumCalculation',
  'responseChecksumValidation',
  'sigv4aSigningRegionSet',
  'useArnRegion',
  'useDualstackEndpoint',
  'useFipsEndpoint',
  'userAgentAppId',
] as const;

const KEPT = [...FOUND_OUT, 'serviceConfiguredEndpoint'] as const;

type FoundOut = Partial<Record<(typeof FOUND_OUT)[number], unknown>>;

/** The configuration of a client; `serviceConfiguredEndpoint` finds out the same way whether an endpoint is configured for the service. */
type ClientConfig = FoundOut & { serviceConfiguredEndpoint?: unknown };

/** Hands the settings that the first client of each class found out to all others of a login, which reads many accounts. */
export class ClientSettings {
  readonly #byClass = new Map<ClientClass<AwsClient>, Readonly<ClientConfig>>();

  /** Returns the client of `make`, which gets what the first client of the class found out. */
  share<Client extends AwsClient>(clientClass: ClientClass<Client>, make: (found: FoundOut) => Client): Client {
    const { serviceConfiguredEndpoint, ...found } = this.#byClass.get(clientClass) ?? {};
    const client = make(found);
    const { config }: { readonly config: ClientConfig } = client;
    // Constructors ignore this one, but each call reads it.
    if (serviceConfiguredEndpoint !== undefined) config.serviceConfiguredEndpoint = serviceConfiguredEndpoint;
    else this.#byClass.set(clientClass, Object.fromEntries(KEPT.map((name) => [name, config[name]])));
    return client;
  }
}

/** Without `info`, so that the SDK does not copy each call's input and output for a line that nobody reads. */
const SILENT = { trace: (): void => undefined, debug: (): void => undefined, warn: (): void => undefined };

export interface TargetClientOptions {
  readonly region: string;
  readonly credentials: CredentialProvider;
  readonly door: Door;
  readonly retryLimits?: RetryLimits;
  /** Holds the settings that other clients found out; if absent, the client finds them out by itself. */
  readonly settings?: ClientSettings;
}

export function createTargetClient<Client extends AwsClient>(
  clientClass: ClientClass<Client>,
  { region, credentials, door, retryLimits = UNATTENDED, settings = new ClientSettings() }: TargetClientOptions,
): Client {
  const { attempts, connectionTimeout, requestTimeout } = retryLimits;
  const config = {
    region,
    credentials,
    logger: SILENT,
    retryMode: 'standard',
    maxAttempts: attempts,
    customUserAgent: 'muster',
    requestHandler: {
      connectionTimeout,
      requestTimeout,
      // Without it the SDK only warns, and a server that accepts the connection but never answers blocks its caller for ever.
      throwOnRequestTimeout: true,
      httpsAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
      httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
    },
    // Only S3's client reads it: an emulator's host name has no sub-domains for buckets.
    forcePathStyle: Boolean(process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL']),
  };
  // Each class has a type of its own for its configuration, and all of them have these members.
  const client = settings.share(clientClass, (found) => new clientClass({ ...config, ...found } as never));
  fitDoor(client, door);
  return client;
}

/** The clients of one session: one for each class and region, so that connections and the retry quota are reused. */
export class ClientPool {
  readonly #credentials: CredentialProvider;
  readonly #settings: ClientSettings;
  readonly #clients = new Map<ClientClass<AwsClient>, Map<string, AwsClient>>();

  constructor(credentials: CredentialProvider, settings: ClientSettings) {
    this.#credentials = credentials;
    this.#settings = settings;
  }

  get<Client extends AwsClient>(clientClass: ClientClass<Client>, region: string, door: Door): Client {
    const byRegion = this.#clients.get(clientClass) ?? new Map<string, AwsClient>();
    this.#clients.set(clientClass, byRegion);
    const options = { region, credentials: this.#credentials, door, settings: this.#settings };
    const client = byRegion.get(region) ?? createTargetClient(clientClass, options);
    byRegion.set(region, client);
    return client as Client;
  }

  destroy(): void {
    for (const byRegion of this.#clients.values()) for (const client of byRegion.values()) client.destroy();
    this.#clients.clear();
  }
}
