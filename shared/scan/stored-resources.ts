/** Reads the stored resources of one account, type by type. */
import { type AccountId, parseResourceUid, resourceKey, type ResourceUid, type SliceId, sliceId } from '../ids.ts';
import { coverageOf } from '../inventory/coverage.ts';
import type { ChangeRow, CoverageRow, ResourceRow, SliceCoverage } from '../inventory/model.ts';
import { isMissed, isWhole, whySkipped } from '../inventory/whole-slices.ts';
import type { Subject } from '../policies/evaluation.ts';
import { typeNamed } from '../registry.ts';
import { type Key, queryAll, type Store } from '../storage/store.ts';
import { LoadedTypes, type TypeResources } from './loaded-types.ts';
import { readAhead } from './read-ahead.ts';
import type { JudgedResources } from './verdicts.ts';

const FIELDS = [
  'resource_id',
  'native_id',
  'name',
  'type',
  'kind',
  'segment',
  'region',
  'account_id',
  'first_seen_at',
  'changed_at',
  'tags',
  'config',
  'unread',
  'relationships',
  'is_last',
] as const satisfies readonly (keyof ResourceRow)[];

/** Slices that are read at once. */
const SLICES_AHEAD = 4;

export class StoredResources implements JudgedResources {
  readonly #store: Store;
  readonly #accountId: AccountId;
  readonly #coverage: readonly CoverageRow[];
  readonly #loaded = new LoadedTypes((type) => this.#all(type));
  readonly #mostOfType: number;

  private constructor(store: Store, accountId: AccountId, coverage: readonly CoverageRow[], mostOfType: number) {
    this.#store = store;
    this.#accountId = accountId;
    this.#coverage = coverage;
    this.#mostOfType = mostOfType;
  }

  /** `mostOfType`: a type of which the account has more resources cannot be looked up, and is not whole then. */
  static async open(store: Store, accountId: AccountId, { mostOfType = Infinity } = {}): Promise<StoredResources> {
    const coverage: CoverageRow[] = [];
    for await (const item of queryAll(store, 'coverage', { partition: accountId, consistent: true })) coverage.push(coverageOf(item));
    return new StoredResources(store, accountId, coverage, mostOfType);
  }

  mayHave(type: string): boolean {
    return this.#coverage.some(({ slices }) => slices[type]?.populated);
  }

  observedAt(type: string, segment: string): number | undefined {
    const slice = this.#coverage.find((row) => row.segment === segment)?.slices[type];
    const time = Date.parse(slice?.complete_at ?? slice?.at ?? '');
    return Number.isNaN(time) ? undefined : time;
  }

  /** Resources in use, page by page, of all slices that have any according to coverage. */
  async *pages(type: string): AsyncGenerator<readonly Subject[]> {
    const loaded = this.#loaded.pages(type);
    if (loaded) return yield* loaded;
    const slices = this.#coverage.filter((row) => row.slices[type]?.populated);
    yield* readAhead(
      slices.map(
        ({ segment }) =>
          () =>
            this.#slice(sliceId(this.#accountId, type, segment)),
      ),
      SLICES_AHEAD,
    );
  }

  /** The segments in which the account may have resources of the type, sorted. */
  segmentsOf(type: string): readonly string[] {
    return this.#coverage.flatMap(({ segment, slices }) => (slices[type]?.populated ? [segment] : [])).toSorted();
  }

  /** How many resources of these types are in use, as far as coverage counts them. */
  countOf(types: readonly string[]): number {
    return this.#coverage.reduce((sum, { slices }) => sum + types.reduce((all, type) => all + (slices[type]?.count ?? 0), 0), 0);
  }

