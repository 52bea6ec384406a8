/** Sends the calls of definitions to Resource Manager, Microsoft Graph and key vaults: builds URLs, follows next pages, refuses answers that are not whole. */
import { CallFailure } from '../reader/call-failure.ts';
import type { Transport } from '../reader/calls.ts';
import type { Call, Item, TokenMembers } from '../types/definition.ts';
import { stepsOf, valueAt } from '../types/paths.ts';
import { filledIn, placeholderMember } from '../types/placeholders.ts';
import { AzureError } from './access/azure-error.ts';
import { FOREIGN_HOST, type RestClient, UNPROCESSABLE } from './access/rest-client.ts';
import type { AzureApi } from './hosts.ts';

export interface RestTransportOptions {
  readonly clients: Readonly<Record<AzureApi, RestClient>>;
  /** The words in braces that stand for the account: `{subscription: '…'}`. */
  readonly place: Readonly<Record<string, string>>;
  /** Waits until a call fits the budget of its service. */
  readonly take: (call: Call) => Promise<void>;
  /** Whether Resource Graph may answer the list of the type in the place of its provider. */
  readonly fromGraph: boolean;
}

/** The member of an input that holds a next page's URL, and the member of an answer that gives it. */
const NEXT_PAGE = 'nextLink';

/** Error codes for a page token that has expired or become invalid, and for a list that Resource Graph cannot go on with. */
const STALE_TOKEN = /(Expired|Invalid)\w*(Skip|Page|Continuation)Token/i;
const ASK_PROVIDER = 'AskProvider';

/** A list of all resources of a type in a subscription, the only ones that Resource Graph can answer. */
const WHOLE_LIST = /^GET \/subscriptions\/\{subscription\}\/providers\/[A-Za-z.]+\/[A-Za-z]+$/;

/** Filters and page sizes are the provider's, so that a list with one is left to it. */
const isWholeList = ({ operation, input = {} }: Call): boolean => WHOLE_LIST.test(operation) && Object.keys(input).join() === 'api-version';

export class RestTransport implements Transport {
  readonly #options: RestTransportOptions;
  #fromGraph: boolean;

  constructor(options: RestTransportOptions) {
    this.#options = options;
    this.#fromGraph = options.fromGraph;
  }

  async send(call: Call, input: Item): Promise<object> {
    try {
      return await this.#answer(call, input);
    } catch (error) {
      if (error instanceof TypeError) throw error;
      throw new CallFailure(error, call.permission ?? '');
    }
  }

  tokensOf(): TokenMembers {
    return [NEXT_PAGE, NEXT_PAGE];
  }

  isStaleToken(code: string): boolean {
    return STALE_TOKEN.test(code) || code === ASK_PROVIDER;
  }

  async #answer(call: Call, input: Item): Promise<object> {
    const next = input[NEXT_PAGE];
    if (next !== undefined && typeof next !== 'string') throw badAnswer(call, 'names a next page that is no text');
    const isGraphed = this.#fromGraph && isWholeList(call);
    const first = this.#url(call, input, isGraphed);
    const url = next ?? first;
    const vault = apiOf(call) === 'vault' ? new URL(first).origin : undefined;
    if (vault !== undefined && URL.parse(url)?.origin !== vault) {
      throw new AzureError('vault', FOREIGN_HOST, `The vault names a next page on another host than its own, ${new URL(vault).host}.`);
    }
    try {
      return whole(call, await this.#get(call, url), vault);
    } catch (error) {
      if (!isGraphed || !(error instanceof AzureError) || error.status !== UNPROCESSABLE) throw error;
      this.#fromGraph = false;
      // A page of Resource Graph's list cannot be continued by the provider: the list starts again.
      if (next !== undefined) throw new AzureError('management', ASK_PROVIDER, error.message, { status: UNPROCESSABLE, cause: error });
      return whole(call, await this.#get(call, this.#url(call, input, false)), undefined);
    }
  }

  async #get(call: Call, url: string): Promise<object> {
    const { clients, take } = this.#options;
    return await clients[apiOf(call)].send({ method: 'GET', url, take: async () => await take(call) });
  }

