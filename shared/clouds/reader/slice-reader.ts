/** Reads one slice of one type: list → describe → joins, batches and details → parse, page by page. */
import { hash } from 'node:crypto';
import pLimit, { type LimitFunction } from 'p-limit';
import { contentHash } from '../../canonical-json.ts';
import { Bookmark } from '../bookmark.ts';
import { CloudError, isRetryable } from '../cloud-error.ts';
import {
  ALL_FIELDS,
  type FetchedResource,
  hasFailed,
  NOT_ASKED,
  type KnownVersions,
  type UnchangedResource,
  type UnreadField,
} from '../cloud.ts';
import type { CustomList, Item, JoinCall, Path, ReadCall, TypeDefinition } from '../types/definition.ts';
import { parentOf } from '../types/metadata.ts';
import { isMany, stepsOf, valueAt, valuesAt } from '../types/paths.ts';
import { type AnyCall, callsOf } from '../types/calls-of.ts';
import { BatchReader } from './batch-reader.ts';
import { CallFailure, failedWith } from './call-failure.ts';
import { matches } from './caller.ts';
import { type Calls, type Entry, NATIVE_ID } from './calls.ts';
import { GONE, type Outcome, type Outcomes, settled } from './outcome.ts';
import { ListTotal } from './list-total.ts';
import { pagesOfPart, stepsOfPart } from './part-pages.ts';
import { hasChildren, type ParentCache, parentPaths } from './parents.ts';
import { type FormText, parseResource, type RelatedId, Texts, type ParseContext } from './parse.ts';
import { toPlain } from './plain.ts';
import type { SingleCache } from './single-cache.ts';
import { chunked, merged, regrouped, type Step } from './streams.ts';

/** The members of a session that a reader uses. */
export interface ReaderAccess {
  readonly calls: Calls;
  /** The types of the same service: a type's parents are among them. */
  readonly siblings: readonly TypeDefinition[];
  /** The account's id in its cloud. */
  readonly account: string;
  /** The slice's segment. */
  readonly region: string;
  readonly formText: FormText;
  readonly relatedId?: RelatedId;
  /** The most calls of a slice that run at once; the token buckets set the pace. */
  readonly concurrency: number;
  readonly parents: ParentCache;
  readonly singles: SingleCache;
  /**
   * True if a list that is put together of several is read on where an earlier session has left it. The parts that were read must need no look at
   * the end of the slice: where a refused part ends the slice, a session has to see all of them.
   */
  readonly resumesParts?: true;
  /** The optional details that are read. */
  readonly asked: readonly string[];
  /** Classes the error of a call; `permission` is the one that the call needs, used if the service names none. */
  classify(error: unknown, permission: string): Promise<CloudError>;
}

/** The page size of lists that are put together here: children of several parents share a page, so that batch calls are full. */
const PAGE_SIZE = 100;

/** Characters; enough to distinguish the definitions of one type. */
const FINGERPRINT_LENGTH = 8;

interface Read extends Entry {
  readonly unread: Readonly<Record<string, UnreadField>>;
}

export class SliceReader {
  readonly #type: TypeDefinition;
  readonly #access: ReaderAccess;
  readonly #known: KnownVersions;
  readonly #bookmark: Bookmark;
  /** The bookmark for the parts of a list that is put together. */
  readonly #partsBookmark: Bookmark;
  readonly #limit: LimitFunction;
  readonly #batches: BatchReader;
  readonly #context: ParseContext;
  /** A hash of the definition: it is part of the version, so that a changed definition reads every resource again. */
  readonly #fingerprint: string;
  readonly #takesNativeId: boolean;
  /** Items of a custom list that could not be read further. */
  readonly #unreadItems = new WeakMap<Item, UnreadField>();

  constructor(type: TypeDefinition, access: ReaderAccess, known: KnownVersions, bookmark = new Bookmark()) {
    this.#type = type;
    this.#access = access;
    this.#known = known;
    this.#bookmark = bookmark;
    this.#partsBookmark = access.resumesParts ? bookmark : new Bookmark();
    this.#limit = pLimit(access.concurrency);
    this.#batches = new BatchReader(access.calls, this.#limit, (call) => this.#outcome(call));
    this.#context = { type, formText: access.formText, relatedId: access.relatedId };
    this.#takesNativeId = callsOf(type).some((call) => takesNativeId(call));
    this.#fingerprint =
      type.version === undefined ? '' : hash('sha256', JSON.stringify([type, access.asked]), 'base64url').slice(0, FINGERPRINT_LENGTH);
  }