  /** Reads at most `limit` rows of a slice, after the resource with the id `after`. `next`: the id after which there is more; absent at the end. */
  async pageOf(
    type: string,
    segment: string,
    { after, limit }: { readonly after: string | undefined; readonly limit: number },
  ): Promise<{ readonly subjects: readonly Subject[]; readonly next?: string }> {
    const slice_id = sliceId(this.#accountId, type, segment);
    const page = await this.#page(slice_id, { cursor: after === undefined ? undefined : { slice_id, resource_id: after }, limit });
    return { subjects: page.inUse, ...(page.cursor && { next: String(page.cursor['resource_id']) }) };
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

  /** Why the inventory of the type is not whole, as a sentence; undefined if it is whole. A slice that rests was seen whole, within a week, and empty. */
  notWhole(type: string): string | undefined {
    return this.#unseen(type, ({ outcome }) => isMissed(outcome));
  }

  #unseen(type: string, isUnseen: (slice: SliceCoverage) => boolean): string | undefined {
    const slices = this.#coverage.flatMap(({ segment, slices: inSegment }) =>
      inSegment[type] ? [{ segment, slice: inSegment[type] }] : [],
    );
    if (slices.length === 0) return `The inventory has not read ${type} in this account.`;
    const partial = slices.find(({ slice }) => isUnseen(slice));
    if (partial) {
      const { outcome, complete_at } = partial.slice;
      if (outcome === 'skipped') return `The inventory has not read ${type} in ${partial.segment} this time. ${whySkipped(complete_at)}`;
      const why = outcome === undefined ? 'its first run has not ended' : `its newest run ended ${outcome}`;
      return `The inventory has not seen every ${type} in ${partial.segment}: ${why}.`;
    }
    const never = this.#neverRead(
      type,
      slices.map(({ slice }) => slice.at ?? ''),
    );
    return never && `The inventory has not read ${type} in ${never}.`;
  }

  /** Whether there is evidence that the resource was deleted. A missing row alone is no evidence. */
  async isDeleted(uid: ResourceUid): Promise<boolean> {
    if (!parseResourceUid(uid)) return false;
    const row = (await this.#store.get('resources', resourceKey(uid), { consistent: true })) as ResourceRow | undefined;
    if (row) return row.is_last === 0;
    const newest = await this.#store.query('changes', { partition: uid, descending: true, limit: 1, consistent: true, fields: ['op'] });
    return (newest.items[0]?.['op'] as ChangeRow['op'] | undefined) === 'delete';
  }

  /**
   * A segment that was read after the oldest of `times`, but in which this type was never read. Global and regional types
   * have different segments, so a segment in which only types of the other scope were read does not count. Neither does a
   * region that the account has disabled, because it is not read any more.
   */
  #neverRead(type: string, times: readonly string[]): string | undefined {
    const scope = typeNamed(type)?.scope;
    const oldest = times.reduce((least, time) => (time < least ? time : least));
    return this.#coverage.find(({ slices, observed_at }) => {
      const read = Object.keys(slices);
      const isOfScope = read.length === 0 || read.some((other) => typeNamed(other)?.scope === scope);
      return !slices[type] && observed_at >= oldest && isOfScope;
    })?.segment;
  }

  async #all(type: string): Promise<TypeResources> {
    // Who looks a resource up and does not find it needs a slice that was read this time.
    const notWhole = this.#unseen(type, ({ outcome }) => !isWhole(outcome));
    if (notWhole !== undefined) return { not_whole: notWhole };
    const resources: Subject[] = [];
    for await (const page of this.pages(type)) {
      resources.push(...page);
      if (resources.length > this.#mostOfType)
        return {
          not_whole: `The account has more than ${this.#mostOfType} resources of the type ${type}, which is more than is read at once here.`,
        };
    }
    return resources;
  }

  async *#slice(partition: SliceId): AsyncGenerator<readonly Subject[]> {
    let cursor: Key | undefined;
    do {
      const page = await this.#page(partition, { cursor });
      cursor = page.cursor;
      if (page.inUse.length > 0) yield page.inUse;
    } while (cursor);
  }

  async #page(
    partition: SliceId,
    from: { readonly cursor: Key | undefined; readonly limit?: number },
  ): Promise<{ readonly inUse: readonly ResourceRow[]; readonly cursor?: Key | undefined }> {
    const page = await this.#store.query('resources', { partition, fields: FIELDS, consistent: true, ...from });
    // The store's items have no type of their own; the table holds such rows.
    const rows = page.items as readonly unknown[] as readonly ResourceRow[];
    return { inUse: rows.filter(({ is_last }) => is_last === 1), cursor: page.cursor };
  }
}
