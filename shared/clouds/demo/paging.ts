/** Splits a list in memory into pages, as a service of a cloud does. */

export interface PageRequest {
  /** The list's name. A token of another list is refused. */
  readonly list: string;
  /** The most items that the caller wants. */
  readonly size: number | undefined;
  /** The most items that the service returns. */
  readonly cap: number;
  /** The token that came with the previous page. */
  readonly token: string | undefined;
  /** The error by which the service refuses a token or a size. */
  readonly refused: (message: string) => Error;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** The token of the next page; undefined on the last page. */
  readonly next: string | undefined;
}

const encode = (list: string, offset: number): string => Buffer.from(`${list} ${offset}`).toString('base64url');

function decode(token: string, list: string): number | undefined {
  const text = Buffer.from(token, 'base64url').toString();
  const offset = text.slice(list.length + 1);
  return text.startsWith(`${list} `) && /^\d{1,9}$/.test(offset) ? Number(offset) : undefined;
}

/** @throws what `refused` makes, for a token that this list did not return, or a size below 1 */
export function pageOf<T>(items: readonly T[], request: PageRequest): Page<T> {
  const start = request.token === undefined ? 0 : decode(request.token, request.list);
  if (start === undefined || start > items.length) {
    throw request.refused(`The token ${JSON.stringify(request.token)} is not one of ${request.list}.`);
  }
  const size = Math.min(request.size ?? request.cap, request.cap);
  if (!(size >= 1)) throw request.refused(`A page of ${request.list} holds at least 1 item, not ${size}.`);
  const end = start + size;
  return { items: items.slice(start, end), next: end < items.length ? encode(request.list, end) : undefined };
}
