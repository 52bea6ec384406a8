/**
 * Every request that the type definitions of a REST provider make for one account, with its answer from the account's samples. The words in
 * braces of a call are filled in with the values of each resource, so no code answers for a type.
 */
import type { ReadCall, TypeDefinition } from '../types/definition.ts';
import type { Call, Item, ListCall, Path } from '../types/definition.ts';
import { valueAt } from '../types/paths.ts';
import { bindingsOf, type Binding, type ListBinding, type OwnedType, type ReadBinding, type SingleBinding } from './bindings.ts';
import { put } from './placing.ts';
import type { SampleResource } from './samples.ts';

/** One value of a word by which lists are divided, such as a compartment, and the elements that are in that part. */
export interface ListPart {
  readonly values: Readonly<Record<string, string>>;
  /** `resource`: the resource that the element is, or belongs to. */
  readonly holds: (element: Item, resource: SampleResource) => boolean;
}

/** How a provider's calls become requests, and what its lists show of a resource. */
export interface RestForm {
  /** Values of words in braces that stand for the place and not for a path in an item. */
  readonly place: Readonly<Record<string, string>>;
  /** The URL of a call whose words are filled in, without its query: `https://graph.microsoft.com/v1.0/users`. */
  readonly urlOf: (call: Call, path: string) => string;
  /** The path in the body of an answer, of a path of a definition. */
  readonly inBody: (path: Path) => Path;
  /** The parts that a list is read in; one without values if it is read at once. */
  readonly partsOf: (call: ListCall) => readonly ListPart[];
  /** Whether the resource belongs to the parent that a list of children names. */
  readonly isBelow: (child: SampleResource, parent: SampleResource) => boolean;
  /** The members that a list shows of a resource whose `describe` says more. */
  readonly summaryOf: (config: Item, list: ListCall) => Item;
}

interface Answered {
  /** The service whose samples answer. */
  readonly service: string;
  readonly call: Call;
}

/** The answer to a request. The paths of lists are those in the body. */
export type IndexedAnswer = Answered &
  (
    | { readonly kind: 'list'; readonly path: Path; readonly elements: readonly unknown[] }
    | { readonly kind: 'item'; readonly body: unknown }
    | { readonly kind: 'denied' }
    | { readonly kind: 'absent'; readonly code: string }
  );

export interface IndexOptions {
  readonly types: readonly OwnedType[];
  readonly resources: (of: OwnedType) => readonly SampleResource[];
  readonly form: RestForm;
}

/**
 * By what `requestKey` makes of each request. @throws TypeError for a definition that no sample can answer
 */
export function indexRequests(options: IndexOptions): ReadonlyMap<string, IndexedAnswer> {
  return new RequestIndex(options).answers;
}

/** The same for all requests for the same thing: their case and the order of their parameters do not matter. */
export function requestKey(url: string, query: Iterable<readonly [string, string]>): string {
  const parameters = [...query].map(([name, value]) => `${name}=${value}`).toSorted();
  return `${decodeURIComponent(url)}?${parameters.join('&')}`.toLowerCase();
}

const WORD = /\{([^{}]+)\}/g;

class RequestIndex {
  readonly answers = new Map<string, IndexedAnswer>();
  readonly #options: IndexOptions;

  constructor(options: IndexOptions) {
    this.#options = options;
    const bindings = [...bindingsOf(options.types, () => true).values()].flat();
    // The list of a type of its own says more than what others join of it.
    for (const binding of bindings.toSorted((one, other) => Number(isJoin(one)) - Number(isJoin(other)))) this.#add(binding);
  }

