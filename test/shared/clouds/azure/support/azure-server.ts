/**
 * Plays Entra ID, Azure Resource Manager, Resource Graph, Microsoft Graph and key vaults on a loopback port with TLS. It checks what it is sent as the real
 * ones do: who asks for a token and how, for which API the token is, whether it has expired.
 */
import { createHash, createPublicKey, randomUUID, verify, X509Certificate } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import type { AzureHosts } from '../../../../../shared/clouds/azure/hosts.ts';
import { makeCertificate, type MadeCertificate } from '../../../../support/certificate.ts';

export interface Asked {
  readonly method: string;
  /** The path without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** The body's JSON; undefined if there is none. */
  readonly body: unknown;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Sent in the place of the body's JSON. */
  readonly raw?: string;
  /** Ends the connection after this many bytes of the body. */
  readonly cutAt?: number;
  /** Ends the connection without an answer. */
  readonly hangsUp?: true;
  /** Milliseconds before the answer. */
  readonly delay?: number;
  /** Compresses the body. */
  readonly gzip?: true;
}

type Answer = Reply | ((asked: Asked) => Reply);

/** How an application proves who it is. */
export type Proof =
  | { readonly secret: string }
  | { readonly certificate: string }
  | { readonly issuer: string; readonly subject: string; readonly audience: string; readonly publicKey: string };

export interface Application {
  readonly tenant: string;
  readonly client: string;
  readonly proof: Proof;
  /** The permissions of Microsoft Graph that an administrator has granted. */
  readonly graphPermissions?: readonly string[];
  /** Entra ID's error for this application, in the place of a token. */
  readonly refusal?: { readonly error: string; readonly code: number };
}

interface Issued {
  readonly tenant: string;
  readonly audience: string;
  revoked: boolean;
}

/** The path below which the vaults answer, by the names of their hosts: `/vaults/contoso.vault.azure.net/certificates`. */
const VAULT_PATH = '/vaults';

let made: MadeCertificate | undefined;
/** One for all servers of a test file, because making a key takes a while. */
const serverCertificate = (): MadeCertificate => (made ??= makeCertificate({ commonName: 'localhost', names: ['localhost', '127.0.0.1'] }));

export class AzureServer {
  readonly #server: Server;
  readonly #port: number;
  readonly #routes: { readonly method: string; readonly path: RegExp; readonly answers: Answer[] }[] = [];
  readonly #tokens = new Map<string, Issued>();
  readonly applications: Application[] = [];
  /** Every request to the APIs, in the order of its arrival. */
  readonly asked: Asked[] = [];
  /** The number of tokens that were given. */
  given = 0;
  /** Whether clients call the APIs at one host, as those do that MUSTER_AZURE_ENDPOINT_URL leads here. */
  isOneHost = false;
  /** Seconds that a token lives. */
  tokenLife = 3600;

  private constructor(server: Server) {
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
    server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => void this.#serve(incoming, outgoing));
  }

  static async start(): Promise<AzureServer> {
    const { certificate, key } = serverCertificate();
    const server = createServer({ cert: certificate, key });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new AzureServer(server);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The certificate that clients must trust, as PEM text. */
  get authority(): string {
    return serverCertificate().certificate;
  }

  /** Resource Manager and Microsoft Graph have hosts of different names, so that a token for one is no token for the other; so have vaults their path. */
  get hosts(): AzureHosts {
    return {
      authority: `https://127.0.0.1:${this.#port}`,
      management: `https://127.0.0.1:${this.#port}`,
      graph: `https://localhost:${this.#port}`,
      vaults: 'vault.azure.net',
      vaultEndpoint: `https://localhost:${this.#port}${VAULT_PATH}`,
      exchangeAudience: 'api://AzureADTokenExchange',
    };
  }

  /** Answers requests of the path, the newest route first. Of several answers each is given once, and the last one for ever. */
  on(request: string | RegExp, ...answers: Answer[]): void {
    const [method = 'GET', path = ''] = typeof request === 'string' && request.includes(' ') ? request.split(' ') : ['GET', request];
    const form = typeof path === 'string' ? new RegExp(`^${path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`, 'i') : path;
    this.#routes.unshift({ method, path: form, answers: [...answers] });
  }

  /** A token that the APIs accept, as Entra ID also gives them to the Azure CLI. */
  issue(tenant: string, audience: string, more: object): string {
    const expires = Math.floor(Date.now() / 1000) + this.tokenLife;
    const claims = { tid: tenant, aud: audience, exp: expires, jti: randomUUID(), ...more };
    const token = ['eyJhbGciOiJSUzI1NiJ9', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'signature'].join('.');
    this.#tokens.set(token, { tenant, audience, revoked: false });
    return token;
  }

  /** No token that was given until now is accepted any more. */
  revokeTokens(): void {
    for (const token of this.#tokens.values()) token.revoked = true;
  }

  /** The number of requests to the path. */
  count(path: string): number {
    return this.asked.filter((each) => each.path.toLowerCase() === path.toLowerCase()).length;
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const sent = await text(incoming);
    const url = new URL(incoming.url ?? '/', `https://${incoming.headers.host}`);
    const reply = this.#entra(url, sent) ?? this.#api(incoming, url, sent);
    if (reply.delay !== undefined) await new Promise((resolve) => setTimeout(resolve, reply.delay).unref());
    if (reply.hangsUp) {
      incoming.socket.destroy();
      return;
    }
    const plain = Buffer.from(reply.raw ?? JSON.stringify(reply.body ?? {}));
    const body = reply.gzip ? gzipSync(plain) : plain;
    outgoing.writeHead(reply.status ?? 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': body.length,
      ...(reply.gzip && { 'content-encoding': 'gzip' }),
      ...reply.headers,
    });
    if (reply.cutAt === undefined) {
      outgoing.end(body);
    } else {
      outgoing.write(body.subarray(0, reply.cutAt), () => incoming.socket.destroy());
    }
  }

  // Entra ID

  #entra({ pathname, host }: URL, sent: string): Reply | undefined {
    const [, tenant = '', rest = ''] = /^\/([0-9a-z-]+)\/((?:oauth2\/)?v2\.0\/.*)$/.exec(pathname) ?? [];
    if (rest === 'v2.0/.well-known/openid-configuration') {
      const base = `https://${host}/${tenant}`;
      if (!this.applications.some((each) => each.tenant === tenant)) return refusal('invalid_tenant', 90002, 400);
      return {
        body: {
          token_endpoint: `${base}/oauth2/v2.0/token`,
          authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
          end_session_endpoint: `${base}/oauth2/v2.0/logout`,
          issuer: `${base}/v2.0`,
          jwks_uri: `${base}/discovery/v2.0/keys`,
        },
      };
    }
    return rest === 'oauth2/v2.0/token' ? this.#token(tenant, new URLSearchParams(sent)) : undefined;
  }

