/** `diff_summary.json`: the number of differences of each kind, and the two exports that were compared. */
import type { DiffEvent, Difference } from './diff.ts';
import type { SlicePair } from './diff-slices.ts';
import type { Manifest } from './manifest.ts';
import { compareText } from './order.ts';

/** The version of `diff.json` and `diff_summary.json`. */
const DIFF_SCHEMA_VERSION = 1;

/** The kinds of differences, the most asked-for first. `diff.json` has a list of each. */
export const DIFFERENCES = [
  'added',
  'removed',
  'changed',
  'newly_seen',
  'not_seen',
  'unread_changed',
] as const satisfies readonly Difference['kind'][];
export type DiffCounts = Readonly<Record<Difference['kind'], number>>;

/** One of the two exports. */
export interface DiffSide {
  readonly collected_at: string;
  readonly source: Manifest['source'];
  readonly resources: number;
  /** The hash of its inventory.jsonl, in hexadecimal. */
  readonly sha256: string;
}

export interface DiffSummary {
  readonly schema_version: typeof DIFF_SCHEMA_VERSION;
  readonly prev: DiffSide;
  readonly curr: DiffSide;
  readonly counts: DiffCounts & { readonly unchanged: number };
  /** Only types that have differences. The maps below hold only such accounts and regions. */
  readonly by_type: Readonly<Record<string, DiffCounts>>;
  readonly by_account: Readonly<Record<string, DiffCounts>>;
  readonly by_region: Readonly<Record<string, DiffCounts>>;
  readonly slices: {
    /** The number of slices that both sides saw whole. A resource can be `removed` only in such a slice. */
    readonly compared: number;
    readonly not_compared: number;
    /** The slices that were not compared, counted by their outcome on each side. Null: not in the export's scope. */
    readonly outcomes: readonly (Pick<SlicePair, 'prev' | 'curr'> & { readonly slices: number })[];
    /** The first slices that were not compared. `not_compared` of `diff.json` lists all. */
    readonly first_not_compared: readonly SlicePair[];
  };
  /** Sentences that a reader must know to judge the numbers. */
  readonly notes: readonly string[];
}

const MAX_SLICES_LISTED = 100;

type Growing = Record<Difference['kind'], number>;
const none = (): Growing => ({ added: 0, removed: 0, changed: 0, newly_seen: 0, not_seen: 0, unread_changed: 0 });

export class DiffTally {
  readonly #counts = none();
  readonly #byType = new Map<string, Growing>();
  readonly #byAccount = new Map<string, Growing>();
  readonly #byRegion = new Map<string, Growing>();
  readonly #outcomes = new Map<string, { prev: SlicePair['prev']; curr: SlicePair['curr']; slices: number }>();
  readonly #slices: SlicePair[] = [];
  #notCompared = 0;
  #same = { resources: 0, slices: 0 };

  add(event: DiffEvent): void {
    if (event.kind === 'same') this.#same = event;
    else if (event.kind === 'slice') this.#addSlice(event.slice);
    else this.#addDifference(event);
  }

  summary(prev: DiffSide, curr: DiffSide): DiffSummary {
    const outcomes = [...this.#outcomes].toSorted(([a], [b]) => compareText(a, b)).map(([, counted]) => counted);
    return {
      schema_version: DIFF_SCHEMA_VERSION,
      prev,
      curr,
      counts: { ...this.#counts, unchanged: this.#same.resources },
      by_type: Object.fromEntries(this.#byType),
      by_account: Object.fromEntries(this.#byAccount),
      by_region: Object.fromEntries(this.#byRegion),
      slices: { compared: this.#same.slices, not_compared: this.#notCompared, outcomes, first_not_compared: this.#slices },
      notes: this.#notes(prev, curr),
    };
  }

  #addDifference({ kind, resource: { type, account_id, region } }: Difference): void {
    this.#counts[kind] += 1;
    for (const [counts, key] of [
      [this.#byType, type],
      [this.#byAccount, account_id],
      [this.#byRegion, region],
    ] as const) {
      const counted = counts.get(key) ?? none();
      counted[kind] += 1;
      counts.set(key, counted);
    }
  }

  #addSlice(slice: SlicePair): void {
    const { prev, curr } = slice;
    const key = `${prev ?? ''} ${curr ?? ''}`;
    const counted = this.#outcomes.get(key) ?? { prev, curr, slices: 0 };
    counted.slices += 1;
    this.#outcomes.set(key, counted);
    this.#notCompared += 1;
    if (this.#slices.length < MAX_SLICES_LISTED) this.#slices.push(slice);
  }

  #notes(prev: DiffSide, curr: DiffSide): readonly string[] {
    const isBackwards = Date.parse(prev.collected_at) > Date.parse(curr.collected_at);
    const isDisjoint = this.#same.slices === 0 && this.#notCompared > 0;
    return [
      ...(isBackwards ? [`PREV (${prev.collected_at}) is newer than CURR (${curr.collected_at}): what is called added is older.`] : []),
      ...(isDisjoint
        ? ['No slice was seen whole by both: the two cover different accounts, regions or types, or could not read them.']
        : []),
    ];
  }
}
