/** Makes the calls that definitions describe: builds inputs, follows page tokens, extracts values by path. The provider's transport sends them. */
import { contentHash } from '../../canonical-json.ts';
import type { Bookmark } from '../bookmark.ts';
import { CloudError } from '../cloud-error.ts';
import type { BatchCall, BatchFailures, Call, Item, ListCall, Match, Path, ReadCall, SingleCall } from '../types/definition.ts';
import { tokenMembersOf } from '../types/calls-of.ts';
import { valueAt, valuesAt } from '../types/paths.ts';
import { placeholderMember, placeholdersOf } from '../types/placeholders.ts';
import { CallFailure, failedWith, incompleteItem } from './call-failure.ts';
import { type BatchAnswer, type Calls, type Entry, type Transport, valueOf } from './calls.ts';

export class Caller implements Calls {
  readonly #transport: Transport;
  readonly #region: string;
  readonly #account: string | undefined;

  /** `region` and `account`: the values of `$region` and `$account` in definitions. */
  constructor(transport: Transport, region: string, account?: string) {
    this.#transport = transport;
    this.#region = region;
    this.#account = account;
  }

  /**
   * The pages of a list's items. `parent` holds the values of the parent's item that the call needs, by path. After a stale
   * token the list starts again, so items may come twice; use `pagesOnce` where that matters. The list begins at `bookmark`, which moves along with
   * it. @throws CallFailure
   */
  pages(call: ListCall, parent?: Item, bookmark?: Bookmark): AsyncGenerator<readonly Item[]> {
    return this.#pages(call, parent, true, bookmark);
  }

  /** The same, but fails at a stale token, which is transient: for lists whose items are collected. @throws CallFailure */
  pagesOnce(call: ListCall, parent?: Item): AsyncGenerator<readonly Item[]> {
    return this.#pages(call, parent, false);
  }

