/**
 * Requests to one forge. A user names the forge, so it is not trusted: the token goes to no other host, an answer has a size and a time within which it must have
 * come whole, and whatever is not a success becomes a CloudError.
 */
import { CloudError, OwnFault } from '../../clouds/cloud-error.ts';
import { refusedAnswer } from './refused-answer.ts';

export interface Forge {
  /** The root of the REST API, without a slash at its end. */
  readonly root: string;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  /** How long one request may take. */
  readonly deadlineMs: number;
}

/** All requests of one step: a forge could give one page of a list after the other, or keep a worker busy. */
const MOST_REQUESTS = 1_000;
const MOST_MS = 60_000;
const MAX_ANSWER = 4_194_304;
/** GitHub answers a renamed repository's old name with a redirect to its id. */
const MAX_REDIRECTS = 3;

/** A part of a path that leads to the part above or to the same, also when it is encoded. */
const DOTS = /\/(?:\.|%2e){1,2}(?:[/?#]|$)/i;

/** The host and port of the forge, for messages. */
export const hostOf = ({ root }: Forge): string => new URL(root).host;

/** Answers only successes, whose body has come whole. @throws CloudError */
export type GuardedFetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

export function guardedFetch(forge: Forge): GuardedFetch {
  const { origin, pathname } = new URL(`${forge.root}/`);
  const belongs = (url: URL): boolean => url.origin === origin && url.pathname.startsWith(pathname);
  const begun = forge.now();
  let requests = 0;
  return async (to, init = {}) => {
    requests += 1;
    if (requests > MOST_REQUESTS || forge.now() > begun + MOST_MS)
      throw new CloudError(
        `${hostOf(forge)} had not told all within ${MOST_REQUESTS} requests and ${MOST_MS / 1_000} seconds; correct base_url, or try again when it is faster.`,
        { class: 'transient', error_code: 'DeadlineExceeded' },
      );
    // oxlint-disable-next-line no-restricted-properties -- it ends a request on the network; nothing sleeps by it
    const signal = AbortSignal.timeout(forge.deadlineMs);
    let url = new URL(to);
    // A branch or a team may be called so: the address of the whole repository would be meant instead, also where something is deleted.
    if (typeof to === 'string' && DOTS.test(to))
      throw new CloudError(`${hostOf(forge)} is not asked for what is called . or .., because that would name something else.`, {
        class: 'invalid',
        error_code: 'AmbiguousName',
      });
    if (!belongs(url)) throw new OwnFault(new Error(`A request for ${forge.root} was about to go to ${url.origin}${url.pathname}.`));
    for (let redirects = 0; ; redirects += 1) {
      const answer = await wholeAnswer(forge, url, { ...init, redirect: 'manual', signal });
      const next = redirectOf(answer.response, url, init.method);
      if (next && belongs(next) && redirects < MAX_REDIRECTS) {
        url = next;
        continue;
      }
      if (answer.response.ok) return answer.response;
      const { status, headers } = answer.response;
      throw refusedAnswer({ host: hostOf(forge), status, headers, body: answer.text, now: forge.now() });
    }
  };
}

/** Where a request that only reads is sent on to. */
function redirectOf({ status, headers }: Response, from: URL, method = 'GET'): URL | undefined {
  if (method !== 'GET' || ![301, 302, 307, 308].includes(status)) return undefined;
  return URL.parse(headers.get('location') ?? '', from.href) ?? undefined;
}

async function wholeAnswer(forge: Forge, url: URL, init: RequestInit): Promise<{ readonly response: Response; readonly text: string }> {
  const host = hostOf(forge);
  try {
    const response = await forge.fetch(url, init);
    const text = await boundedText(response, host);
    const { status, statusText, headers } = response;
    const isEmpty = text === '' || [204, 205, 304].includes(status);
    return { response: new Response(isEmpty ? null : text, { status, statusText, headers }), text };
  } catch (error) {
    if (error instanceof CloudError) throw error;
    const [code, what] =
      init.signal?.aborted === true
        ? ['DeadlineExceeded', `did not answer within ${forge.deadlineMs / 1_000} seconds`]
        : ['Unreachable', 'cannot be reached'];
    throw new CloudError(`${host} ${what}.`, { class: 'transient', error_code: code }, { cause: error });
  }
}

async function boundedText(response: Response, host: string): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > MAX_ANSWER)
      throw new CloudError(`${host} answers with more than ${MAX_ANSWER} bytes, which no forge does; correct base_url.`, {
        class: 'invalid',
        error_code: 'AnswerTooLarge',
      });
    parts.push(part);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}
