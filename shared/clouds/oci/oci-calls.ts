/**
 * The calls of one slice. A list that is divided by compartments, availability domains or parents is read part by part. A part that the login may not
 * read, or whose parent cannot be called, does not end the slice: it is counted, the other parts are read, and the slice then ends as partial.
 */
import type { VisitedCompartments } from '../cloud.ts';
import type { Bookmark } from '../bookmark.ts';
import { CloudError } from '../cloud-error.ts';
import type { BatchAnswer, Calls, Entry } from '../reader/calls.ts';
import { CallFailure, INCOMPLETE_ITEM } from '../reader/call-failure.ts';
import { Caller } from '../reader/caller.ts';
import { type ListParts, PartsOfLists } from '../reader/refused-parts.ts';
import { merged } from '../reader/streams.ts';
import type { BatchCall, Item, ListCall, ReadCall, SingleCall } from '../types/definition.ts';
import type { Compartment } from './access/tenancy.ts';
import { classOf } from './access/oci-failure.ts';
import { lackOf } from './access/permission-text.ts';
import { UNKNOWN_HOST } from './oci-transport.ts';

/** The parts of lists of one session: which of them were read, and which were refused. */
export class Visits {
  readonly #lists = new PartsOfLists();
  /** `us-phoenix-1 ocid1.compartment…` */
  readonly #visited = new Set<string>();
  readonly #refused = new Set<string>();

  /** `segment` and `operation` name a list, which several slices may share. */
  of(segment: string, operation: string): ListParts {
    return this.#lists.of(segment, operation);
  }

  visit(segment: string, compartment: string): void {
    this.#visited.add(`${segment} ${compartment}`);
  }

  refuse(segment: string, compartment: string): void {
    this.#refused.add(`${segment} ${compartment}`);
  }

  compartments(): VisitedCompartments {
    return { visited: this.#visited.size, refused: this.#refused.size };
  }
}

/** The frame in which a slice's lists are divided. */
export interface Frame {
  readonly segment: string;
  /** The most parts of a list that are read at once. */
  readonly concurrency: number;
  compartments(): Promise<readonly Compartment[]>;
  availabilityDomains(): Promise<readonly string[]>;
  /** Whether the compartment was deleted since the tree was read: then nothing is in it. */
  isDeleted(compartment: string): Promise<boolean>;
}

/** One part of a list: values for the words in braces. */
interface Part {
  readonly key: string;
  readonly name: string;
  readonly compartment?: string;
  readonly availabilityDomain?: string;
}

export class OciCalls implements Calls {
  readonly #caller: Caller;
  readonly #frame: Frame;
  readonly #visits: Visits;
  /** The lists that are matched to the items of others. A part of them that is missing leaves a field unread, so it is an error. */
  readonly #joins: ReadonlySet<ListCall>;

  constructor(caller: Caller, frame: Frame, visits: Visits, joins: ReadonlySet<ListCall>) {
    this.#caller = caller;
    this.#frame = frame;
    this.#visits = visits;
    this.#joins = joins;
  }

  /** A list of several parts, which are read at the same time, has no place for the bookmark. */
  pages(call: ListCall, parent?: Item, bookmark?: Bookmark): AsyncGenerator<readonly Item[]> {
    return this.#divided(call, parent, (part) => this.#caller.pages(part, parent, isDivided(call) ? undefined : bookmark));
  }

  pagesOnce(call: ListCall): AsyncGenerator<readonly Item[]> {
    return this.#divided(call, undefined, (part) => this.#caller.pagesOnce(part));
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

  async *#divided(
    call: ListCall,
    parent: Item | undefined,
    pages: (part: ListCall) => AsyncIterable<readonly Item[]>,
  ): AsyncGenerator<readonly Item[]> {
    const parts = await this.#partsOf(call, parent);
    const visits = this.#visits.of(this.#frame.segment, call.operation);
    const sources = parts.map((part) => () => this.#part(call, part, parent, pages, visits));
    yield* merged(sources, this.#frame.concurrency);
  }

  async *#part(
    call: ListCall,
    part: Part,
    parent: Item | undefined,
    pages: (part: ListCall) => AsyncIterable<readonly Item[]>,
    { parts, refused }: ListParts,
  ): AsyncGenerator<readonly Item[]> {
    const isDivided = part.compartment !== undefined || parent !== undefined;
    parts.add(part.key);
    if (part.compartment !== undefined) this.#visits.visit(this.#frame.segment, part.compartment);
    try {
      yield* pages(inPart(call, part));
    } catch (error) {
      if (parent !== undefined && isUnusableParent(error)) {
        refused.set(part.key, { part: part.name, details: error.details, why: error.message });
        return;
      }
      if (!isDivided || !(error instanceof CallFailure) || classOf(error.cause) !== 'denied') throw error;
      if (part.compartment !== undefined && (await this.#frame.isDeleted(part.compartment))) return;
      if (this.#joins.has(call)) throw error;
      if (part.compartment !== undefined) this.#visits.refuse(this.#frame.segment, part.compartment);
      const { code, permission } = error;
      const details = { class: 'denied', error_code: code, permission } as const;
      refused.set(part.key, { part: part.name, details, why: lackOf(permission, code, ' there') });
    }
  }

  async #partsOf(call: ListCall, parent: Item | undefined): Promise<readonly Part[]> {
    const texts = Object.values(call.input ?? {});
    const of = parent === undefined ? '' : ` of ${String(parent['id'])}`;
    const compartments = texts.includes('{compartment}') ? await this.#frame.compartments() : [undefined];
    const domains = texts.includes('{availabilityDomain}') ? await this.#frame.availabilityDomains() : [undefined];
    return compartments.flatMap((compartment) =>
      domains.map((domain): Part => ({
        key: JSON.stringify([compartment?.id, domain, parent]),
        name: `${compartment?.path ?? ''}${domain === undefined ? '' : ` ${domain}`}${of}`.trim(),
        ...(compartment && { compartment: compartment.id }),
        ...(domain !== undefined && { availabilityDomain: domain }),
      })),
    );
  }
}

const isDivided = ({ input = {} }: ListCall): boolean =>
  ['{compartment}', '{availabilityDomain}'].some((word) => Object.values(input).includes(word));

/** The call with the part's values in its query. */
function inPart(call: ListCall, { compartment, availabilityDomain }: Part): ListCall {
  const values: Readonly<Record<string, string | undefined>> = { '{compartment}': compartment, '{availabilityDomain}': availabilityDomain };
  const input = Object.entries(call.input ?? {}).map(([name, value]) => [name, values[String(value)] ?? value] as const);
  return { ...call, input: Object.fromEntries(input) };
}

/** Whether the parent lacks what its list is called with, or names a host that must not be called: no other part of the list is concerned. */
const isUnusableParent = (error: unknown): error is CloudError =>
  error instanceof CloudError && [UNKNOWN_HOST, INCOMPLETE_ITEM].includes(error.details.error_code);