  async *#pages(call: ListCall, parent: Item | undefined, mayStartAgain: boolean, bookmark?: Bookmark): AsyncGenerator<readonly Item[]> {
    const input = this.#input(call, (path) => parent?.[path.replace(/^\^/, '')]);
    for await (const answer of this.#answers(call, call.pages, call.items, input, mayStartAgain, bookmark)) {
      const items = valuesAt(answer, call.items).flat();
      yield call.as === undefined ? (items as readonly Item[]) : items.map((item) => ({ [call.as as string]: item }));
    }
  }

  /** @throws CallFailure */
  async single(call: SingleCall): Promise<Item> {
    try {
      const found =
        valueAt(
          await this.#transport.send(
            call,
            this.#input(call, () => undefined),
          ),
          call.path,
        ) ?? {};
      return call.as === undefined ? (found as Item) : { [call.as]: found };
    } catch (error) {
      if (call.as !== undefined && failedWith(error, call.absent)) return { [call.as]: null };
      throw error;
    }
  }

  /** Null if the service says "not set", or if `call.when` excludes the item. @throws CallFailure */
  async read(call: ReadCall, entry: Entry): Promise<unknown> {
    if (call.when && !matches(entry.item, call.when)) return null;
    try {
      const found = call.paged
        ? await this.#readPages(call, entry)
        : valueAt(
            await this.#transport.send(
              call,
              this.#input(call, (path) => valueOf(entry, path)),
            ),
            call.path,
          );
      if (call.emptyIsAbsent && isEmpty(found)) return null;
      return call.each ? await this.#readEach(call.each, found) : (found ?? null);
    } catch (error) {
      if (failedWith(error, call.absent)) return null;
      throw error;
    }
  }

  /** The answers and the failures by id. `entries` have the same parent, and are no more than one call takes. @throws CallFailure, CloudError */
  async batch(call: BatchCall, entries: readonly Entry[]): Promise<BatchAnswer> {
    const [member, idPath] = call.ids;
    const [first] = entries;
    const shared = first ? this.#input(call, (path) => valueOf(first, path)) : {};
    const found = new Map<unknown, unknown>();
    const failed = new Map<unknown, string>();
    let ids = [...new Set(entries.map((entry) => valueOf(entry, idPath)))];
    while (ids.length > 0) {
      const answer = await this.#transport.send(call, { ...shared, [member]: ids });
      for (const each of valuesAt(answer, call.items).flat()) {
        found.set(valueAt(each, call.match), (call.take === undefined ? each : valueAt(each, call.take)) ?? null);
      }
      const reasons = reasonsOf(answer, call.failures);
      const again = ids.filter((id) => isAmong(reasons.get(id), call.failures?.retry));
      for (const [id, reason] of reasons) if (!again.includes(id)) failed.set(id, reason);
      if (again.length === ids.length) throw unanswered(call, reasons.get(again[0]));
      ids = again;
    }
    return { found, failed };
  }

  /** Fails at a stale page token, which is transient: starting again would put the elements of the first pages into the field twice. */
  async #readPages(call: ReadCall, entry: Entry): Promise<readonly unknown[]> {
    const found: unknown[] = [];
    for await (const answer of this.#answers(
      call,
      call.paged === true ? undefined : call.paged,
      call.path,
      this.#input(call, (path) => valueOf(entry, path)),
      false,
    )) {
      found.push(...valuesAt(answer, call.path).flat());
    }
    return found;
  }

  /** Reads the elements one after the other, because such lists are short. */
  async #readEach(each: Readonly<Record<string, ReadCall>>, list: unknown): Promise<readonly unknown[]> {
    const elements: unknown[] = [];
    for (const element of (list ?? []) as readonly Item[]) {
      const members: Record<string, unknown> = {};
      for (const [name, call] of Object.entries(each)) members[name] = await this.read(call, { item: element });
      elements.push({ ...element, ...members });
    }
    return elements;
  }

  /**
   * With `mayStartAgain`, a stale page token makes the answers come once more, from the start; so does the token of `bookmark` if it is refused for any reason,
   * because another session, maybe long ago, was given it, and not every cloud has a code for that. @throws CloudError if the service has cut the
   * list at `items` short: by its own word, or because it gives no token with any full page
   */
  async *#answers(
    call: Call,
    pages: ListCall['pages'],
    items: Path,
    input: Item,
    mayStartAgain: boolean,
    bookmark?: Bookmark,
  ): AsyncGenerator<object> {
    if (pages === false) {
      const answer = await this.#transport.send(call, input);
      yield answer;
      if (saysMore(answer)) throw cutShort(call);
      return;
    }
    const tokens = tokenMembersOf(pages ?? this.#transport.tokensOf(call));
    const [[, first]] = tokens;
    let token: Item | undefined = bookmark?.token;
    let isOld = token !== undefined;
    let canRestart = mayStartAgain;
    const seen = new Set<string>(token && [markOf(token)]);
    for (;;) {
      let answer: object;
      try {
        answer = await this.#transport.send(call, { ...input, ...token });
      } catch (error) {
        const isStale = error instanceof CallFailure && (isOld || this.#transport.isStaleToken(error.code));
        if (token === undefined || !canRestart || !isStale) throw error;
        token = undefined;
        isOld = false;
        canRestart = false;
        seen.clear();
        continue;
      }
      isOld = false;
      yield answer;
      if (!valueAt(answer, first)) {
        if (saysMore(answer) || (await this.#cutsPages(call, { ...input, ...token }, first, items, answer))) throw cutShort(call);
        return;
      }
      const next = Object.fromEntries(tokens.flatMap(([taken, given]) => tokenOf(taken, valueAt(answer, given))));
      const mark = markOf(next);
      if (seen.has(mark)) throw repeatedToken(call);
      seen.add(mark);
      token = next;
      if (bookmark) bookmark.token = next;
    }
  }

  /**
   * A last page that is exactly full may be the whole rest, or be cut. The page is asked for once more with one item less: a service that
   * pages says that there is more; one that cuts lists short does not.
   */
  async #cutsPages(call: Call, input: Item, given: Path, items: Path, answer: object): Promise<boolean> {
    const [member, size] = Object.entries(input).find(([name, value]) => PAGE_SIZE.test(name) && typeof value === 'number') ?? [];
    if (member === undefined || typeof size !== 'number' || size < 2 || valuesAt(answer, items).flat().length !== size) return false;
    const shorter = await this.#transport.send(call, { ...input, [member]: size - 1 });
    return !valueAt(shorter, given) && valuesAt(shorter, items).flat().length === size - 1;
  }

  get #constants(): Readonly<Record<string, string | undefined>> {
    return { $region: this.#region, $account: this.#account };
  }

  /** @throws CloudError if the item lacks a value for an input member: without it, the call would mean something else */
  #input(call: Call, lookUp: (path: Path) => unknown): Item {
    const named = placeholdersOf(call.operation).map((path) => [placeholderMember(path), path] as const);
    const taken = [...Object.entries(call.from ?? {}), ...named].map(([member, path]): [string, unknown] => {
      const value = this.#constants[path] ?? lookUp(path);
      if (value === undefined || value === null) throw incompleteItem(`The service sent an item without its ${path.replace(/^\^/, '')}.`);
      return [member, value];
    });
    return { ...call.input, ...Object.fromEntries(taken) };
  }
}

function reasonsOf(answer: object, failures: BatchFailures | undefined): ReadonlyMap<unknown, string> {
  if (!failures) return new Map();
  const { items, match, reason } = failures;
  return new Map(
    valuesAt(answer, items)
      .flat()
      .map((each) => [valueAt(each, match), textOf(reason === undefined ? undefined : valueAt(each, reason)) ?? items]),
  );
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Whether a failure's reason is one of those that the definition lists. */
export const isAmong = (reason: string | undefined, listed: true | readonly string[] | undefined): boolean =>
  reason !== undefined && (listed === true || (listed?.includes(reason) ?? false));

/** A member that the answer does not give is left out of the next request. */
const tokenOf = (member: string, value: unknown): readonly (readonly [string, unknown])[] =>
  value === undefined || value === null || value === '' ? [] : [[member, value]];

/** A short text that two tokens share only if they are the same: tokens may have kilobytes, and a list thousands of them. */
function markOf(token: Item): string {
  const text = JSON.stringify(token);
  return text.length > LONGEST_MARK ? contentHash(text) : text;
}

const LONGEST_MARK = 80;

export function matches(item: Item, { path, is, not }: Match): boolean {
  const found = valuesAt(item, path);
  const values = found.length === 0 ? [null] : found.map((value) => value ?? null);
  return (is === undefined || values.some((value) => is.includes(value))) && !values.some((value) => not?.includes(value));
}

/** The SDK's metadata does not count. */
const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'object' && !Object.entries(value).some(([name, member]) => name !== '$metadata' && member !== undefined));

/** Input members that say how many items a page has at most. */
const PAGE_SIZE = /^(max(results|items|records|buckets|keys)|limit|pagesize)$/i;

/** True if the answer says that the list goes on; without a token, its rest cannot be read. */
const saysMore = (answer: object): boolean =>
  ['IsTruncated', 'isTruncated', 'Truncated', 'HasMoreDeliveryStreams'].some(
    (name) => (answer as Readonly<Record<string, unknown>>)[name] === true,
  );

const cutShort = ({ operation }: Call): CloudError =>
  new CloudError(`${operation} ended its list after a full page without a token for the next, so the rest of the list was not seen.`, {
    class: 'invalid',
    error_code: 'ListCutShort',
  });

const unanswered = ({ operation }: Call, reason = 'Unanswered'): CloudError =>
  new CloudError(`${operation} answered for none of the ids that it was given (${reason}).`, { class: 'transient', error_code: reason });

const repeatedToken = ({ operation }: Call): CloudError =>
  new CloudError(`${operation} answered with a page token that it had given before, so its list has no end.`, {
    class: 'transient',
    error_code: 'RepeatedPageToken',
  });
