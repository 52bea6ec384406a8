/**
 * Stands between managers and moto: notes what is asked, answers as a service that refuses or that does not answer, and lets a cache that moto has deleted be
 * gone, which moto itself never does.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { once } from 'node:events';

export interface MotoProxy {
  readonly url: string;
  mode: 'denied' | 'silent' | undefined;
  /** `rds:CreateDBInstance`, in the order of the calls. */
  readonly asked: string[];
  stop(): Promise<void>;
}

/** moto shows for ever what it has deleted. */
const GONE = [
  {
    operation: 'elasticache:DescribeReplicationGroups',
    says: '<Status>deleting</Status>',
    code: 'ReplicationGroupNotFoundFault',
  },
  {
    operation: 'elasticache:DescribeCacheClusters',
    says: '<CacheClusterStatus>deleting</CacheClusterStatus>',
    code: 'CacheClusterNotFound',
  },
] as const;

const error = (code: string, message: string): string =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>0</RequestId></ErrorResponse>`;

export async function startMotoProxy(motoUrl: string): Promise<MotoProxy> {
  const state: { mode: MotoProxy['mode']; readonly asked: string[] } = { mode: undefined, asked: [] };
  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(incoming);
    const operation = operationOf(incoming, body);
    if (operation) state.asked.push(operation);
    if (state.mode === 'silent') {
      incoming.socket.destroy();
      return;
    }
    if (state.mode === 'denied') {
      response
        .writeHead(403, { 'content-type': 'text/xml' })
        .end(error('AccessDenied', 'You are not authorized to perform this operation.'));
      return;
    }
    const { status, headers, text } = await forwarded(motoUrl, incoming, body);
    const gone = GONE.find((each) => each.operation === operation && text.includes(each.says));
    if (gone) {
      response.writeHead(404, { 'content-type': 'text/xml' }).end(error(gone.code, 'It is not found.'));
      return;
    }
    response.writeHead(status, headers).end(text);
  };
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => {
      response.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of that form.
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}

/** The service stands in the signature, and the operation in the form or in a header. */
function operationOf({ headers }: IncomingMessage, body: Buffer): string | undefined {
  const service = /Credential=[^/]+\/\d+\/[^/]+\/([a-z-]+)\//.exec(headers.authorization ?? '')?.[1];
  const target = String(headers['x-amz-target'] ?? '').split('.')[1];
  const operation = target ?? new URLSearchParams(body.toString('utf8')).get('Action') ?? undefined;
  return service === undefined || operation === undefined ? undefined : `${service}:${operation}`;
}

async function forwarded(motoUrl: string, { method, url, headers }: IncomingMessage, body: Buffer) {
  const sending = request(new URL(url ?? '/', motoUrl), { method, headers: { ...headers, host: new URL(motoUrl).host } });
  sending.end(body);
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  const text = (await buffer(answer)).toString('utf8');
  const { 'content-length': _length, 'transfer-encoding': _encoding, ...kept } = answer.headers;
  return { status: answer.statusCode ?? 500, headers: kept, text };
}
