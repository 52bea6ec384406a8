/** A way to a server that can be cut off: connections through it are closed at once. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface CutOffProxy {
  readonly port: number;
  cut: boolean;
  stop(): Promise<void>;
}

export async function startCutOffProxy(targetPort: number): Promise<CutOffProxy> {
  const sockets = new Set<Socket>();
  const proxy = { port: 0, cut: false };
  const server = createServer((socket) => {
    if (proxy.cut) {
      socket.destroy();
      return;
    }
    const target = connect(targetPort, '127.0.0.1');
    for (const each of [socket, target]) {
      sockets.add(each);
      each.on('error', () => each.destroy());
      each.on('close', () => sockets.delete(each));
    }
    socket.pipe(target).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of that form.
  proxy.port = (server.address() as AddressInfo).port;
  return Object.assign(proxy, {
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  });
}
