/** Reads one slice of one type: list → describe → joins, batches and details → parse, page by page. */
import { hash } from 'node:crypto';
import pLimit, { type LimitFunction } from 'p-limit';
import { type CloudError, isRetryable } from '../../cloud-error.ts';
import { ALL_FIELDS, type FetchedResource, hasFailed, NOT_ASKED, type KnownVersions, type UnchangedResource, type UnreadField } from '../../cloud.ts';
import { listCallsOf, permissionOf } from '../types/calls-of.ts';
import type { BatchCall, CustomList, Item, JoinCall, ReadCall, TypeDefinition } from '../types/definition.ts';
import type { SendingClient, LoadedService } from '../types/loaded-service.ts';
import { parentOf } from '../types/metadata.ts';
import { valueAt, valuesAt } from '../types/paths.ts';
import { CallFailure, failedWith } from './call-failure.ts';
import { Caller, type Entry, matches } from './caller.ts';
import { type ParentCache, parentPaths } from './parents.ts';
import { parseResource, Texts, type ParseContext, type Place } from './parse.ts';
import { toPlain } from './plain.ts';
import { chunked, merged, regrouped } from './streams.ts';

/** The members of a session that a reader uses. */
export interface ReaderAccess {
  readonly client: SendingClient;
  readonly place: Place;
  /** The most calls of a slice that run at once; the token buckets set the pace. */
  readonly concurrency: number;
  readonly parents: ParentCache;
  /** The optional details that are read. */
  readonly asked: readonly string[];
  /** Classes the error of a call; `permission` is the one that the call needs, used if the service names none. */
  classify(error: unknown, permission: string | undefined): Promise<CloudError>;
}

/** The page size of children: children of several parents share a page, so that batch calls are full. */
const CHILDREN_AT_ONCE = 100;

/** Characters; enough to distinguish the definitions of one type. */
const FINGERPRINT_LENGTH = 8;

interface Read extends Entry {
  readonly unread: Readonly<Record<string, UnreadField>>;
}

export class SliceReader {
  readonly #loaded: LoadedService;
  readonly #type: TypeDefinition;
  readonly #access: ReaderAccess;
  readonly #known: KnownVersions;
  readonly #caller: Caller;
  readonly #limit: LimitFunction;
  readonly #context: ParseContext;
  /** A hash of the definition: it is part of the version, so that a changed definition reads every resource again. */
  readonly #fingerprint: string;
  /** Items of a custom list that could not be read further. */
  readonly #unreadItems = new WeakMap<Item, UnreadField>();

  constructor(loaded: LoadedService, type: TypeDefinition, access: ReaderAccess, known: KnownVersions) {
    this.#loaded = loaded;
    this.#type = type;
    this.#access = access;
    this.#known = known;
    this.#caller = new Caller(loaded, access.client, access.place);
    this.#limit = pLimit(access.concurrency);
    this.#context = { service: loaded.service, type, place: access.place };
    this.#fingerprint = type.version === undefined ? '' : hash('sha256', JSON.stringify([type, access.asked]), 'base64url').slice(0, FINGERPRINT_LENGTH);
  }

