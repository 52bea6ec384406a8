/** Pages of a list that is whole in memory, as an AWS service hands them out. */
import { AnsweredError } from '../answerer.ts';

export interface PageRequest {
  /** What the list is: a token of another list is refused. */
  readonly list: string;
  /** Items that the caller wants at most. */
  readonly size: number | undefined;
  /** Items that the service gives at most. */
  readonly cap: number;
  /** As handed out with the page before. */
  readonly token: string | undefined;
  /** The code by which the service refuses a token: `InvalidNextToken`. */
  readonly refusal: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Token of the page after this one; undefined on the last. */
  readonly next: string | undefined;
}

const encode = (list: string, offset: number): string => Buffer.from(`${list} ${offset}`).toString('base64url');

function decode(token: string, list: string): number | undefined {
  const text = Buffer.from(token, 'base64url').toString();
  const offset = text.slice(list.length + 1);
  return text.startsWith(`${list} `) && /^\d{1,9}$/.test(offset) ? Number(offset) : undefined;
}

/** @throws AnsweredError for a token that this list did not hand out, or a size below 1 */
export function pageOf<T>(items: readonly T[], request: PageRequest): Page<T> {
  const start = request.token === undefined ? 0 : decode(request.token, request.list);
  if (start === undefined || start > items.length) {
    throw new AnsweredError(request.refusal, `The token ${JSON.stringify(request.token)} is not one of ${request.list}.`, 400);
  }
  const size = Math.min(request.size ?? request.cap, request.cap);
  if (!(size >= 1)) throw new AnsweredError(request.refusal, `A page of ${request.list} holds at least 1 item, not ${size}.`, 400);
  const end = start + size;
  return { items: items.slice(start, end), next: end < items.length ? encode(request.list, end) : undefined };
}
