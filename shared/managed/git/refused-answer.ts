/** Turns an answer of a forge that is no success into a CloudError. */
import { z } from 'zod';
import { CloudError, type CloudErrorClass } from '../../clouds/cloud-error.ts';
import { plainMessage } from '../../clouds/plain-message.ts';
import { isoTime } from '../../seams.ts';
import { NAME_TAKEN } from '../faults.ts';

export interface RefusedAnswer {
  /** The forge's host and port. */
  readonly host: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** When the answer came, in milliseconds since the epoch. */
  readonly now: number;
}

/** Codes by which callers tell refusals apart. */
export const NOT_FOUND = 'NotFound';
export const PLAN_LIMIT = 'PlanLimit';

export function refusedAnswer(answer: RefusedAnswer): CloudError {
  const { host, status } = answer;
  const said = wordsOf(answer.body);
  const words = said === '' ? `HTTP ${status}` : plainMessage(said);
  if (status === 401)
    return failed('denied', 'BadToken', `${host} does not accept the token; it has expired, was revoked or is mistyped. Store a new one.`);
  if (status === 429 || (status === 403 && isRateLimit(answer, said)))
    return failed('throttled', 'RateLimited', `${host} lets the token make no more requests until ${resetOf(answer)}.`);
  if (status === 403 && /\bupgrade\b/i.test(said))
    return failed('denied', PLAN_LIMIT, `${host}: the plan of the owner does not have this: ${words}`);
  if (status === 403) {
    const right = missingRight(answer);
    return right === undefined
      ? failed('denied', 'Forbidden', `${host} refuses: ${words}. Use a token whose user may do this.`)
      : failed('denied', 'Forbidden', `${host} refuses: ${words}. Give the token the right ${right}.`, right);
  }
  if (status === 404) return failed('invalid', NOT_FOUND, `${host} has no such thing, or does not show it to the token: ${words}`);
  if (status === 413 || (status >= 500 && status !== 501))
    return failed('transient', `HTTP${status}`, `${host} answers with an error: ${words}`);
  if ([400, 409, 422].includes(status) && /already (?:exists|been taken)|name already/i.test(said))
    return failed('invalid', NAME_TAKEN, `${host}: ${words}`);
  if (status < 400)
    return failed('invalid', 'RedirectRefused', `${host} redirects to another address, to which the token is not sent; correct base_url.`);
  return failed('invalid', 'Refused', `${host} refuses: ${words}`);
}

const failed = (errorClass: CloudErrorClass, error_code: string, message: string, permission?: string): CloudError =>
  new CloudError(message, { class: errorClass, error_code, ...(permission !== undefined && { permission }) });

const wordsSchema = z.record(z.string(), z.unknown());

/** The forge's own words: `message` of GitHub and Gitea, `message` or `error` of GitLab, which may be a list or an object. */
function wordsOf(body: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    // A page of a proxy says nothing that helps.
    return '';
  }
  const { message, errors, error, error_description: description } = wordsSchema.safeParse(parsed).data ?? {};
  return [message, errors, error, description]
    .map((part) => flatText(part))
    .filter((part) => part !== '')
    .join(': ');
}

/** @param depth how far it looks into lists and objects */
function flatText(part: unknown, depth = 3): string {
  if (typeof part === 'string') return part;
  if (typeof part !== 'object' || part === null || depth === 0) return '';
  if (Array.isArray(part)) return part.map((each) => flatText(each, depth - 1)).join(', ');
  return Object.entries(part)
    .map(([name, value]) => `${name} ${flatText(value, depth - 1)}`)
    .join(', ');
}

const isRateLimit = ({ headers }: RefusedAnswer, said: string): boolean =>
  headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after') || /rate limit|abuse detection/i.test(said);

/** When requests are accepted again, as the forge says; a minute from now if it does not. */
function resetOf({ headers, now }: RefusedAnswer): string {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const epoch = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? Number.NaN);
  const told = Number.isFinite(seconds) ? now + seconds * 1_000 : epoch * 1_000;
  // A forge that names a time in the past, or years from now, is not believed.
  return isoTime(told >= now && told <= now + 86_400_000 ? told : now + 60_000);
}

/** The right that the token lacks, as the forge names it: GitHub in headers, GitLab and Gitea in the body. */
function missingRight({ headers, body }: RefusedAnswer): string | undefined {
  const told =
    headers.get('x-accepted-github-permissions') ??
    headers.get('x-accepted-oauth-scopes') ??
    /"scope"\s*:\s*"([^"]+)"/.exec(body)?.[1] ??
    /required scope\(?s?\)?:\s*\[?([^\]"]+)/.exec(body)?.[1];
  return told !== undefined && /^[\w:=,;.\- ]{1,100}$/.test(told) ? told : undefined;
}