  /** Returns only after the last page of the slice. @throws CloudError */
  async *pages(): AsyncGenerator<readonly (FetchedResource | UnchangedResource)[]> {
    try {
      const joins = await this.#readJoins();
      for await (const listed of this.#entries()) {
        const entries = await this.#describe(listed.filter(({ item }) => this.#mayBelong(item)));
        yield await this.#resources(
          entries.filter((entry) => this.#belongs(entry)),
          joins,
        );
      }
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
    const parent = parentOf(this.#type, this.#loaded.types);
    return parent ? regrouped(this.#children(parent), CHILDREN_AT_ONCE) : entriesOf(this.#list(this.#type));
  }

  async *#children(parent: TypeDefinition): AsyncGenerator<readonly Entry[]> {
    const paths = parentPaths(parent.type, this.#loaded.types);
    const listed = (): AsyncIterable<readonly Item[]> => this.#listed(parent);
    const parents = await this.#access.parents.get(parent.type, this.#access.place.region, paths, listed);
    const sources = parents.map((item) => () => this.#childrenOf(item, parent));
    yield* merged(sources, this.#access.concurrency);
  }

  async *#listed(parent: TypeDefinition): AsyncGenerator<readonly Item[]> {
    for await (const page of this.#list(parent)) yield parent.only ? page.filter((item) => matches(item, parent.only as never)) : page;
  }

  /** A parent that was deleted after it was listed has no children; any other error fails the slice. */
  async *#childrenOf(item: Item, parent: TypeDefinition): AsyncGenerator<readonly Entry[]> {
    try {
      for await (const page of this.#list(this.#type, item)) yield page.map((child) => ({ item: child, parent: item }));
    } catch (error) {
      if (!failedWith(error, parent.gone)) throw error;
    }
  }

  async *#list({ list }: TypeDefinition, parent?: Item): AsyncGenerator<readonly Item[]> {
    switch (list.kind) {
      case 'list':
        yield* this.#caller.pages(list, parent);
        break;
      case 'single':
        yield [await this.#caller.single(list)];
        break;
      case 'custom':
        yield* this.#custom(list);
        break;
    }
  }

  #custom(list: CustomList): AsyncIterable<readonly Item[]> {
    const { account, region } = this.#access.place;
    const called = <K extends 'list' | 'read'>(name: string, kind: K): Extract<CustomList['calls'][string], { readonly kind: K }> => {
      const call = list.calls[name];
      if (call?.kind !== kind) throw new TypeError(`${this.#type.type} declares no ${kind} call named ${name}.`);
      return call as Extract<CustomList['calls'][string], { readonly kind: K }>;
    };
    return list.pages({
      account,
      region,
      pages: (name) => this.#caller.pages(called(name, 'list')),
      read: async (name, item) => await this.#caller.read(called(name, 'read'), { item }),
      isStored: (id) => this.#known(id) !== undefined,
      unread: async (item, error) => {
        const outcome = await this.#outcome(() => Promise.reject(error as Error));
        if ('unread' in outcome) this.#unreadItems.set(item, outcome.unread);
        return item;
      },
    });
  }

  /** False if the list item alone shows that the item belongs to another type; it is then not described. */
  #mayBelong(item: Item): boolean {
    const { only } = this.#type;
    return !only || valuesAt(item, only.path).length === 0 || matches(item, only);
  }

  /** An item that could not be described may belong to the type, so it is kept. */
  #belongs({ item, unread }: Read): boolean {
    return ALL_FIELDS in unread ? this.#mayBelong(item) : !this.#type.only || matches(item, this.#type.only);
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
    const outcomes = describe.kind === 'batch' ? await this.#inBatches(describe, entries) : await this.#oneByOne(describe, entries);
    return entries.flatMap((entry): readonly Read[] => {
      const outcome = outcomes.get(entry) ?? NOT_DESCRIBED;
      if ('gone' in outcome) return [];
      if ('unread' in outcome) return [{ ...entry, unread: { [ALL_FIELDS]: outcome.unread } }];
      if (outcome.value) return [{ ...entry, item: { ...entry.item, ...outcome.value }, unread: {} }];
      // The service listed the item and says nothing of it. Only an error code of `gone` proves that the item was deleted.
      return [{ ...entry, unread: { [ALL_FIELDS]: NOT_DESCRIBED.unread } }];
    });
  }

  async #oneByOne(call: ReadCall, entries: readonly Entry[]): Promise<Outcomes> {
    const read = async (entry: Entry): Promise<readonly [Entry, Outcome<unknown>]> => [
      entry,
      await this.#outcome(async () => await this.#caller.read(call, entry)),
    ];
    return new Map(await settled(entries.map((entry) => this.#limit(() => read(entry)))));
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
    for await (const page of this.#caller.pages(list)) {
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
      async ([field, call]) => [field, await this.#inBatches(call, entries)] as const,
    );
    return await settled(read);
  }

  /** Entries of one call share the inputs that come from their parents. */
  async #inBatches(call: BatchCall, entries: readonly Entry[]): Promise<Outcomes> {
    const caretPaths = Object.values(call.from ?? {}).filter((path) => path.startsWith('^'));
    const groups = Map.groupBy(entries, ({ parent }) => JSON.stringify(caretPaths.map((path) => parent?.[path.slice(1)])));
    const chunks = [...groups.values()].flatMap((group) => chunked(group, call.size));
    const answers = await settled(chunks.map((chunk) => this.#limit(() => this.#oneBatch(call, chunk))));
    return new Map(answers.flat());
  }

  /** Where one of several ids is gone, some services fail the whole call: each is then asked for by itself. */
  async #oneBatch(call: BatchCall, chunk: readonly Entry[]): Promise<readonly (readonly [Entry, Outcome<unknown>])[]> {
    const outcome = await this.#outcome(async () => await this.#caller.batch(call, chunk));
    if ('gone' in outcome && chunk.length > 1) {
      const each: (readonly [Entry, Outcome<unknown>])[] = [];
      for (const entry of chunk) each.push(...(await this.#oneBatch(call, [entry])));
      return each;
    }
    return chunk.map((entry) => {
      if (!('value' in outcome)) return [entry, outcome];
      return [entry, { value: outcome.value.get(valueAt(entry.item, call.ids[1])) }];
    });
  }

  /** Undefined if the item was deleted after it was listed. */
  async #resource(entry: Read, joins: readonly Join[], batches: Batches): Promise<FetchedResource | undefined> {
    const outcomes: (readonly [field: string, outcome: Outcome<unknown>])[] = joins.map((joined) => [
      joined.field,
      joinedTo(entry, joined),
    ]);
    // If describe was refused, the item has only the list's fields, and ALL_FIELDS stands for the others.
    if (!(ALL_FIELDS in entry.unread)) {
      outcomes.push(...batches.map(([field, answers]) => [field, answers.get(entry) ?? GONE] as const));
      const details = Object.entries(this.#type.details ?? {}).map(async ([field, call]) => {
        if (call.optional && !this.#access.asked.includes(field)) return [field, NOT_READ] as const;
        return [field, await this.#outcome(async () => await this.#caller.read(call, entry))] as const;
      });
      outcomes.push(...(await settled(details)));
    }
    if (outcomes.some(([, outcome]) => 'gone' in outcome)) return undefined;

    const fields = outcomes.flatMap(([field, outcome]) => ('value' in outcome ? [[field, outcome.value ?? null] as const] : []));
    const unread = outcomes.flatMap(([field, outcome]) => ('unread' in outcome ? [[field, outcome.unread] as const] : []));
    const item = { ...entry.item, ...Object.fromEntries(fields) };
    const resource = parseResource(item, { ...entry.unread, ...Object.fromEntries(unread) }, this.#context);
    const version = unread.some(([, field]) => hasFailed(field)) ? undefined : this.#versionOf(entry);
    return version === undefined ? resource : { ...resource, source_version: version };
  }

  // Versions

  /** Undefined if the type has no version, or if describe was refused. */
  #versionOf({ item, unread }: Read): string | undefined {
    const { version } = this.#type;
    if (version === undefined || ALL_FIELDS in unread) return undefined;
    const paths = typeof version === 'string' ? [version] : version;
    return `${this.#fingerprint} ${JSON.stringify(paths.map((path) => toPlain(valueAt(item, path)) ?? null))}`;
  }

  /** The resource's id and version, if it is stored with this version and therefore need not be read again. */
  #unchanged(entry: Read): UnchangedResource | undefined {
    const version = this.#versionOf(entry);
    if (version === undefined) return undefined;
    const resource_id = new Texts(entry.item, this.#context).get(this.#type.id);
    if (resource_id === null || this.#known(resource_id) !== version) return undefined;
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

  async #classify(error: unknown): Promise<CloudError> {
    if (error instanceof CallFailure) return await this.#access.classify(error.cause, error.permission);
    const [list] = listCallsOf(this.#type);
    return await this.#access.classify(error, list && permissionOf(this.#loaded.service, list));
  }
}

type Outcome<T> = { readonly value: T } | { readonly unread: UnreadField } | { readonly gone: true };

const GONE = { gone: true } as const;

/** An optional detail that nobody asked for. */
const NOT_READ = { unread: { error_code: NOT_ASKED } } as const satisfies Outcome<unknown>;

/** A describe that succeeded and did not answer for the item. */
const NOT_DESCRIBED = { unread: { error_code: 'NotDescribed' } } as const satisfies Outcome<unknown>;

type Outcomes = ReadonlyMap<Entry, Outcome<unknown>>;

/** The fields that are read in batches, each with its outcome for every entry. */
type Batches = readonly (readonly [field: string, outcomes: Outcomes])[];

interface Join {
  readonly field: string;
  readonly call: JoinCall;
  readonly outcome: Outcome<ReadonlyMap<unknown, unknown>>;
}

function joinedTo({ item }: Entry, { call, outcome }: Join): Outcome<unknown> {
  if (!('value' in outcome)) return outcome;
  return { value: outcome.value.get(valueAt(item, call.on[1])) ?? (call.many ? [] : null) };
}

async function* entriesOf(pages: AsyncIterable<readonly Item[]>): AsyncGenerator<readonly Entry[]> {
  for await (const page of pages) yield page.map((item) => ({ item }));
}

/** Waits until all have settled, so that no read goes on after the slice has failed. */
async function settled<T>(reads: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(reads);
  return await Promise.all(reads);
}
