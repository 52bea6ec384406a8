/**
 * Decides what a run changes in one slice. It is pure, and compares ids and hashes only: it is given those of the stored rows first, and then
 * those of each listed resource. What it holds of a resource does not grow with its id or its content (`row-table.ts`).
 */
import type { KnownVersions } from '../clouds/cloud.ts';
import { DIGEST_BYTES, RowTable } from './row-table.ts';

/** The part of a stored row that a run compares. */
export interface KnownRow {
  /** SHA-256 of the state, in base64url; empty for a row that counts as changed whatever its state is. */
  readonly hash: string;
  readonly in_use: boolean;
  /** When a run last wrote it. */
  readonly observed_at?: string;
  /** The version that the cloud's list gave the resource when the row was written. */
  readonly source_version?: string;
}

/** `seen_before`: this run has seen the resource already, in the same state. */
export type Decision = 'add' | 'update' | 'restore' | 'unchanged' | 'seen_before';

export interface Ending {
  /** The number of rows in use that were not listed. */
  readonly missing: number;
  /** Whether they are more than half of the slice: then only those that an earlier run did not see either may be deleted. */
  readonly isSuspect: boolean;
}

/** A slice with fewer resources than this may lose all of them in one run. */
const SUSPECT_POPULATION = 20;
const SUSPECT_SHARE = 0.5;
/** The coverage row stores the held ids, and DynamoDB limits it to 400 KB. Later runs hold the ids beyond this. */
const MAX_HELD_CHARACTERS = 64_000;

/** Flags of the rows of the table. A row without the first one is that of a deleted resource, or of one that only this run has seen. */
const IN_USE = 1;
const SEEN = 2;

export class Reconciler implements KnownVersions {
  readonly #rows = new RowTable();
  readonly #heldBefore: Set<string>;
  readonly #heldAt: string;
  #inUse = 0;
  #seen = 0;
  #seenInUse = 0;
  #addedBefore = 0;

  /** `heldBefore` are the ids that an earlier run held at `heldAt`. A row that was written after that has been seen, and is no longer held. */
  constructor(heldBefore: readonly string[] = [], heldAt = '') {
    this.#heldBefore = new Set(heldBefore);
    this.#heldAt = heldAt;
  }

  /** Takes a row that is stored. Called once for each, before anything is seen. */
  know(id: string, { hash, in_use, observed_at = '', source_version }: KnownRow): void {
    const row = this.#rows.findOrAdd(id);
    this.#rows.setState(row, hash);
    if (source_version !== undefined) this.#rows.setVersion(row, source_version);
    if (in_use) {
      this.#rows.flag(row, IN_USE);
      this.#inUse += 1;
    }
    if (this.#heldAt !== '' && observed_at > this.#heldAt) this.#heldBefore.delete(id);
  }

  /** Takes what an earlier attempt has seen on the pages before: the digests of ids, and how many of them it added to the rows. */
  resume(seen: Buffer, added: number): void {
    for (let at = 0; at < seen.length; at += DIGEST_BYTES) this.#markSeen(this.#rows.findOrAddDigest(seen.subarray(at, at + DIGEST_BYTES)));
    this.#addedBefore = added;
  }

  /** The digests of the ids that were seen. */
  seen(): Buffer {
    return this.#rows.digests(SEEN);
  }

  /** A list may name a resource twice if the cloud changes while it is paged. The later entry counts if it differs. */
  see(id: string, hash: string): Decision {
    const known = this.#rows.find(id);
    if (known === undefined) {
      const row = this.#rows.findOrAdd(id);
      this.#rows.setState(row, hash);
      this.#markSeen(row);
      return 'add';
    }
    const isSame = this.#rows.hasState(known, hash);
    if (!isSame) this.#rows.setState(known, hash);
    if (!this.#markSeen(known)) return isSame ? 'seen_before' : 'update';
    if (!this.#rows.has(known, IN_USE)) return 'restore';
    return isSame ? 'unchanged' : 'update';
  }

  isStored(id: string): boolean {
    const row = this.#rows.find(id);
    return row !== undefined && this.#rows.has(row, IN_USE);
  }

  isCurrent(id: string, version: string): boolean {
    const row = this.#rows.find(id);
    return row !== undefined && this.#rows.has(row, IN_USE) && this.#rows.hasVersion(row, version);
  }

  /** Called for a resource that `isCurrent`. True the first time that the run sees the resource. */
  seeStored(id: string): boolean {
    const row = this.#rows.find(id);
    return row !== undefined && this.#markSeen(row);
  }

  seenCount(): number {
    return this.#seen;
  }

  /** The number of stored resources in use while nothing is deleted: those of before, and those that the run has added. `unstored`: ids that it saw and could not store. */
  inUseCount(unstored: ReadonlySet<string>): number {
    const added = this.#seen - this.#seenInUse - [...unstored].filter((id) => !this.isStored(id)).length;
    return this.#inUse + added;
  }

  /** The ids that an earlier run held and that this run has not seen so far. */
  stillHeld(): readonly string[] {
    return [...this.#heldBefore].filter((id) => !this.isSeen(id));
  }

  /** Called only if the slice was listed to its end. */
  end(): Ending {
    const missing = this.#inUse - this.#seenInUse;
    const population = this.#inUse - this.#addedBefore;
    return { missing, isSuspect: population >= SUSPECT_POPULATION && missing > population * SUSPECT_SHARE };
  }

  /** Whether the row was in use when the run began, and the run has not seen it. */
  isMissing(id: string): boolean {
    return this.isStored(id) && !this.isSeen(id);
  }

  /** Whether an earlier run did not see the resource either. */
  wasHeld(id: string): boolean {
    return this.#heldBefore.has(id);
  }

  isSeen(id: string): boolean {
    const row = this.#rows.find(id);
    return row !== undefined && this.#rows.has(row, SEEN);
  }

  /** True the first time. */
  #markSeen(row: number): boolean {
    if (this.#rows.has(row, SEEN)) return false;
    this.#rows.flag(row, SEEN);
    this.#seen += 1;
    if (this.#rows.has(row, IN_USE)) this.#seenInUse += 1;
    return true;
  }
}

/** The rows that a run keeps in a suspect slice although it did not see them. */
export interface HeldRows {
  /** The rows that a second run deletes if it does not see them either. */
  readonly ids: readonly string[];
  /** The number of rows that are kept. More than `ids` if there are too many ids to store. */
  readonly kept: number;
}

/** Collects held rows. */
export class Holding implements HeldRows {
  readonly ids: string[] = [];
  kept = 0;
  #room = MAX_HELD_CHARACTERS;

  keep(id: string): void {
    this.kept += 1;
    this.#room -= id.length + 3;
    if (this.#room >= 0) this.ids.push(id);
  }
}
