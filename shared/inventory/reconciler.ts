/**
 * Decides what a run changes in one slice. It is pure, and compares ids and hashes only: it holds those of the stored rows, and is
 * given those of each listed resource.
 */

/** The part of a stored row that a run keeps in memory. */
export interface KnownRow {
  readonly hash: string;
  readonly version: number;
  readonly in_use: boolean;
  /** When a run last wrote it. */
  readonly observed_at?: string;
  /** The version that the cloud's list gave the resource when the row was written. */
  readonly source_version?: string;
}

/** `seen_before`: this run has seen the resource already, in the same state. */
export type Decision = 'add' | 'update' | 'restore' | 'unchanged' | 'seen_before';

export interface Ending {
  /** Ids of the rows to mark deleted. */
  readonly missing: readonly string[];
  /** The number of rows that were not listed, but are kept until a second run does not list them either. More than half of the slice is missing then. */
  readonly kept: number;
  /** Ids of the kept rows, which a second run may delete. Fewer than `kept` if there are too many to store. */
  readonly held: readonly string[];
}

/** A slice with fewer resources than this may lose all of them in one run. */
const SUSPECT_POPULATION = 20;
const SUSPECT_SHARE = 0.5;
/** The coverage row stores the held ids, and DynamoDB limits it to 400 KB. Later runs hold the ids beyond this. */
const MAX_HELD_CHARACTERS = 64_000;

export class Reconciler {
  readonly #known: ReadonlyMap<string, KnownRow>;
  readonly #heldBefore: ReadonlySet<string>;
  readonly #seen = new Map<string, string>();

  /** `heldBefore` are the ids that an earlier run held at `heldAt`. A row that was written after that has been seen, and is no longer held. */
  constructor(known: ReadonlyMap<string, KnownRow>, heldBefore: readonly string[] = [], heldAt = '') {
    this.#known = known;
    this.#heldBefore = new Set(heldBefore.filter((id) => heldAt === '' || (known.get(id)?.observed_at ?? '') <= heldAt));
  }

  /** A list may name a resource twice if the cloud changes while it is paged. The later entry counts if it differs. */
  see(id: string, hash: string): Decision {
    const earlier = this.#seen.get(id);
    this.#seen.set(id, hash);
    if (earlier !== undefined) return earlier === hash ? 'seen_before' : 'update';
    const known = this.#known.get(id);
    if (!known) return 'add';
    if (!known.in_use) return 'restore';
    return known.hash === hash ? 'unchanged' : 'update';
  }

  /** The version that the cloud gave the stored resource; empty if it has none, undefined if it is not stored or not in use. */
  sourceVersion(id: string): string | undefined {
    const known = this.#known.get(id);
    return known?.in_use ? (known.source_version ?? '') : undefined;
  }

  /** Called for a resource that still has its `sourceVersion`. True the first time that the run sees the resource. */
  seeStored(id: string): boolean {
    return this.see(id, this.#known.get(id)?.hash ?? '') === 'unchanged';
  }

  seenCount(): number {
    return this.#seen.size;
  }

  /** The number of stored resources in use while nothing is deleted: those of before, and those that the run has added. `unstored`: ids that it saw and could not store. */
  inUseCount(unstored: ReadonlySet<string>): number {
    const before = [...this.#known].filter(([, row]) => row.in_use).length;
    const added = [...this.#seen.keys()].filter((id) => !this.#known.get(id)?.in_use && !unstored.has(id)).length;
    return before + added;
  }

  /** The ids that an earlier run held and that this run has not seen so far. */
  stillHeld(): readonly string[] {
    return [...this.#heldBefore].filter((id) => !this.#seen.has(id));
  }

  /** Called once, and only if the slice was listed to its end. */
  end(): Ending {
    const inUse = [...this.#known].filter(([, row]) => row.in_use).map(([id]) => id);
    const missing = inUse.filter((id) => !this.#seen.has(id));
    if (inUse.length < SUSPECT_POPULATION || missing.length <= inUse.length * SUSPECT_SHARE) return { missing, kept: 0, held: [] };
    const agreed = missing.filter((id) => this.#heldBefore.has(id));
    const kept = missing.filter((id) => !this.#heldBefore.has(id));
    return { missing: agreed, kept: kept.length, held: firstThatFit(kept) };
  }
}

function firstThatFit(ids: readonly string[]): readonly string[] {
  let room = MAX_HELD_CHARACTERS;
  return [...ids].toSorted().filter((id) => (room -= id.length + 3) >= 0);
}
