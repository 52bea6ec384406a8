/** Sends requests over HTTPS and reads whole answers. It neither retries nor judges an answer. */
import { Agent, request as httpsRequest } from 'node:https';
import { connect as tlsConnect } from 'node:tls';
import { InvalidRequest } from '../../../errors.ts';
import type { WireRequest } from './signing.ts';

export interface WireAnswer {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** @throws WireFailure if there is no whole answer; the signal's reason if it is aborted */
export type Send = (request: WireRequest, headers: Readonly<Record<string, string>>, signal?: AbortSignal) => Promise<WireAnswer>;

/** The network failed before a whole answer was read. `code` is Node's code (`ENOTFOUND`), `TruncatedAnswer`, `AnswerTooLarge`, `NoAnswer` or `AnswerTooSlow`. */
export class WireFailure extends Error {
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(`The network failed (${code}).`, options);
    this.name = 'WireFailure';
    this.code = code;
  }
}

/** Pages of lists are at most a few megabytes. */
const MAX_ANSWER_BYTES = 64 * 2 ** 20;
/** A connection over which nothing comes for this long is given up. */
const IDLE_MS = 30_000;
/** Milliseconds in which an answer must have arrived whole: one that trickles for ever would hold its slice until the worker's end. */
const ANSWER_MS = 60_000;
const MAX_SOCKETS = 64;

export interface TransportOptions {
  readonly agent?: Agent;
  readonly idleMs?: number;
  readonly answerMs?: number;
}

/** Sends requests with one pool of connections. Certificates are checked against Node's list, which NODE_EXTRA_CA_CERTS extends. */
export function createSend({
  agent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
  idleMs = IDLE_MS,
  answerMs = ANSWER_MS,
}: TransportOptions = {}): Send {
  return async ({ method, url, body }, headers, signal) => {
    signal?.throwIfAborted();
    return await new Promise<WireAnswer>((resolve, reject) => {
      let answering = false;
      // oxlint-disable-next-line no-restricted-properties -- it ends a request on the network, as the socket's own timeout does; nothing sleeps by it
      const late = AbortSignal.timeout(answerMs);
      const stop = signal ? AbortSignal.any([signal, late]) : late;
      const fail = (code: string, cause?: unknown): void => {
        reject(signal?.aborted ? signal.reason : new WireFailure(late.aborted ? 'AnswerTooSlow' : code, { cause }));
      };
      const sent = httpsRequest(url, { method, headers, agent, signal: stop }, (response) => {
        answering = true;
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          chunks.push(chunk);
          if (bytes <= MAX_ANSWER_BYTES) return;
          fail('AnswerTooLarge');
          sent.destroy();
        });
        response.on('error', (error) => fail('TruncatedAnswer', error));
        response.on('end', () => {
          if (!response.complete) {
            fail('TruncatedAnswer');
            return;
          }
          const named = Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]);
          resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(named), text: Buffer.concat(chunks).toString('utf8') });
        });
      });
      sent.setTimeout(idleMs, () => {
        fail('NoAnswer');
        sent.destroy();
      });
      sent.on('error', (error: NodeJS.ErrnoException) => fail(answering ? 'TruncatedAnswer' : (error.code ?? 'NetworkError'), error));
      sent.end(body);
    });
  };
}

/**
 * An agent whose connections all lead to one server that answers in OCI's place, whatever host a request names. Requests keep the host that they
 * are signed for. `endpoint`: `https://127.0.0.1:8443`. @throws InvalidRequest if it is no https URL
 */
export function agentTo(endpoint: string, variable: string): Agent {
  const url = URL.parse(endpoint);
  if (url?.protocol !== 'https:') throw new InvalidRequest(variable, `${variable} is not an https URL; write https://127.0.0.1:8443.`);
  const { hostname } = url;
  const port = url.port === '' ? 443 : Number(url.port);
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  agent.createConnection = (options) => tlsConnect({ ...(options as object), host: hostname, port, servername: 'localhost' });
  return agent;
}