  /** @throws TypeError for an operation that is no GET, or for a word that stands for nothing here */
  #url(call: Call, input: Item, fromGraph: boolean): string {
    const { operation } = call;
    if (!operation.startsWith('GET ')) throw new TypeError(`${operation} is no read of Azure.`);
    const isVault = apiOf(call) === 'vault';
    const [, host = '', below = ''] = (isVault && VAULT_CALL.exec(operation)) || [];
    const base = isVault ? baseIn(input[placeholderMember(host)]) : '';
    const path = base + filledIn(isVault ? below : operation.slice('GET '.length), (word) => this.#text(word, input, operation));
    const query = new URLSearchParams(
      Object.entries(input).flatMap(([name, value]) => (name.startsWith('{') ? [] : [[name, String(value)] satisfies [string, string]])),
    );
    if (fromGraph) query.set('useResourceGraph', 'true');
    return query.size === 0 ? path : `${path}?${query.toString().replaceAll('+', '%20')}`;
  }

  #text(word: string, input: Item, operation: string): string {
    const value = input[placeholderMember(word)] ?? this.#options.place[word];
    if (typeof value !== 'string' && typeof value !== 'number') throw new TypeError(`${operation}: there is no ${word} here.`);
    return isArmId(String(value)) ? encodedId(String(value)) : encodeURIComponent(value);
  }
}

/** A call of a vault begins with the word for a URL: that of the vault (`{^properties.vaultUri}`), or of something in it (`{id}`). */
const VAULT_CALL = /^GET \{([^{}]+)\}(\/.*)$/;

/** A URL without the slash at its end. The client sends nothing to a host that is no vault's. @throws AzureError for a text that is no URL, or one with a login or a query */
function baseIn(value: unknown): string {
  const url = URL.parse(String(value));
  if (url && url.href === `${url.origin}${url.pathname}`) return url.href.replace(/\/$/, '');
  throw new AzureError('vault', FOREIGN_HOST, 'Azure sent a vault whose address is no plain URL.');
}

/** An id of a resource is a path of its own: each of its segments is encoded, so that no part of it becomes a query or another path. */
const isArmId = (text: string): boolean => text.startsWith('/');

/** @throws AzureError for an id that would lead to another path than its own */
function encodedId(id: string): string {
  const segments = id.slice(1).split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw new AzureError('management', 'InvalidResourceId', 'Azure sent a resource whose id is no path.');
  }
  return `/${segments.map((segment) => encodeURIComponent(segment)).join('/')}`;
}

/**
 * The answer with its next page's URL under one name. A list that is missing from an answer is no empty list. `vault`: the origin of the
 * vault that answered; what it lists is its own. @throws AzureError
 */
function whole(call: Call, answer: object, vault: string | undefined): object {
  const list = listPathOf(call);
  const items = list === undefined ? undefined : valueAt(answer, list);
  if (list !== undefined && !Array.isArray(items)) throw badAnswer(call, `has no list of ${list}`);
  if (vault !== undefined && Array.isArray(items) && !items.every((item) => isIn(vault, item))) {
    throw badAnswer(call, 'lists what is not in the vault');
  }
  const next = (answer as Readonly<Record<string, unknown>>)['@odata.nextLink'];
  return next === undefined ? answer : { ...answer, [NEXT_PAGE]: next };
}

const isIn = (vault: string, item: unknown): boolean => {
  const id = valueAt(item, 'id');
  return typeof id === 'string' && URL.parse(id)?.origin === vault;
};

const badAnswer = (call: Call, why: string): AzureError => new AzureError(apiOf(call), 'BadAnswer', `The answer ${why}.`, { status: 200 });

/** @throws TypeError for a call of a definition that names another API */
export function apiOf({ api = 'management', operation }: Pick<Call, 'api' | 'operation'>): AzureApi {
  if (api === 'management' || api === 'graph' || api === 'vault') return api;
  throw new TypeError(`${operation} names no API of Azure.`);
}

/** The member that holds the list of a list call, or of a read that comes in pages; undefined for another call. */
function listPathOf(call: Call & { readonly items?: string; readonly path?: string; readonly paged?: unknown }): string | undefined {
  const path = call.items ?? (call.paged === undefined ? undefined : call.path);
  const [first] = path === undefined || path === '@' ? [] : stepsOf(path);
  return first;
}
