/**
 * Nothing but this machine's own programs may talk to the local platform: every server listens on the loopback, and
 * refuses what a web page could send there (DNS rebinding shows in Host, another site's script in Origin).
 */
import { Server, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';

export const LOOPBACK = '127.0.0.1';

/** What is wrong with a request, in one sentence; undefined if nothing is. */
export function refusal({ host, origin }: IncomingHttpHeaders, port: number): string | undefined {
  const hosts = [`${LOOPBACK}:${port}`, `localhost:${port}`, `[::1]:${port}`];
  if (!host || !hosts.includes(host.toLowerCase())) return `The Host ${JSON.stringify(host ?? '')} is not this server: use ${hosts[0]}.`;
  if (origin !== undefined && !hosts.some((allowed) => origin.toLowerCase() === `http://${allowed}`))
    return `The Origin ${JSON.stringify(origin)} may not call this server.`;
  return undefined;
}

export function refuse(response: ServerResponse, detail: string): void {
  const problem = { type: 'about:blank', title: 'Forbidden', status: 403, detail };
  response.writeHead(403, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
}

/**
 * Makes every HTTP server of this thread one of the loopback, and guarded. The emulators run in threads of their own and
 * have no option for it: fauxqs listens on every interface, dynalite lets every origin in.
 */
export function confineServers(): void {
  // eslint-disable-next-line typescript/unbound-method -- applied to the server that is listening, below
  const listen = Server.prototype.listen;
  Server.prototype.listen = function confined(this: Server, ...[given, ...rest]: unknown[]): Server {
    const address = typeof given === 'object' && given !== null ? { ...given, host: LOOPBACK } : { port: Number(given), host: LOOPBACK };
    const handlers = this.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[];
    this.removeAllListeners('request');
    this.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const reason = refusal(request.headers, request.socket.localPort ?? 0);
      if (reason === undefined) handlers.forEach((handler) => handler.call(this, request, response));
      else refuse(response, reason);
    });
    return Reflect.apply(listen, this, [address, ...rest.filter((argument) => typeof argument === 'function')]) as Server;
  };
}