  #token(tenant: string, form: URLSearchParams): Reply {
    const application = this.applications.find((each) => each.tenant === tenant && each.client === form.get('client_id'));
    if (!application) return refusal('unauthorized_client', 700016, 400);
    if (application.refusal) return refusal(application.refusal.error, application.refusal.code, 401);
    const code = form.get('grant_type') === 'client_credentials' ? wrongProof(application, form) : 70003;
    if (code !== undefined) return refusal('invalid_client', code, 401);
    const audience = (form.get('scope') ?? '').replace(/\/\.default$/, '');
    const roles = audience === this.hosts.graph || this.isOneHost ? application.graphPermissions : undefined;
    const token = this.issue(tenant, audience, { appid: application.client, roles });
    this.given += 1;
    return { body: { token_type: 'Bearer', expires_in: this.tokenLife, ext_expires_in: this.tokenLife, access_token: token } };
  }

  // The APIs

  #api(incoming: IncomingMessage, url: URL, sent: string): Reply {
    const { method = 'GET', headers } = incoming;
    const asked = {
      method,
      path: url.pathname,
      query: url.searchParams,
      headers,
      body: sent === '' ? undefined : (JSON.parse(sent) as unknown),
    };
    this.asked.push(asked);
    const token = this.#tokens.get(/^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '');
    const audience = url.pathname.startsWith(`${VAULT_PATH}/`) ? `${url.origin}${VAULT_PATH}` : url.origin;
    if (!token || token.audience !== audience) return apiError(401, 'InvalidAuthenticationToken', 'The access token is invalid.');
    if (token.revoked)
      return apiError(401, 'ExpiredAuthenticationToken', 'The access token expiry UTC time is earlier than current UTC time.');
    const route = this.#routes.find((each) => each.method === method && each.path.test(decodeURI(url.pathname)));
    if (!route) return apiError(404, 'NotFound', `The test has no answer to ${method} ${url.pathname}.`);
    const answer = route.answers.length > 1 ? route.answers.shift() : route.answers[0];
    return typeof answer === 'function' ? answer(asked) : (answer ?? {});
  }
}

/** A refusal as a key vault writes it: always `Forbidden`, with the reason inside. */
export const vaultRefusal = (inner: string, message: string): Reply => ({
  status: 403,
  body: { error: { code: 'Forbidden', message, innererror: { code: inner } } },
});

/** An error as Resource Manager and Microsoft Graph write it. */
export const apiError = (status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers,
  body: { error: { code, message } },
});

const refusal = (error: string, code: number, status: number): Reply => ({
  status,
  body: {
    error,
    error_description: `AADSTS${code}: It was refused. Trace ID: ${randomUUID()}`,
    error_codes: [code],
    correlation_id: randomUUID(),
  },
});

/** The number of Entra ID's error; undefined if the application has proved who it is. */
function wrongProof({ client, proof }: Application, form: URLSearchParams): number | undefined {
  if ('secret' in proof) return form.get('client_secret') === proof.secret ? undefined : 7000215;
  const assertion = form.get('client_assertion');
  if (assertion === null || form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') return 7000218;
  const [header, payload, signature] = assertion.split('.').map((part) => Buffer.from(part, 'base64url'));
  if (!header || !payload || !signature) return 50027;
  const claims = JSON.parse(payload.toString('utf8')) as Readonly<Record<string, unknown>>;
  const head = JSON.parse(header.toString('utf8')) as Readonly<Record<string, unknown>>;
  const signed = Buffer.from(assertion.slice(0, assertion.lastIndexOf('.')));
  if (typeof claims['exp'] !== 'number' || claims['exp'] * 1000 < Date.now()) return 700024;
  if ('certificate' in proof) {
    const certificate = new X509Certificate(proof.certificate);
    const thumbprint = createHash('sha256').update(certificate.raw).digest('base64url');
    if (head['x5t#S256'] !== thumbprint || claims['iss'] !== client || claims['sub'] !== client) return 700027;
    const padding = head['alg'] === 'PS256' ? { padding: 6, saltLength: 32 } : {};
    return verify('sha256', signed, { key: certificate.publicKey, ...padding }, signature) ? undefined : 700027;
  }
  if (head['alg'] !== 'RS256') return 50027;
  if (claims['iss'] !== proof.issuer) return 700211;
  if (![claims['aud']].flat().includes(proof.audience)) return 700212;
  if (claims['sub'] !== proof.subject) return 700213;
  return verify('sha256', signed, createPublicKey(proof.publicKey), signature) ? undefined : 50027;
}
