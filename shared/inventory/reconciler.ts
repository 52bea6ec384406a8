/**
 * Decides what a run changes in one slice. Pure: it knows the ids and hashes of the stored rows, is shown what the
 * cloud lists, and answers. Holds no bodies.
 */

/** The part of a stored row that a run keeps in memory. */
export interface KnownRow {
  readonly hash: string;
  readonly version: number;
  readonly in_use: boolean;
  /** When a run last wrote it. */
  readonly observed_at?: string;
  /** What the cloud said of its version when it was written. */
  readonly source_version?: string;
}

export type Decision = 'add' | 'update' | 'restore' | 'unchanged' | 'seen_before';

export interface Ending {
  /** Rows to mark deleted. */
  readonly missing: readonly string[];
  /** Rows that are missing too, but kept until a second run agrees: more than half of the slice would be gone. */
  readonly kept: number;
  /** Those of them that a second run may then delete; fewer than `kept` if they are too many to remember. */
  readonly held: readonly string[];
}

/** A slice smaller than this may lose everything at once. */
const SUSPECT_POPULATION = 20;
const SUSPECT_SHARE = 0.5;
/** The coverage row holds these ids, and DynamoDB limits it to 400 KB. What is missing beyond them is held by later runs. */
const MAX_HELD_CHARACTERS = 64_000;

export class Reconciler {
  readonly #known: ReadonlyMap<string, KnownRow>;
  readonly #heldBefore: ReadonlySet<string>;
  readonly #seen = new Map<string, string>();

  /** `heldBefore`: what an earlier run held at `heldAt`. A row that was written since was seen since, and is held no longer. */
  constructor(known: ReadonlyMap<string, KnownRow>, heldBefore: readonly string[] = [], heldAt = '') {
    this.#known = known;
    this.#heldBefore = new Set(heldBefore.filter((id) => heldAt === '' || (known.get(id)?.observed_at ?? '') <= heldAt));
  }

  /** A list may show a resource twice when the cloud changes under it: the later sight counts if it differs. */
  see(id: string, hash: string): Decision {
    const earlier = this.#seen.get(id);
    this.#seen.set(id, hash);
    if (earlier !== undefined) return earlier === hash ? 'seen_before' : 'update';
    const known = this.#known.get(id);
    if (!known) return 'add';
    if (!known.in_use) return 'restore';
    return known.hash === hash ? 'unchanged' : 'update';
  }

  /** The version that the cloud gave the stored resource; undefined if there is none, or if it is not in use. */
  sourceVersion(id: string): string | undefined {
    const known = this.#known.get(id);
    return known?.in_use ? known.source_version : undefined;
  }

  /** The cloud said of a resource that it still has its `sourceVersion`. True at its first sight. */
  seeStored(id: string): boolean {
    return this.see(id, this.#known.get(id)?.hash ?? '') === 'unchanged';
  }

  seenCount(): number {
    return this.#seen.size;
  }

  /** The ids that an earlier run held and that this run has not seen so far either. */
  stillHeld(): readonly string[] {
    return [...this.#heldBefore].filter((id) => !this.#seen.has(id));
  }

  /** To be asked only when the slice was listed to its end. */
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
