/** The calls that a slice's reader makes, and the part of them that each provider implements. */
import type { BatchCall, Call, Item, ListCall, Path, ReadCall, SingleCall, TokenMembers } from '../types/definition.ts';
import type { Bookmark } from '../bookmark.ts';
import { valueAt } from '../types/paths.ts';

/** An item of a list; `parent` holds values of its parent's item, by path. */
export interface Entry {
  readonly item: Item;
  readonly parent?: Item | undefined;
  /** The item's `nativeId`, for calls that take `$arn`; null if the item lacks a part of it. */
  readonly nativeId?: string | null;
}

/** The value that an input member takes from an entry: at a path of its item, at one of its parent's item (`^A`), or its native id (`$arn`). */
export function valueOf({ item, parent, nativeId }: Entry, path: Path): unknown {
  if (path === NATIVE_ID) return nativeId;
  return path.startsWith('^') ? parent?.[path.slice(1)] : valueAt(item, path);
}

export const NATIVE_ID = '$arn';

/** The answer of a batch for each id. An id of neither map was left out of the answer. */
export interface BatchAnswer {
  readonly found: ReadonlyMap<unknown, unknown>;
  /** The service's reason why it has no answer. */
  readonly failed: ReadonlyMap<unknown, string>;
}

/** The calls of one slice. All of them throw `CallFailure` where the cloud refuses, and `CloudError` where its answer cannot be used. */
export interface Calls {
  /**
   * The pages of a list's items. `parent` holds the values of the parent's item that the call needs, by path. After a stale
   * token the list starts again, so items may come twice; use `pagesOnce` where that matters. The list begins at `bookmark`, which moves along with it.
   */
  pages(call: ListCall, parent?: Item, bookmark?: Bookmark): AsyncIterable<readonly Item[]>;
  /** The same, but fails at a stale token, which is transient: for lists whose items are collected. */
  pagesOnce(call: ListCall, parent?: Item): AsyncIterable<readonly Item[]>;
  single(call: SingleCall): Promise<Item>;
  /** Null if the service says "not set", or if `call.when` excludes the item. */
  read(call: ReadCall, entry: Entry): Promise<unknown>;
  /** The answers and the failures by id. `entries` have the same parent, and are no more than one call takes. */
  batch(call: BatchCall, entries: readonly Entry[]): Promise<BatchAnswer>;
}

/** Sends the requests of a slice in the provider's way. */
export interface Transport {
  /** Sends one request. @throws CallFailure if the cloud refuses it or does not answer; an error of Muster's own as it is */
  send(call: Call, input: Item): Promise<object>;
  /** The members that carry the page tokens of a call that names none. @throws TypeError if the call has no pages */
  tokensOf(call: Call): TokenMembers;
  /** True for the error codes of a page token that has expired or become invalid: the list is then read again from its start. */
  isStaleToken(code: string): boolean;
}
