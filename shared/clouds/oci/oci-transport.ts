/** Sends the calls of definitions to OCI: fills in the place and the item's values, and puts the page token beside the body. */
import { z } from 'zod';
import { CloudError } from '../cloud-error.ts';
import { CallFailure } from '../reader/call-failure.ts';
import type { Transport } from '../reader/calls.ts';
import type { Call, Item, ListCall, ReadCall, TokenMembers } from '../types/definition.ts';
import type { OciClient } from './access/client.ts';
import { type ApiId, APIS, type OciApi } from './apis.ts';
import { checkedBase, hostOf } from './realms.ts';
import { valueAt } from '../types/paths.ts';
import { filledIn, placeholderMember } from '../types/placeholders.ts';
import { SCIM_PAGES } from './types/define.ts';

/** Where a slice is read. */
export interface OciPlace {
  readonly tenancy: string;
  readonly domain: string;
  /** The region whose hosts are called: the home region for global types. */
  readonly region: string;
  /** The namespace of Object Storage, which the tenancy has one of. */
  readonly namespace: () => Promise<string>;
}

/** The parts of an answer that the paths of definitions name. */
interface Answer {
  readonly body: unknown;
  readonly next: string | undefined;
  /** The number of the next item of a list of SCIM; undefined after the last. */
  readonly nextIndex: number | undefined;
}

export class OciTransport implements Transport {
  readonly #client: OciClient;
  readonly #place: OciPlace;

  constructor(client: OciClient, place: OciPlace) {
    this.#client = client;
    this.#place = place;
  }

  async send(call: Call, input: Item): Promise<Answer> {
    const { region } = this.#place;
    const url = await this.#url(call, input);
    try {
      const { body, nextPage } = await this.#client.call({
        service: apiOf(call),
        region,
        operation: call.operation,
        request: { method: 'GET', url },
      });
      return { body, next: nextPage, nextIndex: checkedAnswer(call, input, body) };
    } catch (error) {
      throw new CallFailure(error, call.permission ?? '');
    }
  }

  tokensOf(): TokenMembers {
    return ['page', 'next'];
  }

  /** OCI has no code of its own for a token that has expired, so that the slice fails and is read again. */
  isStaleToken(): boolean {
    return false;
  }

  async #url(call: Call, input: Item): Promise<URL> {
    const { tenancy, namespace } = this.#place;
    const path = call.operation.slice(call.operation.indexOf(' ') + 1);
    const place: Record<string, string> = { tenancy, ...(path.includes('{namespace}') && { namespace: await namespace() }) };
    const valueOf = (word: string): string => {
      const value = place[word] ?? input[placeholderMember(word)];
      if (typeof value === 'string' || typeof value === 'number') return String(value);
      throw new TypeError(`${call.operation}: {${word}} has no value.`);
    };
    const [, base, rest = ''] = /^\{([^{}]+)\}(\/.*)$/.exec(path) ?? [undefined, undefined, path];
    const origin = base === undefined ? `https://${this.#host(call)}` : this.#baseOf(call, valueOf(base));
    const url = new URL(origin + filledIn(rest, (word) => encodeURIComponent(valueOf(word))));
    for (const [name, value] of Object.entries(input)) {
      // A value of the definition may be a word of the place; a value of an item is taken as it is.
      const isFixed = value === call.input?.[name];
      if (!name.startsWith('{')) url.searchParams.set(name, isFixed ? filledIn(String(value), valueOf) : String(value));
    }
    return url;
  }

  #host(call: Call): string {
    const { host }: OciApi = APIS[apiOf(call)];
    if (host === undefined) throw new TypeError(`${call.operation}: its API has no host of its own.`);
    return hostOf(host, this.#place.region, this.#place.domain);
  }

  /** @throws CloudError for a host outside the realm: a signed request must not be sent there */
  #baseOf(call: Call, named: string | undefined): string {
    const base = checkedBase(named, this.#place.domain);
    if (base) return base.origin;
    throw new CloudError(
      `${call.operation} would be sent to a host that is not under ${this.#place.domain}, the domain of the tenancy's realm, so it was not sent.`,
      { class: 'invalid', error_code: 'UnknownHost' },
    );
  }
}

/** Definitions name one of `APIS`: their builder takes no other. @throws TypeError if they do not */
export function apiOf({ api, operation }: Pick<Call, 'api' | 'operation'>): ApiId {
  if (api !== undefined && Object.hasOwn(APIS, api)) return api as ApiId;
  throw new TypeError(`${operation} names no API of OCI.`);
}

/** The members by which list calls and reads in pages differ from other calls. */
type AnyCall = Call & { readonly kind?: string } & Partial<Pick<ListCall, 'items' | 'pages'>> & Partial<Pick<ReadCall, 'path' | 'paged'>>;

/**
 * Checks that an answer holds what its call asks for: the list of a list call or of a read in pages, and an object for every other call. Returns the
 * number of the next item of a list of SCIM; undefined after the last, and for other calls. @throws CloudError for an answer that does not: a list
 * that is missing is no empty list, and a resource without a member is none
 */
function checkedAnswer(call: AnyCall, input: Item, body: unknown): number | undefined {
  const path = call.items ?? (call.paged === undefined ? undefined : call.path);
  if (path === undefined) {
    if (!isItem(body) || Object.keys(body).length === 0) throw badAnswer(call, 'without its object');
    return undefined;
  }
  const list = valueAt({ body }, path);
  if (Array.isArray(call.pages) && call.pages[0] === SCIM_PAGES[0]) return nextIndexOf(call, input, body, list);
  if (!isListOfItems(list)) throw badAnswer(call, 'without its list');
  return undefined;
}

const isItem = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOfItems = (value: unknown): value is readonly object[] => Array.isArray(value) && value.every((item) => isItem(item));

/** SCIM says how many items a list has, so that a list is whole only once that many were read. A list of none may lack `Resources`. */
function nextIndexOf(call: AnyCall, input: Item, body: unknown, list: unknown): number | undefined {
  const { success, data } = scimPageSchema.safeParse(body);
  if (!success) throw badAnswer(call, 'without the number of its items');
  const { totalResults, startIndex } = data;
  const items = list === undefined && totalResults === 0 ? [] : list;
  if (!isListOfItems(items)) throw badAnswer(call, 'without its list');
  const asked = Number(input[SCIM_PAGES[0]] ?? 1);
  // Only a list that one page holds may lack the number of the page's first item.
  const first = startIndex ?? (items.length === totalResults ? asked : undefined);
  if (items.length > 0 && first !== asked) throw badAnswer(call, `with another page than the one that begins with item ${asked}`);
  const next = asked + items.length;
  if (next > totalResults) return undefined;
  if (items.length > 0) return next;
  throw new CloudError(
    `${call.operation} ended its list after ${asked - 1} of ${totalResults} items, so the rest of the list was not seen.`,
    { class: 'transient', error_code: 'ListCutShort' },
  );
}

const scimPageSchema = z.object({ totalResults: z.int().nonnegative(), startIndex: z.unknown().optional() });

/** A slice is read again after such an answer to a list; after one to a read of an item, what it would have told is unread. */
const badAnswer = (call: AnyCall, how: string): CloudError =>
  new CloudError(`${call.operation} was answered ${how}.`, {
    class: call.kind === 'read' ? 'invalid' : 'transient',
    error_code: 'BadAnswer',
  });
