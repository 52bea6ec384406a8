/**
 * Clients of target accounts. They take the usual AWS settings (`AWS_ENDPOINT_URL` and its service forms, profiles,
 * proxies) and nothing of `MUSTER_*_ENDPOINT`, which belongs to Muster's own tables and queues (`platform/clients.ts`).
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

/** How long one call may take before it is given up. */
export interface Patience {
  /** The first included. */
  readonly attempts: number;
  /** Milliseconds of one attempt. */
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
}

/** Of a run that nobody watches: better late than never. */
const PATIENT: Patience = { attempts: 5, connectionTimeout: 5_000, requestTimeout: 60_000 };

/** Of a login that somebody waits for. */
export const BRISK: Patience = { attempts: 2, connectionTimeout: 3_000, requestTimeout: 5_000 };

export function createTargetClient<Client extends AwsClient>(
  clientClass: ClientClass<Client>,
  options: { readonly region: string; readonly credentials: CredentialProvider; readonly door: Door; readonly patience?: Patience },
): Client {
  const { attempts, connectionTimeout, requestTimeout } = options.patience ?? PATIENT;
  const config = {
    region: options.region,
    credentials: options.credentials,
    retryMode: 'standard',
    maxAttempts: attempts,
    customUserAgent: 'muster',
    requestHandler: {
      connectionTimeout,
      requestTimeout,
      // Without it the SDK only warns, and a service that accepts and says nothing holds its caller for ever.
      throwOnRequestTimeout: true,
      httpsAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
      httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
    },
    // Read by S3 alone: an emulator's host name has no bucket sub-domains.
    forcePathStyle: Boolean(process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL']),
  };
  const client = new clientClass(config as never);
  fitDoor(client, options.door);
  return client;
}

/** The clients of one session: one for each class and region, so that each keeps its connections and its retry quota. */
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
