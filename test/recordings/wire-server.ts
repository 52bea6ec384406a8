/**
 * A loopback HTTP server that gives an answerer's answers to the AWS SDK's clients as AWS sends them: in the protocol of each service, written
 * by the SDK's own serialisers from the schemas of its models, so that the SDK's deserialisers read them back from a socket.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { type Answerer, isAnswered } from '../../shared/clouds/aws/answerer.ts';
import { schemasIn, shaped } from '../../shared/clouds/aws/demo/sdk-shape.ts';
import type { Exchange } from '../../shared/clouds/aws/exchange.ts';
import { SERVICE_LOADERS } from '../../shared/clouds/aws/readers.generated.ts';
import type { ServiceCatalog } from '../../shared/clouds/aws/session.ts';
import { AWS_SERVICES } from '../../shared/clouds/aws/types.generated.ts';
import type { ClientClass, LoadedService, SendingClient } from '../../shared/clouds/aws/types/loaded-service.ts';
import { type ErrorRegistry, type Protocol, type Reply, refusalOf, replyOf } from './wire-format.ts';

interface Request {
  hostname: string;
  port?: number;
  protocol: string;
  path: string;
  query: object;
  headers: Record<string, string>;
}

interface RequestHandler {
  handle(request: Request, options?: object): Promise<unknown>;
  destroy?(): void;
}

/** The parts of an SDK client that the server changes or reads; the SDK's own type of them is no public one. */
interface Wired {
  readonly config: {
    requestHandler: RequestHandler;
    readonly protocol: Protocol;
    readonly protocolSettings: { readonly errorTypeRegistries: readonly ErrorRegistry[] };
  };
}

/** Makes the answer to the request that is being sent. */
type Answering = (client: Wired['config']) => Promise<Reply>;

export class WireServer {
  /** Services whose clients send their requests to this server. */
  readonly catalog: ServiceCatalog;
  readonly #server: Server;
  readonly #replies = new Map<string, Reply>();
  readonly #current = new AsyncLocalStorage<Answering>();
  /** Some services' clients speak HTTP/2, so every client sends by the handler of one that speaks HTTP/1. */
  readonly #handler = new S3Client({ region: 'us-east-1' }).config.requestHandler as unknown as RequestHandler;
  #sent = 0;

  constructor() {
    this.#server = createServer((request, response) => {
      const path = request.url ?? '';
      const { status, headers, body } = this.#replies.get(path) ?? { status: 404, headers: {}, body: '' };
      this.#replies.delete(path);
      request.resume();
      response.writeHead(status, headers).end(body);
    });
    const loaders = Object.entries(SERVICE_LOADERS).map(
      ([id, load]) => [id, async () => ({ sdk: this.#wired((await load()).sdk) })] as const,
    );
    this.catalog = { services: AWS_SERVICES, loaders: Object.fromEntries(loaders) };
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async stop(): Promise<void> {
    this.#handler.destroy?.();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Every call goes through the socket; the answerer's answers and refusals are what the server sends. */
  answering(answerer: Answerer): Exchange {
    return async (call, send) => {
      const answer: Answering = async ({ protocol, protocolSettings }) => {
        try {
          const { output } = schemasIn(call);
          return await replyOf(protocol, call.schema, shaped(await answerer.answer(call), output));
        } catch (error) {
          if (!isAnswered(error)) throw error;
          return refusalOf(protocol, error, protocolSettings.errorTypeRegistries);
        }
      };
      return await this.#current.run(answer, send);
    };
  }

  #wired(sdk: LoadedService): LoadedService {
    const apis = Object.entries(sdk.apis ?? {}).map(([id, client]) => [id, this.#client(client)] as const);
    return { ...sdk, client: this.#client(sdk.client), apis: Object.fromEntries(apis) };
  }

  #client(clientClass: ClientClass<SendingClient>): ClientClass<SendingClient> {
    const handlerOf = (wired: Wired['config']): RequestHandler => ({
      handle: async (request, options) => await this.#handler.handle(await this.#toServer(wired, request), options),
    });
    return class extends (clientClass as new (config: never) => SendingClient) {
      constructor(config: never) {
        super(config);
        const { config: wired } = this as unknown as Wired;
        wired.requestHandler = handlerOf(wired);
      }
    };
  }

  async #toServer(client: Wired['config'], request: Request): Promise<Request> {
    const answer = this.#current.getStore();
    if (!answer) throw new Error(`A request to ${request.hostname} comes from no call of an exchange.`);
    const path = `/${(this.#sent += 1)}`;
    this.#replies.set(path, await answer(client));
    const { port } = this.#server.address() as AddressInfo;
    return Object.assign(request, { protocol: 'http:', hostname: '127.0.0.1', port, path, query: {} });
  }
}
