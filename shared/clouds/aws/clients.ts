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

export function createTargetClient<Client extends AwsClient>(
  clientClass: ClientClass<Client>,
  options: { readonly region: string; readonly credentials: CredentialProvider; readonly door: Door; readonly retryLimits?: RetryLimits },
): Client {
  const { attempts, connectionTimeout, requestTimeout } = options.retryLimits ?? UNATTENDED;
  const config = {
    region: options.region,
    credentials: options.credentials,
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
  const client = new clientClass(config as never);
  fitDoor(client, options.door);
  return client;
}

/** The clients of one session: one for each class and region, so that connections and the retry quota are reused. */
export class ClientPool {
  readonly #credentials: CredentialProvider;
  readonly #clients = new Map<ClientClass<AwsClient>, Map<string, AwsClient>>();

  constructor(credentials: CredentialProvider) {
    this.#credentials = credentials;
  }

  get<Client extends AwsClient>(clientClass: ClientClass<Client>, region: string, door: Door): Client {
    const byRegion = this.#clients.get(clientClass) ?? new Map<string, AwsClient>();
    this.#clients.set(clientClass, byRegion);
    const client = byRegion.get(region) ?? createTargetClient(clientClass, { region, credentials: this.#credentials, door });
    byRegion.set(region, client);
    return client as Client;
  }

  destroy(): void {
    for (const byRegion of this.#clients.values()) for (const client of byRegion.values()) client.destroy();
    this.#clients.clear();
  }
}