  /** Returns only after the last page of the slice. @throws CloudError if a call fails; an error of Muster's own as it is */
  async *pages(): AsyncGenerator<readonly (FetchedResource | UnchangedResource)[]> {
    try {
      const total = new ListTotal(this.#type, this.#access, this.#bookmark.counted);
      await total.begin();
      const joins = await this.#readJoins();
      for await (const listed of this.#entries()) {
        total.add(listed.map(({ item }) => item));
        const entries = await this.#describe(listed.filter(({ item }) => mayBelong(item, this.#type)));
        yield await this.#resources(
          entries.filter((entry) => this.#belongs(entry)).map((entry) => this.#named(entry)),
          joins,
        );
        this.#bookmark.counted = total.counted;
      }
      await total.check();
    } catch (error) {
      throw await this.#classify(error);
    }
  }

  async #resources(entries: readonly Read[], joins: readonly Join[]): Promise<readonly (FetchedResource | UnchangedResource)[]> {
    const unchanged = entries.flatMap((entry) => this.#unchanged(entry) ?? []);
    const ids = new Set(unchanged.map(({ resource_id }) => resource_id));
    const changed = ids.size === 0 ? entries : entries.filter((entry) => !this.#unchanged(entry));
    const batched = await this.#readBatches(changed.filter(({ unread }) => !(ALL_FIELDS in unread)));
    const resources = await settled(changed.map((entry) => this.#limit(() => this.#resource(entry, joins, batched))));
    return [...unchanged, ...resources.filter((resource) => resource !== undefined)];
  }

  // List

  /** The entries of the type's list; for a type with parents, the children of all parents. */
  #entries(): AsyncIterable<readonly Entry[]> {
    const parent = parentOf(this.#type, this.#access.siblings);
    if (parent) return regrouped(this.#ownChildren(parent), PAGE_SIZE);
    return entriesOf(this.#ownList());
  }

  /** The list of a type with children is read once for the type's own slice and for those of its children, unless it is too long for that. */
  async *#ownList(): AsyncGenerator<readonly Item[]> {
    const isShared = hasChildren(this.#type, this.#access.siblings) && this.#bookmark.place === undefined;
    const shared = isShared ? await this.#access.parents.takeWhole(...this.#parentsOf(this.#type)) : undefined;
    yield* shared ? chunked(shared, PAGE_SIZE) : this.#list(this.#type, undefined, false, this.#bookmark);
  }

  #parentsOf(parent: TypeDefinition): Parameters<ParentCache['get']> {
    const paths = parentPaths(parent.type, this.#access.siblings);
    return [parent.type, this.#access.region, paths, () => this.#mayBeParents(parent)];
  }

  async *#mayBeParents(parent: TypeDefinition): AsyncGenerator<readonly Item[]> {
    for await (const page of this.#parentItems(parent)) yield page.filter((item) => mayBelong(item, parent));
  }

  async *#parentItems(parent: TypeDefinition): AsyncGenerator<readonly Item[]> {
    const above = parentOf(parent, this.#access.siblings);
    if (!above) yield* this.#list(parent, undefined, true);
    else for await (const entries of this.#children(parent, above)) yield entries.map(({ item }) => item);
  }

  /** The children of all parents, from the bookmark's place on. What is known of a parent names its part: a changed parent is read anew. */
  async *#ownChildren(parent: TypeDefinition): AsyncGenerator<Step<Entry>> {
    const parents = await this.#access.parents.get(...this.#parentsOf(parent));
    const childrenOf = (item: Item) => (own: Bookmark) => this.#childrenOf(this.#type, item, parent, false, own);
    const sources = parents.map((item) => () => stepsOfPart(this.#partsBookmark, contentHash(item), childrenOf(item)));
    yield* merged(sources, this.#access.concurrency);
  }

  async *#children(type: TypeDefinition, parent: TypeDefinition): AsyncGenerator<readonly Entry[]> {
    const parents = await this.#access.parents.get(...this.#parentsOf(parent));
    const sources = parents.map((item) => () => this.#childrenOf(type, item, parent, true));
    yield* merged(sources, this.#access.concurrency);
  }

  /** A parent that was deleted after it was listed, or that can have none, has no children; any other error fails the slice. */
  async *#childrenOf(
    type: TypeDefinition,
    item: Item,
    parent: TypeDefinition,
    once: boolean,
    bookmark?: Bookmark,
  ): AsyncGenerator<readonly Entry[]> {
    const inherited = Object.fromEntries(Object.entries(type.inherit ?? {}).map(([name, path]) => [name, item[path]]));
    try {
      for await (const page of this.#list(type, item, once, bookmark))
        yield page.map((child) => ({ item: { ...child, ...inherited }, parent: item }));
    } catch (error) {
      const none = type.list.kind === 'list' ? type.list.absent : undefined;
      if (!failedWith(error, parent.gone) && !failedWith(error, none)) throw error;
    }
  }

  /** With `once`, no item comes twice: the list then fails at a stale page token. */
  async *#list({ list }: TypeDefinition, parent?: Item, once = false, bookmark?: Bookmark): AsyncGenerator<readonly Item[]> {
    switch (list.kind) {
      case 'list':
        yield* once ? this.#access.calls.pagesOnce(list, parent) : this.#access.calls.pages(list, parent, bookmark);
        break;
      case 'single':
        yield [await this.#access.singles.get(list, this.#access.region, () => this.#access.calls.single(list))];
        break;
      case 'custom':
        yield* this.#custom(list, once);
        break;
    }
  }

  #custom(list: CustomList, once: boolean): AsyncIterable<readonly Item[]> {
    const { account, region } = this.#access;
    const called = <K extends 'list' | 'read'>(name: string, kind: K): Extract<CustomList['calls'][string], { readonly kind: K }> => {
      const call = list.calls[name];
      if (call?.kind !== kind) throw new TypeError(`${this.#type.type} declares no ${kind} call named ${name}.`);
      return call as Extract<CustomList['calls'][string], { readonly kind: K }>;
    };
    return list.pages({
      account,
      region,
      pages: (name, parent) => {
        const call = called(name, 'list');
        if (once) return this.#access.calls.pagesOnce(call, parent);
        const part = parent === undefined ? name : `${name} ${contentHash(parent)}`;
        return pagesOfPart(this.#partsBookmark, part, (own) => this.#access.calls.pages(call, parent, own));
      },
      all: async (name, parent) => {
        const items: Item[] = [];
        try {
          for await (const page of this.#access.calls.pagesOnce(called(name, 'list'), parent)) items.push(...page);
        } catch (error) {
          if (parent === undefined || !failedWith(error, this.#type.gone)) throw error;
        }
        return items;
      },
      read: async (name, item) => await this.#access.calls.read(called(name, 'read'), { item }),
      isStored: (id) => this.#known.isStored(id),
      unread: async (item, error) => {
        const outcome = await this.#outcome(() => Promise.reject(error as Error));
        if ('unread' in outcome) this.#unreadItems.set(item, outcome.unread);
        return item;
      },
    });
  }

  /** An item that could not be described may belong to the type, so it is kept. */
  #belongs({ item, unread }: Read): boolean {
    return ALL_FIELDS in unread ? mayBelong(item, this.#type) : !this.#type.only || matches(item, this.#type.only);
  }

  // Describe

  async #describe(entries: readonly Entry[]): Promise<readonly Read[]> {
    const { describe } = this.#type;
    if (!describe) {
      return entries.map((entry) => {
        const unread = this.#unreadItems.get(entry.item);
        return { ...entry, unread: unread ? { [ALL_FIELDS]: unread } : {} };
      });
    }
    const outcomes =
      describe.kind === 'batch' ? await this.#batches.read(describe, entries, NOT_DESCRIBED) : await this.#oneByOne(describe, entries);
    return entries.flatMap((entry): readonly Read[] => {
      const outcome = outcomes.get(entry);
      if (outcome && 'gone' in outcome) return [];
      if (outcome && 'value' in outcome && outcome.value) return [{ ...entry, item: { ...entry.item, ...outcome.value }, unread: {} }];
      // Where the service listed the item and says nothing of it, only a code of `gone` would prove that the item was deleted.
      const unread = outcome && 'unread' in outcome ? outcome.unread : { error_code: NOT_DESCRIBED };
      return [{ ...entry, unread: { [ALL_FIELDS]: unread } }];
    });
  }

  async #oneByOne(call: ReadCall, entries: readonly Entry[]): Promise<Outcomes> {
    const read = async (entry: Entry): Promise<readonly [Entry, Outcome<unknown>]> => [
      entry,
      await this.#outcome(async () => await this.#access.calls.read(call, entry)),
    ];
    return new Map(await settled(entries.map((entry) => this.#limit(() => read(entry)))));
  }

  /** The entry with its native id, if a call takes it. */
  #named(entry: Read): Read {
    const { nativeId } = this.#type;
    return this.#takesNativeId && nativeId !== undefined
      ? { ...entry, nativeId: new Texts(entry.item, this.#context).get(nativeId) }
      : entry;
  }

  // Joins, batches, details

  async #readJoins(): Promise<readonly Join[]> {
    const read = Object.entries(this.#type.joins ?? {}).map(async ([field, call]): Promise<Join> => {
      // The list concerns every item of the slice: none of its errors says that an item is gone.
      const outcome = await this.#outcome(async () => await this.#joined(call), []);
      return { field, call, outcome };
    });
    return await settled(read);
  }

  async #joined({ list, on: [element], take, many }: JoinCall): Promise<ReadonlyMap<unknown, unknown>> {
    const found = new Map<unknown, unknown>();
    for await (const page of this.#access.calls.pagesOnce(list)) {
      for (const each of page) {
        const key = valueAt(each, element);
        const taken = valueAt(each, take);
        if (many) found.set(key, [...((found.get(key) as readonly unknown[] | undefined) ?? []), taken]);
        else found.set(key, taken);
      }
    }
    return found;
  }

  async #readBatches(entries: readonly Entry[]): Promise<Batches> {
    const read = Object.entries(this.#type.batch ?? {}).map(
      async ([field, call]) => [field, await this.#batches.read(call, entries, NOT_ANSWERED)] as const,
    );
    return await settled(read);
  }

  /** Undefined if the item was deleted after it was listed. */
  async #resource(entry: Read, joins: readonly Join[], batches: Batches): Promise<FetchedResource | undefined> {
    const outcomes: (readonly [field: string, outcome: Outcome<unknown>])[] = joins.map((joined) => [
      joined.field,
      joinedTo(entry, joined),
    ]);
    // If describe was refused, the item has only the list's fields, and ALL_FIELDS stands for the others.
    if (!(ALL_FIELDS in entry.unread)) {
      outcomes.push(...batches.map(([field, answers]) => [field, answers.get(entry) ?? { unread: { error_code: NOT_ANSWERED } }] as const));
      outcomes.push(...(await this.#readDetails(entry)));
    }
    if (outcomes.some(([, outcome]) => 'gone' in outcome)) return undefined;

    const fields = outcomes.flatMap(([field, outcome]) => ('value' in outcome ? [[field, outcome.value ?? null] as const] : []));
    const unread = outcomes.flatMap(([field, outcome]) => ('unread' in outcome ? [[field, outcome.unread] as const] : []));
    const item = { ...entry.item, ...Object.fromEntries(fields) };
    const resource = parseResource(item, { ...entry.unread, ...Object.fromEntries(unread) }, this.#context);
    const version = unread.some(([, field]) => hasFailed(field)) ? undefined : this.#versionOf(entry);
    return version === undefined ? resource : { ...resource, source_version: version };
  }

  async #readDetails(entry: Entry): Promise<readonly (readonly [field: string, outcome: Outcome<unknown>])[]> {
    const { details = {} } = this.#type;
    const begun = new Map<string, Promise<Outcome<unknown>>>();
    const read = async (field: string, call: ReadCall): Promise<Outcome<unknown>> => {
      if (call.optional && !this.#access.asked.includes(field)) return NOT_READ;
      if (call.after) {
        const [other = ''] = stepsOf(call.after.path);
        const outcome = await begin(other);
        if ('gone' in outcome) return GONE;
        if ('value' in outcome && !matches({ [other]: outcome.value }, call.after)) return { value: null };
      }
      return await this.#outcome(async () => await this.#access.calls.read(call, entry));
    };
    const begin = (field: string): Promise<Outcome<unknown>> => {
      const outcome = begun.get(field) ?? read(field, details[field] as ReadCall);
      begun.set(field, outcome);
      return outcome;
    };
    return await settled(Object.keys(details).map(async (field) => [field, await begin(field)] as const));
  }

  // Versions

  /** Undefined if the type has no version, or if describe was refused. */
  #versionOf({ item, unread }: Read): string | undefined {
    const { version } = this.#type;
    if (version === undefined || ALL_FIELDS in unread) return undefined;
    const values = (typeof version === 'string' ? [version] : version).map((path) => versionAt(item, path));
    return values.includes(undefined) ? undefined : `${this.#fingerprint} [${values.join()}]`;
  }

  /** The resource's id and version, if it is stored with this version and therefore need not be read again. */
  #unchanged(entry: Read): UnchangedResource | undefined {
    const version = this.#versionOf(entry);
    if (version === undefined) return undefined;
    const resource_id = new Texts(entry.item, this.#context).get(this.#type.id);
    if (resource_id === null || !this.#known.isCurrent(resource_id, version)) return undefined;
    return { resource_id, unchanged: true };
  }

  // Failures

  /**
   * The outcome of a call for some items only. A retryable error is thrown, so that the slice is retried: a transient
   * error that left a field out would look like a change.
   */
  async #outcome<T>(call: () => Promise<T>, gone = this.#type.gone): Promise<Outcome<T>> {
    try {
      return { value: await call() };
    } catch (error) {
      if (failedWith(error, gone)) return GONE;
      const classed = await this.#classify(error);
      if (isRetryable(classed.details.class)) throw classed;
      const { error_code, permission } = classed.details;
      return { unread: permission === undefined ? { error_code } : { permission, error_code } };
    }
  }

  /** @throws the error itself if it comes from no call: it is an error of Muster's own, which the slice's runner counts as one */
  async #classify(error: unknown): Promise<CloudError> {
    if (error instanceof CloudError) return error;
    if (error instanceof CallFailure) return await this.#access.classify(error.cause, error.permission);
    throw error;
  }
}

/** The error codes of a describe, and of another batch, that succeeded and did not answer for the item. */
const NOT_DESCRIBED = 'NotDescribed';
const NOT_ANSWERED = 'NotAnswered';

/** An optional detail that nobody asked for. */
const NOT_READ = { unread: { error_code: NOT_ASKED } } as const satisfies Outcome<unknown>;

/** The fields that are read in batches, each with its outcome for every entry. */
type Batches = readonly (readonly [field: string, outcomes: Outcomes])[];

interface Join {
  readonly field: string;
  readonly call: JoinCall;
  readonly outcome: Outcome<ReadonlyMap<unknown, unknown>>;
}

function joinedTo({ item }: Entry, { call, outcome }: Join): Outcome<unknown> {
  if (!('value' in outcome)) return outcome;
  const key = valueAt(item, call.on[1]);
  if (key === undefined || key === null) return { unread: { error_code: NOT_ANSWERED } };
  return { value: outcome.value.get(key) ?? (call.many ? [] : null) };
}

const takesNativeId = (call: AnyCall): boolean =>
  Object.values(call.from ?? {}).includes(NATIVE_ID) || (call.kind === 'batch' && call.ids[1] === NATIVE_ID);

/** False if the list item alone shows that the item belongs to another type. */
const mayBelong = (item: Item, { only }: TypeDefinition): boolean => !only || valuesAt(item, only.path).length === 0 || matches(item, only);

/** The value at the path as JSON, that of a list in any order; undefined if there is none. */
function versionAt(item: Item, path: Path): string | undefined {
  const values = valuesAt(item, path).flatMap((value) => (value === undefined || value === null ? [] : [JSON.stringify(toPlain(value))]));
  if (values.length === 0) return undefined;
  return isMany(path) ? `[${values.toSorted().join()}]` : values[0];
}

async function* entriesOf(pages: AsyncIterable<readonly Item[]>): AsyncGenerator<readonly Entry[]> {
  for await (const page of pages) yield page.map((item) => ({ item }));
}
