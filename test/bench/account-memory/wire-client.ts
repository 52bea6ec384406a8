/** Sends the calls of the AWS SDK's clients to another process of this machine, which answers them in the protocols of AWS. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { serialize } from 'node:v8';
import { S3Client } from '@aws-sdk/client-s3';
import type { CloudCall } from '../../../shared/clouds/aws/answerer.ts';
import type { Exchange } from '../../../shared/clouds/aws/exchange.ts';
import { SERVICE_LOADERS } from '../../../shared/clouds/aws/readers.generated.ts';
import type { ServiceCatalog } from '../../../shared/clouds/aws/session.ts';
import { AWS_SERVICES } from '../../../shared/clouds/aws/types.generated.ts';
import type { ClientClass, LoadedService, SendingClient } from '../../../shared/clouds/aws/types/loaded-service.ts';

import { ROUND_TRIPS } from '../every-account.ts';

/** A call as it is sent: its schema stays here, because the other process has it too. */
export type SentCall = Omit<CloudCall, 'schema'>;

interface RequestHandler {
  handle(request: object, options?: object): Promise<unknown>;
}

/** The part of an SDK client that is changed here; the SDK's own type of it is no public one. */
interface Wired {
  readonly config: { requestHandler: RequestHandler };
}

/** For all clients together, each of which would have sockets of its own. */
const MAX_SOCKETS = 500;

export interface WireClient {
  /** Services whose clients send their requests to the other process. */
  readonly catalog: ServiceCatalog;
  readonly exchange: Exchange;
}

/** @param url of the server of the other process, which expects a `SentCall` in the body of each request, serialised by V8 */
export function wireClient(url: URL): WireClient {
  const current = new AsyncLocalStorage<SentCall>();
  // Some services' clients speak HTTP/2, so every client sends by the handler of one that speaks HTTP/1.
  const sender = new S3Client({ region: 'us-east-1', requestHandler: { httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS } } });
  const handler = sender.config.requestHandler as unknown as RequestHandler;
  const to = { protocol: url.protocol, hostname: url.hostname, port: Number(url.port), path: '/', query: {}, method: 'POST' };
  const sending: RequestHandler = {
    handle: async (request, options) => {
      const body = serialize(current.getStore());
      const headers = { 'content-type': 'application/octet-stream', 'content-length': String(body.length) };
      return await handler.handle(Object.assign(request, { ...to, headers, body }), options);
    },
  };
  const wired = (clientClass: ClientClass<SendingClient>): ClientClass<SendingClient> =>
    class extends (clientClass as new (config: never) => SendingClient) {
      constructor(config: never) {
        super(config);
        (this as unknown as Wired).config.requestHandler = sending;
      }
    };
  const wiredService = (sdk: LoadedService): LoadedService => ({
    ...sdk,
    client: wired(sdk.client),
    apis: Object.fromEntries(Object.entries(sdk.apis ?? {}).map(([id, client]) => [id, wired(client)])),
  });
  // Each service is loaded and changed once, as it is loaded once without this.
  const loaded = new Map<string, Promise<{ readonly sdk: LoadedService }>>();
  const loaders = Object.entries(SERVICE_LOADERS).map(([id, load]) => [
    id,
    async () => {
      const known = loaded.get(id) ?? load().then(({ sdk }) => ({ sdk: wiredService(sdk) }));
      loaded.set(id, known);
      return await known;
    },
  ]);
  return {
    catalog: { services: AWS_SERVICES, loaders: Object.fromEntries(loaders) as ServiceCatalog['loaders'] },
    exchange: async ({ account, region, service, operation, input }, send) => {
      // The session asks by a client of its own, which is not changed here.
      if (operation === 'DescribeRegions') return { Regions: Object.keys(ROUND_TRIPS).map((RegionName) => ({ RegionName })) };
      return await current.run({ account, region, service, operation, input }, send);
    },
  };
}
