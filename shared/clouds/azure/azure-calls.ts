/**
 * The calls of one slice. A list that is read for each parent goes on where one parent refuses it, or names a host that gets no token, or
 * where one vault does not answer: the parent is remembered, and the slice then ends as partial.
 */
import type { Bookmark } from '../bookmark.ts';
import { CloudError } from '../cloud-error.ts';
import { CallFailure, INCOMPLETE_ITEM } from '../reader/call-failure.ts';
import type { Caller } from '../reader/caller.ts';
import type { BatchAnswer, Calls, Entry } from '../reader/calls.ts';
import type { PartsOfLists, RefusedPart } from '../reader/refused-parts.ts';
import type { BatchCall, Call, Item, ListCall, ReadCall, SingleCall } from '../types/definition.ts';
import { reasonOf } from './access/classify-error.ts';
import { FOREIGN_HOST } from './access/rest-client.ts';
import { apiOf } from './rest-transport.ts';

export class AzureCalls implements Calls {
  readonly #caller: Caller;
  readonly #segment: string;
  readonly #parts: PartsOfLists;

  constructor(caller: Caller, segment: string, parts: PartsOfLists) {
    this.#caller = caller;
    this.#segment = segment;
    this.#parts = parts;
  }

  pages(call: ListCall, parent?: Item, bookmark?: Bookmark): AsyncGenerator<readonly Item[]> {
    return this.#ofParent(call, parent, this.#caller.pages(call, parent, bookmark));
  }

  pagesOnce(call: ListCall, parent?: Item): AsyncGenerator<readonly Item[]> {
    return this.#ofParent(call, parent, this.#caller.pagesOnce(call, parent));
  }

  async single(call: SingleCall): Promise<Item> {
    return await this.#caller.single(call);
  }

  async read(call: ReadCall, entry: Entry): Promise<unknown> {
    return await this.#caller.read(call, entry);
  }

  async batch(call: BatchCall, entries: readonly Entry[]): Promise<BatchAnswer> {
    return await this.#caller.batch(call, entries);
  }

  async *#ofParent(call: ListCall, parent: Item | undefined, pages: AsyncIterable<readonly Item[]>): AsyncGenerator<readonly Item[]> {
    if (parent === undefined) {
      yield* pages;
      return;
    }
    const { parts, refused } = this.#parts.of(this.#segment, nameOf(call));
    const key = JSON.stringify(parent);
    parts.add(key);
    try {
      yield* pages;
    } catch (error) {
      const reason = refusalOf(error, call);
      if (!reason) throw error;
      refused.set(key, { part: shortened(parent['id']), ...reason });
    }
  }
}

/** Children of several types have lists at the same path below their parents; the permission tells them apart. */
export const nameOf = ({ operation, permission }: Pick<Call, 'operation' | 'permission'>): string => `${operation} ${permission}`;

/** Why a parent's list cannot be read, where that says nothing of other parents; undefined for an error that ends the slice. */
function refusalOf(error: unknown, call: ListCall): Omit<RefusedPart, 'part'> | undefined {
  if (error instanceof CloudError)
    return error.details.error_code === INCOMPLETE_ITEM ? { details: error.details, why: error.message } : undefined;
  if (!(error instanceof CallFailure)) return undefined;
  const { details, why } = reasonOf(error.cause, call.permission);
  return details.class === 'denied' || details.error_code === FOREIGN_HOST || isOfOneVault(error.cause, call)
    ? { details, why }
    : undefined;
}

/** Each vault has a host of its own, whose silence says nothing of other vaults. A `CloudError` is that of the login. */
const isOfOneVault = (cause: unknown, call: ListCall): boolean => apiOf(call) === 'vault' && !(cause instanceof CloudError);

/** The part of an ARM id below its subscription, which the rest of a message names. */
const shortened = (id: unknown): string => String(id).replace(/^\/subscriptions\/[^/]+\//i, '');
