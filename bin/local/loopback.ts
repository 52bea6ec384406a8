/**
 * Only programs on this machine may call the local platform. Every server listens on the loopback interface and refuses
 * requests that another site's page could send: the Host header reveals DNS rebinding, and the Origin header and Fetch Metadata another site's script.
 */
import { Server, STATUS_CODES, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';

export const LOOPBACK = '127.0.0.1';

type FetchHeaders = Pick<IncomingHttpHeaders, 'host' | 'origin' | 'sec-fetch-site' | 'sec-fetch-mode' | 'sec-fetch-dest'>;

/**
 * Tells whether a page of this server asked, or nothing but the user, by what a browser says; a program that is no browser says nothing.
 * https://www.w3.org/TR/fetch-metadata/
 */
export const isAskedForHere = ({ 'sec-fetch-site': site = 'none' }: Pick<FetchHeaders, 'sec-fetch-site'>): boolean =>
  site === 'none' || site === 'same-origin';

/** The reason to refuse a request, in one sentence; undefined if it is allowed. A link on another site may open a page here, in no frame. */
export function refusal(headers: FetchHeaders, port: number): string | undefined {
  const { host, origin, 'sec-fetch-mode': mode, 'sec-fetch-dest': destination } = headers;
  const hosts = [`${LOOPBACK}:${port}`, `localhost:${port}`, `[::1]:${port}`];
  if (!host || !hosts.includes(host.toLowerCase())) return `The Host ${JSON.stringify(host ?? '')} is not this server: use ${hosts[0]}.`;
  if (origin !== undefined && !hosts.some((allowed) => origin.toLowerCase() === `http://${allowed}`))
    return `The Origin ${JSON.stringify(origin)} may not call this server.`;
  if (!isAskedForHere(headers) && !(mode === 'navigate' && destination === 'document'))
    return "Another site's page may not call this server: it may only link to it.";
  return undefined;
}

/** Problem details (RFC 9457) without a type of their own. */
export const problemText = (status: number, detail: string): string =>
  JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail });

export function refuse(response: ServerResponse | Http2ServerResponse, detail: string): void {
  response.statusCode = 403;
  response.setHeader('content-type', 'application/problem+json');
  response.end(problemText(403, detail));
}

/**
 * Makes every HTTP server of this thread listen on the loopback interface and refuse the requests of web pages. The emulators,
 * which run in threads of their own, have no option for that: fauxqs listens on every interface, dynalite allows every origin.
 * @param refuseToo answers another request that is refused, and returns whether it did
 */
export function confineServers(refuseToo: (request: IncomingMessage, response: ServerResponse) => boolean = () => false): void {
  // eslint-disable-next-line typescript/unbound-method -- applied to the server that is listening, below
  const listen = Server.prototype.listen;
  Server.prototype.listen = function confined(this: Server, ...[given, ...rest]: unknown[]): Server {
    const address = typeof given === 'object' && given !== null ? { ...given, host: LOOPBACK } : { port: Number(given), host: LOOPBACK };
    const handlers = this.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[];
    this.removeAllListeners('request');
    this.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const reason = refusal(request.headers, request.socket.localPort ?? 0);
      if (reason !== undefined) refuse(response, reason);
      else if (!refuseToo(request, response)) handlers.forEach((handler) => handler.call(this, request, response));
    });
    return Reflect.apply(listen, this, [address, ...rest.filter((argument) => typeof argument === 'function')]) as Server;
  };
}
