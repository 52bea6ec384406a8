/** A proxy in front of moto that counts the requests of one tool by service, which the signature of a request names. */
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CountingProxy {
  readonly url: string;
  readonly calls: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

export async function startCountingProxy(upstream: string): Promise<CountingProxy> {
  const calls = new Map<string, number>();
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, outgoing) => {
    const service = /Credential=[^/]+\/\d{8}\/[^/]+\/([^/]+)\//.exec(incoming.headers.authorization ?? '')?.[1] ?? 'unsigned';
    calls.set(service, (calls.get(service) ?? 0) + 1);
    const { method, headers } = incoming;
    const forwarded = request(new URL(incoming.url ?? '/', upstream), { agent, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    forwarded.once('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      agent.destroy();
    },
  };
}
