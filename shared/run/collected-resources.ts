/** Keeps the resources of one account that a run has read on the disk, sorted, until the policies judge them. */
import { compareText } from '../exports/order.ts';
import { SortedSpool } from '../exports/sorted-spool.ts';
import { isWhole } from '../inventory/whole-slices.ts';
import type { SliceOutcome } from '../inventory/model.ts';
import type { Slice } from '../inventory/slice-runner.ts';
import type { Subject } from '../policies/evaluation.ts';
import { type TypeResources, LoadedTypes } from '../scan/loaded-types.ts';
import type { JudgedResources } from '../scan/verdicts.ts';

const PAGE_SIZE = 500;
/** Bytes of one type that are kept in memory before they go to the disk. Few accounts have more of a type. */
const HELD_BYTES = 2 ** 18;

interface CollectedType {
  readonly subjects: SortedSpool<Subject>;
  /** The outcome of the slice by its segment; undefined until the slice has ended. */
  readonly outcomes: Map<string, SliceOutcome | undefined>;
}

export class CollectedResources implements JudgedResources {
  /** By `<type> <segment>`: when the slice was observed. */
  readonly #times = new Map<string, number>();
  readonly #types = new Map<string, CollectedType>();
  readonly #loaded = new LoadedTypes(async (type) => await this.#read(type));

  /** `slices` are those of the account whose types a policy needs. `folder` must exist. */
  constructor(folder: string, slices: readonly Slice[]) {
    for (const { type, segment } of slices) {
      const collected = this.#types.get(type.type) ?? {
        subjects: new SortedSpool<Subject>({ folder, compare: compareSubjects, maxBytes: HELD_BYTES }),
        outcomes: new Map<string, SliceOutcome | undefined>(),
      };
      collected.outcomes.set(segment, undefined);
      this.#types.set(type.type, collected);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#types.values()].map(async ({ subjects }) => await subjects.close()));
  }

  /** Ignores a resource whose type no policy needs. */
  async add(subject: Subject): Promise<void> {
    await this.#types.get(subject.type)?.subjects.add(subject);
  }

  /** `at`: when the slice was observed, in milliseconds since 1970, if that is not when everything was. */
  ended({ type, segment }: Slice, outcome: SliceOutcome, at?: number): void {
    this.#types.get(type.type)?.outcomes.set(segment, outcome);
    if (at !== undefined) this.#times.set(`${type.type} ${segment}`, at);
  }

  mayHave(type: string): boolean {
    return (this.#types.get(type)?.subjects.size ?? 0) > 0;
  }

  /** Undefined in a run: it judges everything at the time at which it began to read. */
  observedAt(type: string, segment: string): number | undefined {
    return this.#times.get(`${type} ${segment}`);
  }

  async *pages(type: string): AsyncGenerator<readonly Subject[]> {
    const loaded = this.#loaded.pages(type);
    if (loaded) return yield* loaded;
    let page: Subject[] = [];
    for await (const subject of this.#types.get(type)?.subjects.sorted() ?? []) {
      page.push(subject);
      if (page.length < PAGE_SIZE) continue;
      yield page;
      page = [];
    }
    if (page.length > 0) yield page;
  }

  async load(types: readonly string[]): Promise<void> {
    await this.#loaded.load(types);
  }

  keepOnly(types: ReadonlySet<string>): void {
    this.#loaded.keepOnly(types);
  }

  ofType(type: string): TypeResources {
    return this.#loaded.ofType(type);
  }

  /** Why the run has not read all resources of the type; undefined if it has. */
  #whyNotWhole(type: string): string | undefined {
    const outcomes = this.#types.get(type)?.outcomes;
    if (!outcomes) return `This run does not read ${type}.`;
    const partial = [...outcomes].find(([, outcome]) => !isWhole(outcome ?? null));
    return partial && `This run has not read every ${type} in ${partial[0]}: the slice ended ${partial[1]}.`;
  }

  async #read(type: string): Promise<TypeResources> {
    const notWhole = this.#whyNotWhole(type);
    if (notWhole !== undefined) return { not_whole: notWhole };
    const resources: Subject[] = [];
    for await (const page of this.pages(type)) resources.push(...page);
    return resources;
  }
}

const compareSubjects = (a: Subject, b: Subject): number => compareText(a.segment, b.segment) || compareText(a.resource_id, b.resource_id);