  #add(binding: Binding): void {
    if (binding.kind === 'list') this.#addList(binding);
    else if (binding.kind === 'read') this.#addReads(binding);
    else if (binding.kind === 'single') this.#addSingle(binding);
    else throw new TypeError(`${binding.type.type}: the samples of a REST provider answer no batches.`);
  }

  #addList(binding: ListBinding): void {
    const { call, type, join } = binding;
    const { form, types, resources } = this.#options;
    const parent = join === undefined ? types.find((each) => each.type.type === type.parents) : undefined;
    const own = resources(binding);
    if (type.parents === undefined || join !== undefined) {
      this.#addParts(binding, own, () => undefined);
      return;
    }
    if (!parent) throw new TypeError(`${type.type}: there is no type ${type.parents}.`);
    for (const above of resources(parent)) {
      const wordOf = (word: string): unknown => valueAt(above.config, word.replace('^', ''));
      const below = own.filter((child) => form.isBelow(child, above));
      // A sample says under the child type's name that the list of its children is refused.
      if (above.refused[type.type] === undefined) this.#addParts(binding, below, wordOf);
      else
        for (const { values } of form.partsOf(call)) this.#put(binding, call, (word) => values[word] ?? wordOf(word), { kind: 'denied' });
    }
  }

  #addParts(binding: ListBinding, resources: readonly SampleResource[], wordOf: (word: string) => unknown): void {
    const { call, type, join } = binding;
    const { form } = this.#options;
    const path = form.inBody(call.items);
    const listed = resources.flatMap((resource) =>
      (join ? joined(resource, join) : [this.#listed(resource, type, call)]).map((element) => ({ element, resource })),
    );
    for (const { values, holds } of form.partsOf(call)) {
      const elements = listed.filter(({ element, resource }) => holds(element, resource)).map(({ element }) => element);
      this.#put(binding, call, (word) => values[word] ?? wordOf(word), { kind: 'list', path, elements });
    }
  }

  #listed({ config }: SampleResource, type: TypeDefinition, call: ListCall): Item {
    const item = without(config, type);
    return type.describe ? this.#options.form.summaryOf(item, call) : item;
  }

  #addSingle(binding: SingleBinding): void {
    const { call, type } = binding;
    const [resource] = this.#options.resources(binding);
    if (!resource) throw new TypeError(`${type.type}: an account has one of it, and there is no sample.`);
    const config = without(resource.config, type);
    const value = call.as === undefined ? config : config[call.as];
    this.#put(binding, call, () => undefined, this.#valueOf(resource, '*', call, value));
  }

  #addReads(binding: ReadBinding): void {
    const { call, type, field, within } = binding;
    for (const resource of this.#options.resources(binding)) {
      const wordOf = (word: string): unknown =>
        word.startsWith('^') ? (resource.parent[word.slice(1)] ?? resource.config[word.slice(1)]) : valueAt(resource.config, word);
      if (within === undefined) {
        const value = field === undefined ? without(resource.config, type) : withoutNested(resource.config[field], call);
        this.#put(binding, call, wordOf, this.#valueOf(resource, field ?? '*', call, value));
        continue;
      }
      // A read for each element of another detail.
      for (const element of (resource.config[within] ?? []) as readonly Item[]) {
        const value = element[field ?? ''];
        this.#put(binding, call, (word) => valueAt(element, word), this.#valueOf(resource, within, call, value));
      }
    }
  }

  #valueOf(resource: SampleResource, field: string, call: ReadCall | SingleBinding['call'], value: unknown): Answer {
    if (resource.refused[field] !== undefined) return { kind: 'denied' };
    const path = this.#options.form.inBody(call.path);
    if ('paged' in call && call.paged) return { kind: 'list', path, elements: (value ?? []) as readonly unknown[] };
    if (value !== null && value !== undefined) return { kind: 'item', body: put({}, path, value) };
    const [absent] = call.absent ?? [];
    return absent === undefined ? { kind: 'item', body: {} } : { kind: 'absent', code: typeof absent === 'string' ? absent : absent.code };
  }

  #put(binding: Binding, call: Call, wordOf: (word: string) => unknown, answer: Answer): void {
    const key = this.#keyOf(call, wordOf);
    if (key === undefined) return;
    const known = this.answers.get(key);
    if (known === undefined) this.answers.set(key, { ...answer, service: binding.service, call });
    // Types that share a call, such as two kinds of one list, share its answer.
    else if (known.kind === 'list' && answer.kind === 'list' && !isJoin(binding)) {
      this.answers.set(key, { ...known, elements: [...known.elements, ...answer.elements] });
    }
  }

  /** Undefined if a resource has no value for a word: the call cannot be made for it. */
  #keyOf(call: Call, wordOf: (word: string) => unknown): string | undefined {
    const { form } = this.#options;
    let isWhole = true;
    const filled = (text: string): string =>
      text.replaceAll(WORD, (_all, word: string) => {
        const value = form.place[word] ?? wordOf(word);
        if (typeof value !== 'string' && typeof value !== 'number') isWhole = false;
        return String(value);
      });
    const path = filled(call.operation.slice(call.operation.indexOf(' ') + 1));
    const fixed = Object.entries(call.input ?? {}).map(([name, value]) => [name, String(value)] as const);
    // A parameter whose value is at a path of the item; the words of the path are such parameters too.
    const taken = Object.entries(call.from ?? {}).flatMap(([name, at]) => (name.startsWith('{') ? [] : [[name, `{${at}}`] as const]));
    const query = [...fixed, ...taken].map(([name, value]) => [name, filled(value)] as const);
    return isWhole ? requestKey(form.urlOf(call, path), query) : undefined;
  }
}

type Answer =
  | { readonly kind: 'list'; readonly path: Path; readonly elements: readonly unknown[] }
  | { readonly kind: 'item'; readonly body: unknown }
  | { readonly kind: 'denied' }
  | { readonly kind: 'absent'; readonly code: string };

const isJoin = (binding: Binding): boolean => binding.kind === 'list' && binding.join !== undefined;

/** The elements of the list by which a type joins a member of the resource. */
function joined({ config }: SampleResource, { field, take, on, many }: NonNullable<ListBinding['join']>): readonly Item[] {
  const value = config[field];
  const values = many ? ((value ?? []) as readonly unknown[]) : value === null || value === undefined ? [] : [value];
  return values.map((each) => put(put({}, take, each), on[0], valueAt(config, on[1])) as Item);
}

/** The part of a resource that the list and describe answer with: its members without those of other calls. */
function without(config: Item, { details = {}, joins = {} }: TypeDefinition): Item {
  return Object.fromEntries(
    Object.entries(config).filter(([name, value]) => !(name in details) && !(name in joins) && value !== undefined),
  );
}

/** The answer of a detail's own call: elements without the members of further calls for each of them. */
function withoutNested(value: unknown, { each }: ReadCall): unknown {
  if (!each || !Array.isArray(value)) return value;
  return value.map((element: Item) => Object.fromEntries(Object.entries(element).filter(([name]) => !(name in each))));
}
