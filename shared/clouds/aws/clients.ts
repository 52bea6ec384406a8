/**
 * Clients of target accounts. They take the usual AWS settings (`AWS_ENDPOINT_URL` and its service forms, profiles,
 * proxies) and nothing of `MUSTER_*_ENDPOINT`, which belongs to Muster's own tables and queues (`platform/clients.ts`).
 */
import type { AwsClient, ClientClass } from './aws-type.ts';
import { fitDoor, type Door } from './exchange.ts';

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

export type CredentialProvider = () => Promise<AwsCredentials>;

/** Attempts of one call, the first included. */
const MAX_ATTEMPTS = 5;
const MAX_SOCKETS = 25;
const CONNECTION_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 60_000;

export function createTargetClient<Client extends AwsClient>(
  clientClass: ClientClass<Client>,
  options: { readonly region: string; readonly credentials: CredentialProvider; readonly door: Door },
): Client {
  const config = {
    region: options.region,
    credentials: options.credentials,
    retryMode: 'standard',
    maxAttempts: MAX_ATTEMPTS,
    customUserAgent: 'muster',
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
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
